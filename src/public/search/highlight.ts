import { fold } from '../fold';

/** Stretch of a text that matches: [start, end) in UTF-16 units, as JavaScript and Java count. */
export type Range = readonly [number, number];

const MAX_RANGES = 20;

/**
 * Where the searched words stand in a text as it was written. Folding may change the length of a
 * text (㈱ becomes (株)), so every letter is folded by itself and keeps its place.
 */
export function findRanges(text: string, words: readonly string[]): Range[] {
  return rangesIn(foldWithPlaces(text), words);
}

function rangesIn({ folded, places }: Folded, words: readonly string[]): Range[] {
  const at = (place: number) => (places === null ? place : (places[place] as number));
  const found: Range[] = [];
  for (const word of words) {
    let place = folded.indexOf(word);
    while (place !== -1 && found.length < MAX_RANGES) {
      found.push([at(place), at(place + word.length)]);
      place = folded.indexOf(word, place + word.length);
    }
  }
  return found.length < 2 ? found : merge(found);
}

interface Folded {
  readonly folded: string;
  /** Place of each unit of the folded text in the text; null where they are the same. */
  readonly places: readonly number[] | null;
}

/** Letters that fold into one of the same length each: most of what is written here. */
const PLAIN = /^[\u0000-\u007f\u3000-\u3017\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*$/;

function foldWithPlaces(text: string): Folded {
  if (PLAIN.test(text)) return { folded: fold(text), places: null };
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

/** What of a dataset is searched and shown. */
export interface Searched {
  readonly name: string | null;
  readonly description: string | null;
  readonly keywords: readonly string[];
}

export function highlight(row: Searched, words: readonly string[]): Highlight {
  return {
    name: findRanges(row.name ?? '', words),
    description: excerpt(row.description ?? '', words),
    keywords: row.keywords.filter((keyword) => firstPlace(foldWithPlaces(keyword), words) !== null),
  };
}

function excerpt(description: string, words: readonly string[]): Highlight['description'] {
  const whole = foldWithPlaces(description);
  const first = firstPlace(whole, words);
  if (first === null) return null;
  const start = Math.max(0, first - EXCERPT / 4);
  const text = description.slice(start, start + EXCERPT);
  const part =
    whole.places === null
      ? { folded: whole.folded.slice(start, start + EXCERPT), places: null }
      : foldWithPlaces(text);
  return { text, ranges: rangesIn(part, words) };
}

/** Where in the text the first of the words stands. */
function firstPlace({ folded, places }: Folded, words: readonly string[]): number | null {
  const found = words.map((word) => folded.indexOf(word)).filter((place) => place !== -1);
  if (found.length === 0) return null;
  const first = Math.min(...found);
  return places === null ? first : (places[first] as number);
}
