import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { FileRefused } from '../../domain/ingest/findings';
import { unifyHan } from '../../domain/ingest/han-forms';
import { PdfFields } from './pdf-fields';
import { textOfPage, type PageText } from './pdf-text';
import { runtimeOf } from './pdfium';

const ERROR_PASSWORD = 4;
const FORGET_FROM_BYTES = 64 * 1024 ** 2;
/** Opening again costs time in a document of very many pages: each time it may keep more. */
const GROWTH = 1.15;
const OBJECT_IMAGE = 3;
const OBJECT_FORM = 5;
/** Objects of a page that are looked at when searching for a large picture. */
const MAX_OBJECTS = 500;
/** A picture that covers this share of the page makes a textless page a scan. */
const LARGE_SHARE = 0.4;

export interface PdfPage extends PageText {
  /** What was filled in or written onto the page: form fields and text boxes. */
  readonly fields: readonly string[];
  /** The page has no text, and a large picture is painted on it. */
  readonly picture: boolean;
}

/** A PDF read page by page with PDFium (wasm); bytes are read from the file as they are needed. */
export class PdfDocument {
  /** Bytes of PDFium's memory from which on it is made to forget what it has read. */
  private limitBytes = FORGET_FROM_BYTES;
  private fields: PdfFields;

  private constructor(
    private readonly pdfium: WrappedPdfiumModule,
    private document: number,
    private readonly source: { readonly file: number; readonly access: number },
  ) {
    this.fields = PdfFields.open(pdfium, document);
  }

  /** @throws FileRefused pdf.encrypted, pdf.damaged */
  static async open(path: string): Promise<PdfDocument> {
    const wasm = readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
    const pdfium = await init({ wasmBinary: wasm as unknown as ArrayBuffer });
    pdfium.PDFiumExt_Init();
    const file = openSync(path, 'r');
    const access = fileAccess(pdfium, file);
    const document = pdfium.FPDF_LoadCustomDocument(access, '');
    if (document === 0) {
      const encrypted = pdfium.FPDF_GetLastError() === ERROR_PASSWORD;
      closeSync(file);
      throw new FileRefused(encrypted ? 'pdf.encrypted' : 'pdf.damaged');
    }
    return new PdfDocument(pdfium, document, { file, access });
  }

  get encrypted(): boolean {
    return this.pdfium.FPDF_GetSecurityHandlerRevision(this.document) !== -1;
  }

  get active(): boolean {
    return (
      this.pdfium.FPDFDoc_GetJavaScriptActionCount(this.document) > 0 ||
      this.pdfium.FPDFDoc_GetAttachmentCount(this.document) > 0
    );
  }

  get pageCount(): number {
    return this.pdfium.FPDF_GetPageCount(this.document);
  }

  /**
   * @param index From 0.
   * @throws FileRefused pdf.damaged
   */
  page(index: number): PdfPage {
    const page = this.pdfium.FPDF_LoadPage(this.document, index);
    if (page === 0) throw new FileRefused('pdf.damaged', { place: `page ${index + 1}` });
    try {
      const text = textOfPage(this.pdfium, page);
      const fields = this.fields.wordsOf(page).map((words) => unifyHan(words).text);
      const picture = text.text.trim() === '' && this.hasLargePicture(page);
      return { ...text, fields, picture };
    } finally {
      this.pdfium.FPDF_ClosePage(page);
      this.forgetPages();
    }
  }

  /** PDFium keeps the pictures of every page it has read until the document is closed. */
  private forgetPages(): void {
    const used = runtimeOf(this.pdfium).HEAPU8.length;
    if (used <= this.limitBytes) return;
    this.limitBytes = used * GROWTH;
    this.fields.close();
    this.pdfium.FPDF_CloseDocument(this.document);
    this.document = this.pdfium.FPDF_LoadCustomDocument(this.source.access, '');
    if (this.document === 0) throw new FileRefused('pdf.damaged');
    this.fields = PdfFields.open(this.pdfium, this.document);
  }

  close(): void {
    this.fields.close();
    this.pdfium.FPDF_CloseDocument(this.document);
    closeSync(this.source.file);
  }

  private hasLargePicture(page: number): boolean {
    const { pdfium } = this;
    const area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page);
    const count = Math.min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS);
    let covered = 0;
    for (let index = 0; index < count; index++) {
      const object = pdfium.FPDFPage_GetObject(page, index);
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === OBJECT_IMAGE || type === OBJECT_FORM) covered += this.areaOf(object);
    }
    return covered >= LARGE_SHARE * area;
  }

  private areaOf(object: number): number {
    const { pdfium } = this;
    const box = pdfium.pdfium.wasmExports.malloc(16);
    const [left, bottom, right, top] = [box, box + 4, box + 8, box + 12];
    const found = pdfium.FPDFPageObj_GetBounds(object, left, bottom, right, top);
    const at = (pointer: number) => runtimeOf(pdfium).getValue(pointer, 'float');
    const area = found ? (at(right) - at(left)) * (at(top) - at(bottom)) : 0;
    pdfium.pdfium.wasmExports.free(box);
    return area;
  }
}

/** FPDF_FILEACCESS: length, a function that reads a block, and a parameter that is not needed. */
function fileAccess(pdfium: WrappedPdfiumModule, file: number): number {
  const read = (_param = 0, position = 0, buffer = 0, size = 0): number => {
    const target = runtimeOf(pdfium).HEAPU8.subarray(buffer, buffer + size);
    return readSync(file, target, 0, size, position >>> 0) === size ? 1 : 0;
  };
  const runtime = runtimeOf(pdfium);
  const pointer = pdfium.pdfium.wasmExports.malloc(12);
  runtime.setValue(pointer, fstatSync(file).size, 'i32');
  runtime.setValue(pointer + 4, runtime.addFunction(read, 'iiiii'), 'i32');
  runtime.setValue(pointer + 8, 0, 'i32');
  return pointer;
}
