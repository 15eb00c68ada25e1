import type { FileKind } from './file-facts';
import { DomainError } from '../errors';
import { extensionOf } from './file-name';

/** Bytes from the start of a file that `detectKind` wants to see. */
export const HEAD_BYTES = 8192;

/** What a name may promise. */
const KIND_BY_EXTENSION: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  odt: 'odt',
  csv: 'csv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  xml: 'xml',
};

type Content = 'pdf' | 'zip' | 'binary' | 'html' | 'xml' | 'json' | 'text';

/** First bytes of what is surely none of the five kinds. */
const MAGIC: readonly (readonly number[])[] = [
  [0x4d, 0x5a, 0x90],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
];

/**
 * The kind of a file by its first bytes, held against its name.
 *
 * @param head The first HEAD_BYTES of the file, or all of a shorter one.
 * @throws DomainError file.type_not_allowed: the name is none of the five kinds
 * @throws DomainError file.type_mismatch: the content is not what the name says
 */
export function detectKind({ name, head }: { name: string; head: Uint8Array }): FileKind {
  const promised = promisedKind(name);
  const content = contentOf(head);
  const fits =
    promised === 'odt'
      ? content === 'zip'
      : promised === 'csv'
        ? content === 'text'
        : content === promised;
  if (!fits && !isScalarJson(promised, content, head)) {
    throw new DomainError('file.type_mismatch', 'invalid', {
      path: 'file',
      params: { expected: promised },
    });
  }
  return promised;
}

/**
 * What a name promises.
 *
 * @throws DomainError file.type_not_allowed: none of the five kinds
 */
export function promisedKind(name: string): FileKind {
  const promised = KIND_BY_EXTENSION[extensionOf(name)];
  if (!promised) throw new DomainError('file.type_not_allowed', 'invalid', { path: 'file' });
  return promised;
}

/** A lone string or number is JSON, if not a useful one: the parser says what is wrong with it. */
function isScalarJson(promised: FileKind, content: Content, head: Uint8Array): boolean {
  if (promised !== 'json' || content !== 'text') return false;
  return /^\s*("|-?\d|true\b|false\b|null\b|NaN\b)/.test(textOf(head));
}

function contentOf(head: Uint8Array): Content {
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return 'zip';
  if (MAGIC.some((magic) => startsWith(head, magic)) || isDosProgram(head)) return 'binary';
  const pdfAt = latin1(head.subarray(0, 1024)).indexOf('%PDF-');
  // Mail headers or blanks before the header occur; markup there makes a second, hidden file.
  if (pdfAt >= 0) return /[<&]|PK/.test(latin1(head.subarray(0, pdfAt))) ? 'html' : 'pdf';
  if (hasBinaryBytes(head)) return 'binary';
  const text = textOf(head).trimStart();
  if (/^<(!doctype\s+html|html|head|body|script|svg|iframe)\b/i.test(text)) return 'html';
  if (/^<\?xml[^>]*>\s*(<!--[^]*?-->\s*)*<(!doctype\s+)?html\b/i.test(text)) return 'html';
  if (/^<[?!\p{L}_:]/u.test(text)) return 'xml';
  if (looksLikeJson(text)) return 'json';
  return 'text';
}

/** Begins like an object or array. `[中文],1` begins like an array but is a row of CSV. */
function looksLikeJson(text: string): boolean {
  return (
    /^\{\s*("|\}|$)/.test(text) ||
    /^\[\s*(["{[\]\-0-9]|true|false|null|$)/.test(text) ||
    /^[{[]/.test(text)
  );
}

function isDosProgram(head: Uint8Array): boolean {
  return startsWith(head, [0x4d, 0x5a]) && head.subarray(2, 64).includes(0);
}

/** NUL bytes outside UTF-16 and UTF-32, as programs and pictures have them. */
function hasBinaryBytes(head: Uint8Array): boolean {
  return utf16Of(head) === null && head.subarray(0, 512).includes(0);
}

/** Whether the bytes are UTF-16, by mark or by where the zeros of ASCII characters stand. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const length = Math.min(head.length & ~1, 512);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) evenZeros++;
    if (head[at + 1] === 0) oddZeros++;
  }
  if (evenZeros === 0 && oddZeros > 0 && oddZeros >= length / 40) return 'utf-16le';
  if (oddZeros === 0 && evenZeros > 0 && evenZeros >= length / 40) return 'utf-16be';
  return null;
}

function textOf(head: Uint8Array): string {
  const encoding = utf16Of(head) ?? 'utf-8';
  return new TextDecoder(encoding).decode(head).replace(/^\ufeff/, '');
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
