import type { DatasetContent } from '../../../../../../domain/dataset/content';

/** What an officer has changed and the service does not have, with the version it was written on. */
export interface UnsavedCopy {
  readonly version: number;
  readonly changes: Partial<DatasetContent>;
}

const keyOf = (datasetId: string) => `corpus.unsaved.${datasetId}`;

/** Kept in this browser until the service has it: a session that ends, or a crash, loses nothing. */
export function keepUnsaved(datasetId: string, copy: UnsavedCopy): void {
  localStorage.setItem(keyOf(datasetId), JSON.stringify(copy));
}

export function forgetUnsaved(datasetId: string): void {
  localStorage.removeItem(keyOf(datasetId));
}

export function readUnsaved(datasetId: string): UnsavedCopy | null {
  const stored = localStorage.getItem(keyOf(datasetId));
  return stored === null ? null : (JSON.parse(stored) as UnsavedCopy);
}
