import { fold } from '../fold';

/** Stretch of a text that matches: [start, end) in UTF-16 units, as JavaScript and Java count. */
export type Range = readonly [number, number];

const MAX_RANGES = 20;

/**
 * Where the searched words stand in a text as it was written. Folding may change the length of a
 * text (㈱ becomes (株)), so every letter is folded by itself and keeps its place.
 */
export function findRanges(text: string, words: readonly string[]): Range[] {
  const { folded, places } = foldWithPlaces(text);
  const found: Range[] = [];
  for (const word of words) {
    let at = folded.indexOf(word);
    while (at !== -1 && found.length < MAX_RANGES) {
      found.push([places[at] as number, places[at + word.length] as number]);
      at = folded.indexOf(word, at + word.length);
    }
  }
  return merge(found);
}

function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const part = fold(letter);
    for (let i = 0; i < part.length; i += 1) places.push(at);
    folded += part;
    at += letter.length;
  }
  places.push(at);
  return { folded, places };
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Characters of the description shown around its first match. */
const EXCERPT = 120;

export interface Highlight {
  readonly name: readonly Range[];
  /** Part of the description with its first match, and the ranges within this part. */
  readonly description: { readonly text: string; readonly ranges: readonly Range[] } | null;
  readonly keywords: readonly string[];
}

export function highlight(
  row: { name: string; description: string; keywords: readonly string[] },
  words: readonly string[],
): Highlight {
  const all = findRanges(row.description, words);
  const first = all[0];
  const start = first ? Math.max(0, first[0] - EXCERPT / 4) : 0;
  const text = row.description.slice(start, start + EXCERPT);
  return {
    name: findRanges(row.name, words),
    description: first ? { text, ranges: findRanges(text, words) } : null,
    keywords: row.keywords.filter((keyword) => findRanges(keyword, words).length > 0),
  };
}
