import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { unifyHan } from '../../domain/ingest/han-forms';
import { runtimeOf } from './pdfium';

export interface PageText {
  /** With line feeds; empty where the page has no text. */
  readonly text: string;
  readonly characters: number;
  /** Characters of which the font does not tell what they are. */
  readonly unmapped: number;
  /** Radicals and compatibility ideographs that became ordinary characters. */
  readonly unified: number;
}

/** Of a glyph that the font gives no character for, PDFium gives its number: Western letters may be right. */
const LAST_LATIN = 0xff;
const UNKNOWN = '\ufffd';

/** The text layer of an open page. */
export function textOfPage(pdfium: WrappedPdfiumModule, page: number): PageText {
  const textPage = pdfium.FPDFText_LoadPage(page);
  if (textPage === 0) return { text: '', characters: 0, unmapped: 0, unified: 0 };
  try {
    const characters = Math.max(pdfium.FPDFText_CountChars(textPage), 0);
    const unmapped = countUnmapped(pdfium, textPage, characters);
    const raw =
      unmapped === 0
        ? wholeText(pdfium, textPage, characters)
        : knownText(pdfium, textPage, characters);
    const { text, count } = unifyHan(cleanText(raw));
    return { text, characters, unmapped, unified: count };
  } finally {
    pdfium.FPDFText_ClosePage(textPage);
  }
}

function countUnmapped(pdfium: WrappedPdfiumModule, textPage: number, characters: number): number {
  let count = 0;
  for (let index = 0; index < characters; index++) {
    if (pdfium.FPDFText_HasUnicodeMapError(textPage, index) === 1) count++;
  }
  return count;
}

function wholeText(pdfium: WrappedPdfiumModule, textPage: number, characters: number): string {
  const buffer = pdfium.pdfium.wasmExports.malloc((characters + 1) * 2);
  try {
    const written = pdfium.FPDFText_GetText(textPage, 0, characters, buffer);
    const { HEAPU8 } = runtimeOf(pdfium);
    return Buffer.from(HEAPU8.buffer, buffer, Math.max(written - 1, 0) * 2).toString('utf16le');
  } finally {
    pdfium.pdfium.wasmExports.free(buffer);
  }
}

/** With a mark in place of every character that is only a glyph's number. */
function knownText(pdfium: WrappedPdfiumModule, textPage: number, characters: number): string {
  let text = '';
  for (let index = 0; index < characters; index++) {
    const code = pdfium.FPDFText_GetUnicode(textPage, index);
    const unsure = pdfium.FPDFText_HasUnicodeMapError(textPage, index) === 1;
    text += unsure && !isLikelyLatin(code) ? UNKNOWN : String.fromCharCode(code & 0xffff);
  }
  return text;
}

function isLikelyLatin(code: number): boolean {
  return code >= 0x20 && code <= LAST_LATIN && !(code >= 0x7f && code < 0xa0);
}

/** PDFium marks hyphens that it removed at line ends with U+0002 or U+FFFE. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
