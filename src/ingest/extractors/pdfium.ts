import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** Emscripten's helpers, whose types the package takes from one that is not installed. */
interface Runtime {
  readonly HEAPU8: Uint8Array;
  getValue(pointer: number, type: string): number;
  setValue(pointer: number, value: number, type: string): void;
  addFunction(fn: (...numbers: number[]) => number, signature: string): number;
}

export function runtimeOf(pdfium: WrappedPdfiumModule): Runtime {
  return pdfium.pdfium as unknown as Runtime;
}

/** Of a function of PDFium that fills a buffer with UTF-16 and tells how many bytes it needs. */
export function wideString(
  pdfium: WrappedPdfiumModule,
  read: (buffer: number, length: number) => number,
): string {
  const bytes = read(0, 0);
  if (bytes <= 2) return '';
  const buffer = pdfium.pdfium.wasmExports.malloc(bytes);
  try {
    read(buffer, bytes);
    const { HEAPU8 } = runtimeOf(pdfium);
    return Buffer.from(HEAPU8.buffer, buffer, bytes - 2).toString('utf16le');
  } finally {
    pdfium.pdfium.wasmExports.free(buffer);
  }
}
