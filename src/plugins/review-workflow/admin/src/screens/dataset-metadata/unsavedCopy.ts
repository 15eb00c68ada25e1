import type { DatasetContent } from '../../../../../../domain/dataset/content';

/** What an officer has changed and the service does not have, with the version it was written on. */
export interface UnsavedCopy {
  readonly version: number;
  readonly changes: Partial<DatasetContent>;
}

/** Whose and of which dataset: others who use the same browser are not offered it. */
export interface Writing {
  readonly userId: number;
  readonly datasetId: string;
}

const keyOf = ({ userId, datasetId }: Writing) => `corpus.unsaved.${userId}.${datasetId}`;

/** Kept in this browser until the service has it: a session that ends, or a crash, loses nothing. */
export function keepUnsaved(writing: Writing, copy: UnsavedCopy): void {
  localStorage.setItem(keyOf(writing), JSON.stringify(copy));
}

export function forgetUnsaved(writing: Writing): void {
  localStorage.removeItem(keyOf(writing));
}

export function readUnsaved(writing: Writing): UnsavedCopy | null {
  const stored = localStorage.getItem(keyOf(writing));
  return stored === null ? null : (JSON.parse(stored) as UnsavedCopy);
}
