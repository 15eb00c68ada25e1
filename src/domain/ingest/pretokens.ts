import { UNICODE_RUNS } from './unicode-classes';

/**
 * Cuts a text into the pieces that the o200k_base pattern cuts it into, in linear time. The
 * pattern, alternatives in order (U = Lu Lt Lm Lo M, L = Ll Lm Lo M):
 *
 *     [^\r\n\p{L}\p{N}]? U* L+ ('s|'t|'re|'ve|'m|'ll|'d)?
 *     [^\r\n\p{L}\p{N}]? U+ L* (the same suffix)?
 *     \p{N}{1,3}
 *     ' '? [^\s\p{L}\p{N}]+ [\r\n/]*
 *     \s* [\r\n]+
 *     \s+ not before a non-space
 *     \s+
 */
const OTHER = 0;
const UPPER = 1;
const LOWER = 2;
const LETTER = 3;
const NUMBER = 4;
const SPACE = 5;
const NEWLINE = 6;
const MARK = 7;

const CLASSES = unpack(UNICODE_RUNS);

function unpack(runs: string): Uint8Array {
  const classes = new Uint8Array(0x110000);
  let at = 0;
  for (const [, length = '', name = 'A'] of runs.matchAll(/([0-9a-z]+)([A-H])/g)) {
    const end = at + parseInt(length, 36);
    classes.fill(name.charCodeAt(0) - 65, at, end);
    at = end;
  }
  return classes;
}

/** Class of the code point at `at`, or -1 at the end; the caller knows its width from `widthAt`. */
function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit !== unit) return -1;
  if (unit < 0xd800 || unit > 0xdbff) return CLASSES[unit] as number;
  return CLASSES[text.codePointAt(at) as number] as number;
}

function widthAt(text: string, at: number): 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  return (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
}

/** End of the apostrophe suffix that begins at `at`, or `at`. The long s counts as s, as in Rust. */
function suffixEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 39) return at;
  const one = text.charCodeAt(at + 1) | 32;
  if (one === 115 || one === 116 || one === 109 || one === 100) {
    if (text.charCodeAt(at + 1) < 128) return at + 2;
  }
  if (text.charCodeAt(at + 1) === 0x17f) return at + 2;
  const two = text.slice(at + 1, at + 3).toLowerCase();
  return two === 're' || two === 've' || two === 'll' ? at + 3 : at;
}

/** First and second alternative without their optional prefix, at `at`; -1 where neither matches. */
function wordEnd(text: string, at: number, needsLower: boolean): number {
  let end = at;
  let afterBoth = -1;
  for (;;) {
    const kind = classAt(text, end);
    if (kind === LETTER || kind === MARK) {
      end += widthAt(text, end);
      afterBoth = end;
    } else if (kind === UPPER) end += widthAt(text, end);
    else break;
  }
  if (!needsLower) return end > at ? end : -1;
  if (classAt(text, end) !== LOWER) return afterBoth;
  for (let kind = LOWER; kind === LOWER || kind === LETTER || kind === MARK;) {
    end += widthAt(text, end);
    kind = classAt(text, end);
  }
  return end;
}

function wordWithPrefix(text: string, at: number, first: number): number {
  const bare = first === UPPER || first === LOWER || first === LETTER || first === MARK;
  const mayPrefix = first === OTHER || first === SPACE || first === MARK;
  const after = at + widthAt(text, at);
  for (const needsLower of [true, false]) {
    let end = mayPrefix ? wordEnd(text, after, needsLower) : -1;
    if (end < 0 && bare) end = wordEnd(text, at, needsLower);
    if (end >= 0) return suffixEnd(text, end);
  }
  return -1;
}

function numberEnd(text: string, at: number): number {
  let end = at;
  for (let digits = 0; digits < 3 && classAt(text, end) === NUMBER; digits++) {
    end += widthAt(text, end);
  }
  return end;
}

function symbolsEnd(text: string, at: number): number {
  const start = text.charCodeAt(at) === 32 ? at + 1 : at;
  let end = start;
  for (let kind = classAt(text, end); kind === OTHER || kind === MARK; kind = classAt(text, end)) {
    end += widthAt(text, end);
  }
  if (end === start) return -1;
  for (let unit = text.charCodeAt(end); unit === 10 || unit === 13 || unit === 47;) {
    unit = text.charCodeAt(++end);
  }
  return end;
}

function spacesEnd(text: string, at: number): number {
  let end = at;
  let afterNewline = -1;
  for (let kind = classAt(text, end); kind === SPACE || kind === NEWLINE;) {
    end++;
    if (kind === NEWLINE) afterNewline = end;
    kind = classAt(text, end);
  }
  if (afterNewline >= 0) return afterNewline;
  return end < text.length && end - at > 1 ? end - 1 : end;
}

/** End of the piece that begins at `at`, which must be inside the text. */
export function pieceEnd(text: string, at: number): number {
  const first = classAt(text, at);
  if (first === NUMBER) return numberEnd(text, at);
  if (first !== NEWLINE) {
    const word = wordWithPrefix(text, at, first);
    if (word >= 0) return word;
    const symbols = symbolsEnd(text, at);
    if (symbols >= 0) return symbols;
  }
  return spacesEnd(text, at);
}
