import type { FileKind, FileState, StoredFinding } from '../domain/ingest/file-facts';

export type { FileKind, FileState, StoredFinding };

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
