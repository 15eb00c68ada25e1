import type { ErrorParams } from '../domain/errors';

/** uploaded: stored, waits for a worker; checking: being read; the other two are final. */
export type FileState = 'uploaded' | 'checking' | 'accepted' | 'refused';

export type FileKind = 'pdf' | 'odt' | 'csv' | 'json' | 'xml';

/** One thing noticed in a file, as stored: the words are made when somebody reads it. */
export interface StoredFinding {
  readonly code: string;
  /** An error refuses the file; the others inform. */
  readonly severity: 'info' | 'warning' | 'error';
  /** Where: `page 3`, `line 12`, `row 5`, or null for the whole file. */
  readonly place: string | null;
  readonly count: number;
  /** A short piece of the text, personal data masked; null where a sample says nothing. */
  readonly sample: string | null;
  readonly params?: ErrorParams;
}

/** A finding as answered, with its sentence in the reader's language. */
export interface FindingView extends Omit<StoredFinding, 'params'> {
  readonly message: string;
}

/** GET /review-workflow/datasets/:id/files, one element of `data`. */
export interface DatasetFileView {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: FileState;
  /** 0 to 1. */
  readonly progress: number;
  readonly findings: readonly FindingView[];
  /** null until counted. */
  readonly tokens: number | null;
  readonly tokenizer: string | null;
}
