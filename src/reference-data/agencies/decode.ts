export type TextEncodingName = 'UTF-8' | 'Big5';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

/** NUL, and what decoders make of the bytes 80 and FF, which are in no Big5 text. */
const IMPOSSIBLE = /[\0\u0080-\u009f\uf8f8]/;

/**
 * Text of a file in UTF-8 (with or without BOM) or Big5 (CP950). Strict: one byte that fits
 * neither refuses the file, as a guess would damage names.
 *
 * @returns null where it is neither.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  for (const [label, encoding] of [
    ['utf-8', 'UTF-8'],
    ['big5', 'Big5'],
  ] as const) {
    const text = decodeAs(label, bytes);
    if (text !== null && !IMPOSSIBLE.test(text)) return { text, encoding };
  }
  return null;
}

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
