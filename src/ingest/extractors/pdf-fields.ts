import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { wideString } from './pdfium';

const FREE_TEXT = 3;
const WIDGET = 20;
/** Annotation flags: hidden, and not shown on a screen. */
const UNSEEN = 0x02 | 0x20;
/** Combo boxes, lists, text; the others hold no words. */
const WITH_WORDS = new Set([4, 5, 6]);
const PASSWORD = 1 << 13;
/** Annotations of a page that are looked at. */
const MOST = 5_000;

/** The words that stand on a page's form fields and in its text boxes, which are no part of its text. */
export class PdfFields {
  private constructor(
    private readonly pdfium: WrappedPdfiumModule,
    private readonly info: number,
    private readonly form: number,
  ) {}

  static open(pdfium: WrappedPdfiumModule, document: number): PdfFields {
    if (pdfium.FPDF_GetFormType(document) === 0) return new PdfFields(pdfium, 0, 0);
    const info = pdfium.PDFiumExt_OpenFormFillInfo();
    return new PdfFields(pdfium, info, pdfium.PDFiumExt_InitFormFillEnvironment(document, info));
  }

  close(): void {
    if (this.form !== 0) this.pdfium.PDFiumExt_ExitFormFillEnvironment(this.form);
    if (this.info !== 0) this.pdfium.PDFiumExt_CloseFormFillInfo(this.info);
  }

  /** In the order of the page's annotations; a value that stands in several places is told once. */
  wordsOf(page: number): string[] {
    const { pdfium } = this;
    const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page), MOST);
    const words = new Map<string, string>();
    for (let index = 0; index < count; index++) {
      const annotation = pdfium.FPDFPage_GetAnnot(page, index);
      if (annotation === 0) continue;
      const [name, text] = this.read(annotation) ?? [];
      if (text?.trim()) words.set(name ? `${name} ${text}` : String(index), text.trim());
      pdfium.FPDFPage_CloseAnnot(annotation);
    }
    return [...words.values()];
  }

  /** @returns name of the field, or '', and its words */
  private read(annotation: number): [string, string] | null {
    const { pdfium, form } = this;
    if (pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN) return null;
    const kind = pdfium.FPDFAnnot_GetSubtype(annotation);
    if (kind === FREE_TEXT) {
      const text = wideString(pdfium, (buffer, length) =>
        pdfium.FPDFAnnot_GetStringValue(annotation, 'Contents', buffer, length),
      );
      return ['', text];
    }
    if (kind !== WIDGET || form === 0) return null;
    if (!WITH_WORDS.has(pdfium.FPDFAnnot_GetFormFieldType(form, annotation))) return null;
    if (pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD) return null;
    const get = (what: 'Name' | 'Value') =>
      wideString(pdfium, (buffer, length) =>
        pdfium[`FPDFAnnot_GetFormField${what}`](form, annotation, buffer, length),
      );
    return [get('Name'), get('Value')];
  }
}
