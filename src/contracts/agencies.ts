/** Requests and answers of /gov-oidc/agencies, for platform admins. */
import type { OfficerRole } from '../domain/access/roles';
import type { AgencyName } from './accounts';
import type { ContentEvent } from './content';

export const AGENCY_STATES = ['in-use', 'retired', 'without-manager'] as const;
export type AgencyState = (typeof AGENCY_STATES)[number];

/** One line of the list of agencies. */
export interface AgencyRow extends AgencyName {
  /** documentId */
  readonly id: string;
  readonly nameEn: string | null;
  readonly parent: AgencyName | null;
  /** Who has its duties now, after a merger or split. */
  readonly successor: AgencyName | null;
  /** Merged, split or closed: no new accounts or datasets. */
  readonly retired: boolean;
  /** Agencies directly below. */
  readonly children: number;
  /** Active managers of its own. */
  readonly managers: number;
  /** Whether a manager of its own or of an agency above reviews for it. */
  readonly managed: boolean;
  /** Active providers. */
  readonly providers: number;
  /** Datasets, drafts included. */
  readonly datasets: number;
}

/** GET /gov-oidc/agencies/:id */
export interface AgencyDetail extends AgencyRow {
  /** Moment of the last change; sent back with an edit, so that nothing is overwritten. */
  readonly version: string;
  readonly code: string | null;
  /** Names it had, each until a day (`YYYY-MM-DD`, Asia/Taipei). */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  /** From the top down. */
  readonly above: readonly AgencyName[];
  /** Agencies whose duties it took over, with the OIDs that they had. */
  readonly predecessors: readonly AgencyName[];
  readonly officers: readonly {
    readonly id: string;
    readonly name: string;
    readonly account: string;
    readonly role: OfficerRole | null;
    readonly active: boolean;
  }[];
  /** Newest first. */
  readonly history: readonly ContentEvent[];
}

/** POST /gov-oidc/agencies, PUT /gov-oidc/agencies/:id (with `version`, without `oid`) */
export interface AgencyInput {
  readonly oid?: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** OID of the agency above; null: as the OIDs tell. */
  readonly parent: string | null;
  readonly version?: string;
}

/** POST /gov-oidc/agencies/:id/merge */
export interface AgencyMerge {
  /** OID of the agency that takes over. */
  readonly successor: string;
  readonly reason: string;
}

/** POST /gov-oidc/agencies/:id/split */
export interface AgencySplit {
  /** Those that take over; what is not registered yet is added. */
  readonly parts: readonly AgencyName[];
  /** OID of the part that has the datasets and officers of today. */
  readonly successor: string;
  readonly reason: string;
}
