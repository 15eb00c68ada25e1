import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { BOUNDARY } from '../../ingest/text-sink';

/** Longest text of one line of an export, in UTF-16 units; longer records are cut at a line's end. */
export const MAX_UNITS = 100_000;

/** A page or record of a file's text, or a part of one that is too long for a line. */
export interface TextRecord {
  /** Page or record of the file, from 1. */
  readonly record: number;
  /** Part of it, from 1. */
  readonly part: number;
  readonly text: string;
}

/** The text of a file record by record, as it is read; empty records are left out, their number is not. */
export async function* recordsOf(text: Readable): AsyncGenerator<TextRecord> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let record = 1;
  let part = 1;
  const take = (length: number): TextRecord | null => {
    const piece = rest.slice(0, length);
    rest = rest.slice(length);
    return piece.trim() === '' ? null : { record, part: part++, text: piece };
  };
  for await (const chunk of text) {
    rest += decoder.write(chunk as Buffer);
    for (;;) {
      const end = rest.indexOf(BOUNDARY);
      if (end === -1 && rest.length <= MAX_UNITS) break;
      const whole = end !== -1 && end <= MAX_UNITS;
      const piece = take(whole ? end : cutOf(rest));
      if (piece) yield piece;
      if (!whole) continue;
      rest = rest.slice(BOUNDARY.length);
      record += 1;
      part = 1;
    }
  }
  rest += decoder.end();
  const last = take(rest.length);
  if (last) yield last;
}

/** Where to cut a record that is too long: after its last line that fits, never within a character. */
function cutOf(text: string): number {
  const line = text.lastIndexOf('\n', MAX_UNITS - 1) + 1;
  if (line > 0) return line;
  const torn = /[\ud800-\udbff]/.test(text.charAt(MAX_UNITS - 1));
  return torn ? MAX_UNITS - 1 : MAX_UNITS;
}
