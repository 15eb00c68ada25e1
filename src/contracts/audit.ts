/** Requests and answers of /review-workflow/audit, for platform admins. */
import type { State } from '../domain/review/states';
import type { AgencyName } from './accounts';
import type { ContentKind } from './content';
import type { PersonView } from './datasets';

export const AUDIT_TRAILS = ['datasets', 'accounts', 'members', 'content'] as const;
export type AuditTrail = (typeof AUDIT_TRAILS)[number];

/** One entry of a trail. Times are ISO 8601, UTC. */
export interface AuditRow {
  readonly trail: AuditTrail;
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  /** What was edited, in the trail of content. */
  readonly kind: ContentKind | null;
  /** The dataset, the officer, the member or what was edited; `name` is the present one. */
  readonly subject: {
    /** documentId; of a member the number. */
    readonly id: string;
    /** 資料集識別碼, the account, the member's number, or the code, OID, address or word. */
    readonly mark: string;
    readonly name: string | null;
    /** Whether it still exists: drafts may be deleted, members be erased. */
    readonly exists: boolean;
  };
  /** Of datasets; null in the other trails. */
  readonly from: State | null;
  readonly to: State | null;
  readonly version: number | null;
  /** Null for the system, and for what applicants and members do themselves. */
  readonly actor: PersonView | null;
  /** The role in which it was done. */
  readonly role: string;
  /** Null in the trail of members. */
  readonly agency: AgencyName | null;
  readonly reason: string | null;
  readonly hash: string;
}

/** GET /review-workflow/audit/verification: the last verification of the chains. */
export interface VerificationView {
  readonly state: 'never' | 'running' | 'done' | 'failed';
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Of a verification that is done. */
  readonly result: VerificationResult | null;
}

export interface VerificationResult {
  readonly ok: boolean;
  readonly entries: Readonly<Record<AuditTrail, number>>;
  readonly datasets: number | null;
  /** False where one database user owns data and trail: then changes can be detected, not prevented. */
  readonly separateOwner: boolean | null;
  /** How many there are; only the first are listed. */
  readonly total: number;
  readonly findings: readonly {
    readonly code: string;
    readonly chain: AuditTrail | null;
    readonly seq: number | null;
    readonly dataset: string | null;
    readonly message: string;
  }[];
}
