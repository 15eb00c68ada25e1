import { readFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import {
  draftMetadata,
  type Lexicon,
  type MetadataDraft,
} from '../../domain/ingest/draft-metadata';
import { loadDictionary } from './dictionary';

export interface DraftRequest {
  readonly files: readonly { readonly name: string; readonly path: string }[];
  /** Where the dictionary is kept. */
  readonly cacheFolder: string;
}

/** Weight of a word that the list does not know: rare, so telling. */
const UNKNOWN_WEIGHT = 9;

/** Entry of the process that drafts metadata: its dictionary never burdens the service. */
process.once('message', (request: DraftRequest) => {
  process.send?.(draft(request), undefined, {}, () => process.exit(0));
});
process.once('disconnect', () => process.exit(1));

function draft({ files, cacheFolder }: DraftRequest): MetadataDraft {
  const texts = files.map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }));
  return draftMetadata(texts, openLexicon(cacheFolder));
}

function openLexicon(cacheFolder: string): Lexicon {
  const { words, weights } = loadDictionary(cacheFolder);
  const jieba = Jieba.withDict(words);
  const byWord = new Map<string, number>();
  for (const line of weights.split('\n')) {
    const space = line.indexOf(' ');
    byWord.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return {
    cut: (text) => jieba.cut(text, true),
    weight: (word) => byWord.get(word) ?? UNKNOWN_WEIGHT,
  };
}
