import type { StoredFinding } from '../../contracts/dataset-files';
import { warning } from '../../domain/ingest/findings';
import type { PdfPage } from './pdf-document';

/** Less of a text than this is a matter of a few bullets and symbols. */
const SHARE_WORTH_TELLING = 0.01;

interface Count {
  count: number;
  first: number;
}

/** What the pages of a PDF tell about how its text came about. */
export class PdfNotes {
  private characters = 0;
  private readonly unmapped: Count = { count: 0, first: 0 };
  private readonly unified: Count = { count: 0, first: 0 };
  private readonly fields: Count = { count: 0, first: 0 };

  /** @param number From 1. */
  take(page: PdfPage, number: number): void {
    this.characters += page.characters;
    add(this.unmapped, page.unmapped, number);
    add(this.unified, page.unified, number);
    add(this.fields, page.fields.length, number);
  }

  findings(): StoredFinding[] {
    const share = this.unmapped.count / Math.max(this.characters, 1);
    const percent = Math.max(Math.round(share * 100), 1);
    const told = share >= SHARE_WORTH_TELLING ? [this.unmapped] : [];
    return [
      ...told.map((count) => note('text.unreadable', count, { percent })),
      ...some(this.unified).map((count) => info(note('text.characters_unified', count))),
      ...some(this.fields).map((count) => info(note('pdf.form_fields', count))),
    ];
  }
}

function add(to: Count, count: number, page: number): void {
  if (count > 0 && to.count === 0) to.first = page;
  to.count += count;
}

const some = (count: Count) => (count.count > 0 ? [count] : []);

function note(code: string, { count, first }: Count, params: { percent?: number } = {}) {
  return warning(code, { count, params, place: `page ${first}` });
}

function info(finding: StoredFinding): StoredFinding {
  return { ...finding, severity: 'info' };
}
