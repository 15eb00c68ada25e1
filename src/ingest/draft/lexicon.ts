import { Jieba } from '@node-rs/jieba';
import type { Lexicon } from '../../domain/ingest/draft-keywords';
import { loadDictionary } from './dictionary';

/** Parts of speech of what can be a keyword: nouns, names of places and bodies, terms, short forms. */
const NOUN = /^(n[stzg]?|vn|an|j|eng)$/;

/** Weight of a word that the list does not know: rare, so telling. */
const UNKNOWN_WEIGHT = 9;

/** Words of Taiwan's Chinese; takes about 200 MiB. @param cacheFolder Where the dictionary is kept. */
export function openLexicon(cacheFolder: string): Lexicon {
  const { words, weights } = loadDictionary(cacheFolder);
  const jieba = Jieba.withDict(words);
  const byWord = new Map<string, number>();
  for (const line of weights.split('\n')) {
    const space = line.indexOf(' ');
    byWord.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return {
    cut: (text) =>
      jieba.tag(text, true).map(({ word, tag }) => ({ text: word, noun: NOUN.test(tag) })),
    weight: (word) => byWord.get(word) ?? UNKNOWN_WEIGHT,
  };
}
