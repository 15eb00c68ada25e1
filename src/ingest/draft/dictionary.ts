import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dict, idf } from '@node-rs/jieba/dict';
import * as OpenCC from 'opencc-js/cn2t';
import { TAIWAN_WORDS } from './taiwan-words';

/** Raise when the way the files are made changes. */
const VERSION = 2;

export interface Dictionary {
  readonly words: Buffer;
  readonly weights: string;
}

/**
 * jieba's dictionary and weights, which are in Simplified Chinese, in Taiwan's characters and
 * Taiwan's words. Made once (some seconds) and kept in `folder`.
 */
export function loadDictionary(folder: string): Dictionary {
  const wordsFile = path.join(folder, `words-${VERSION}.txt`);
  const weightsFile = path.join(folder, `weights-${VERSION}.txt`);
  if (!existsSync(wordsFile) || !existsSync(weightsFile)) makeFiles(wordsFile, weightsFile);
  return { words: readFileSync(wordsFile), weights: readFileSync(weightsFile, 'utf8') };
}

function makeFiles(wordsFile: string, weightsFile: string): void {
  mkdirSync(path.dirname(wordsFile), { recursive: true });
  const own = TAIWAN_WORDS.map((word) => `${word} 20000 nz`);
  save(wordsFile, [...own, ...inTaiwan(new TextDecoder().decode(dict))].join('\n'));
  save(weightsFile, inTaiwan(new TextDecoder().decode(idf)).join('\n'));
}

/** Lines `word rest`: the word in Taiwan's characters, and in Taiwan's wording where it differs. */
function inTaiwan(text: string): string[] {
  const characters = converterTo('tw');
  const wording = converterTo('twp');
  const made = new Map<string, string>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    if (space < 0) continue;
    const word = line.slice(0, space);
    for (const variant of [characters(word), wording(word)]) {
      if (!made.has(variant)) made.set(variant, line.slice(space));
    }
  }
  return Array.from(made, ([word, rest]) => word + rest);
}

/** The package's own types do not resolve under this module setting. */
function converterTo(to: 'tw' | 'twp'): (text: string) => string {
  const { Converter } = OpenCC as unknown as {
    Converter: (options: { from: string; to: string }) => (text: string) => string;
  };
  return Converter({ from: 'cn', to });
}

/** Whole or not at all: another process may be making the same file. */
function save(file: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}
