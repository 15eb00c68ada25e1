import type { Role } from '../access/roles';
import type { Issue } from '../errors';
import type { State } from './states';

/** What a decision needs to know of a dataset. People are admin user ids. */
export interface DatasetFacts {
  readonly state: State;
  /** Grows with each change; a decision names the version it was made on. */
  readonly version: number;
  readonly hasPublicVersion: boolean;
  readonly wasPublic: boolean;
  readonly providerId: number | null;
  readonly submittedBy: number | null;
  readonly submittedFrom: State | null;
  readonly firstApprovedBy: number | null;
  /** Day of delisting, asked for or agreed, `YYYY-MM-DD` in Asia/Taipei. */
  readonly delistOn: string | null;
  /** Year the public version's licence ends with; null where permanent or not public. */
  readonly publicUntilYear: number | null;
  /** Whether any active manager but the submitter covers the dataset's agency. */
  readonly agencyHasManager: boolean;
}

export interface Actor {
  /** Strapi admin user id; null for the system. */
  readonly id: number | null;
  readonly role: Role;
  /** Whether the actor's scope covers the dataset's agency. */
  readonly inScope: boolean;
}

export interface MoveRequest {
  readonly action: string;
  readonly reason: string | null;
  /** `YYYY-MM-DD`, for a delisting request. */
  readonly delistOn: string | null;
  /** Today in Asia/Taipei, `YYYY-MM-DD`. */
  readonly today: string;
  /** What the record still lacks; asked for only where the move needs a complete record. */
  readonly incomplete: () => readonly Issue[];
}
