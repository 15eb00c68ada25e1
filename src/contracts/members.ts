/** Answers of /members, for platform admins. */
export const MEMBER_STATES = ['active', 'suspended', 'unconfirmed'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** One line of 前臺會員管理. */
export interface MemberRow {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly state: MemberState;
  readonly signsInWith: 'oidc' | 'password';
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Applications for restricted data. */
  readonly applications: {
    readonly waiting: number;
    readonly approved: number;
    readonly total: number;
  };
}
