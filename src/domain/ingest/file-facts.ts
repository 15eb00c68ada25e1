import type { ErrorParams } from '../errors';

/** uploaded: stored, waits for a worker; checking: being read; the other two are final. */
export type FileState = 'uploaded' | 'checking' | 'accepted' | 'refused';

export type FileKind = 'pdf' | 'odt' | 'csv' | 'json' | 'xml';

/** One thing noticed in a file, as stored: the words are made when somebody reads it. */
export interface StoredFinding {
  readonly code: string;
  /** An error refuses the file; the others inform. */
  readonly severity: 'info' | 'warning' | 'error';
  /** Where: `page 3`, `line 12`, `row 5`, `record 7`, or null for the whole file. */
  readonly place: string | null;
  readonly count: number;
  /** A short piece of the text, personal data masked; null where a sample says nothing. */
  readonly sample: string | null;
  readonly params?: ErrorParams;
}
