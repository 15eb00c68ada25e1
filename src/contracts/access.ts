/** Answers of /access-review, for platform admins. */

/** A member's application for restricted data, as reviewers see it. Times are ISO 8601, UTC. */
export interface AccessApplication {
  readonly documentId: string;
  readonly state: 'waiting' | 'approved' | 'rejected' | 'revoked';
  readonly purpose: string;
  readonly benefit: string;
  /** documentIds; null where it is for all restricted data. */
  readonly datasets: readonly string[] | null;
  readonly chosen: readonly {
    readonly id: string;
    readonly identifier: string;
    readonly name: string | null;
  }[];
  readonly licence: {
    readonly code: string;
    readonly version: string;
    readonly textHash: string | null;
  };
  /** Whether the licence has the same version and text now. */
  readonly licenceIsPresent: boolean;
  readonly evidence: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly createdAt: string;
  /** `YYYY-MM-DD`, Asia/Taipei: the day by which an answer is the goal. */
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly decidedAt: string | null;
  readonly reviewer: string | null;
  readonly reason: string | null;
  /** Last day of the grant, `YYYY-MM-DD`. */
  readonly grantedUntil: string | null;
  /** Whether the grant runs today. */
  readonly active: boolean;
  /** documentId of the application whose grant it shall prolong. */
  readonly renews: string | null;
  readonly member: {
    readonly id: number;
    readonly email: string | null;
    readonly username: string | null;
  };
}

/** GET /access-review/applications/:id */
export interface AccessApplicationDetail extends AccessApplication {
  /** Newest first. */
  readonly history: readonly {
    readonly seq: number;
    readonly at: string;
    readonly action: string;
    /** Null for the member's own steps. */
    readonly actor: string | null;
  }[];
}
