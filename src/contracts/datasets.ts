import type { Contact, Validity } from '../domain/dataset/content';
import type { Issue } from '../domain/errors';
import type { Action } from '../domain/review/transitions';
import type { State } from '../domain/review/states';
import type { DatasetFileView } from './dataset-files';

/** A person in an answer: whole within the record's agency, masked (林OO) elsewhere. */
export interface PersonView {
  readonly id: number;
  readonly name: string | null;
}

/** One row of GET /review-workflow/datasets and /review-workflow/tasks. Times are ISO 8601, UTC. */
export interface DatasetRow {
  /** documentId. */
  readonly id: string;
  readonly identifier: string;
  readonly name: string | null;
  readonly state: State;
  readonly version: number;
  readonly agency: { readonly oid: string; readonly name: string };
  readonly provider: PersonView | null;
  readonly isOpen: boolean;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly firstListedAt: string | null;
  readonly lastListedAt: string | null;
  readonly delistedAt: string | null;
  /** `YYYY-MM-DD`, Asia/Taipei. */
  readonly delistOn: string | null;
  readonly returnReason: string | null;
  readonly hasPublicVersion: boolean;
  readonly allowedActions: readonly Action[];
  /** Whether the asking person may change the content now. */
  readonly editable: boolean;
}

/** GET /review-workflow/datasets/:id */
export interface DatasetView extends DatasetRow {
  readonly description: string | null;
  readonly keywords: readonly string[];
  readonly textTypes: readonly string[];
  readonly domains: readonly string[];
  readonly languages: readonly string[];
  readonly textTypeOther: string | null;
  readonly domainOther: string | null;
  readonly languageOther: string | null;
  readonly licence: string | null;
  readonly validity: Validity | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly contact: Contact;
  readonly delistReason: string | null;
  readonly totalBytes: number;
  readonly tokens: number;
  readonly files: readonly DatasetFileView[];
  /** What the record lacks before it may be submitted, in the reader's language; empty: complete. */
  readonly missing: readonly (Issue & { readonly message: string })[];
}

/** One entry of GET /review-workflow/datasets/:id/history. */
export interface HistoryEntry {
  readonly seq: number;
  readonly at: string;
  readonly version: number;
  readonly from: State;
  readonly to: State;
  readonly action: string;
  readonly actor: PersonView | null;
  readonly role: string;
  readonly agency: string;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** GET /review-workflow/datasets/:id/changes; `before` is the public version, null where there is none. */
export interface ChangesView {
  readonly comparedWith: 'public' | 'last-approved' | 'nothing';
  readonly fields: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  readonly tags: readonly {
    readonly field: 'textTypes' | 'domains' | 'languages';
    readonly added: readonly string[];
    readonly removed: readonly string[];
  }[];
  readonly files: {
    readonly added: readonly FileMark[];
    readonly removed: readonly FileMark[];
    readonly kept: number;
  };
  readonly tokens: { readonly before: number; readonly after: number };
}

export interface FileMark {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}
