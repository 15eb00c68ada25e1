/** Requests and answers of /gov-oidc, shared by the server, the admin panel and the tests. */
import type {
  ApplicationRole,
  ApplicationState,
  CertificateState,
  Decision,
} from '../domain/accounts/application';
import type { OfficerRole } from '../domain/access/roles';
import type { AccountAction } from '../domain/accounts/account-action';
import type { State } from '../domain/review/states';

export interface AgencyName {
  readonly oid: string;
  readonly name: string;
}

export interface CertificateSummary {
  readonly state: CertificateState;
  /** 單位名稱 as the certificate has it. */
  readonly unitName: string | null;
  readonly serialNumber: string | null;
  /** ISO 8601, UTC. */
  readonly validUntil: string | null;
}

/** One line of 帳號審核管理. */
export interface ApplicationItem {
  readonly id: string;
  /** 編號. */
  readonly number: number;
  readonly name: string;
  readonly account: string;
  readonly email: string;
  readonly agency: AgencyName;
  readonly role: ApplicationRole;
  readonly certificate: CertificateSummary;
  readonly state: ApplicationState;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decidedBy: { readonly id: number; readonly name: string } | null;
  readonly remark: string | null;
  readonly allowedDecisions: readonly Decision[];
}

/** One entry of an account's trail. */
export interface AccountEvent {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly action: AccountAction;
  /** Null for the officer's own steps before the first approval, and for the system. */
  readonly actor: { readonly id: number; readonly name: string } | null;
  /** The officer's role after the entry. */
  readonly role: OfficerRole | null;
  readonly remark: string | null;
}

/** GET /gov-oidc/applications/:id */
export interface ApplicationDetail extends ApplicationItem {
  /** Of the applicant's account, oldest first. */
  readonly history: readonly AccountEvent[];
}

export interface AccountItem {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly account: string;
  readonly email: string | null;
  readonly agency: AgencyName | null;
  readonly role: OfficerRole | null;
  readonly active: boolean;
  /** Whether the person who asks may disable or re-enable this account. */
  readonly mayChangeState: boolean;
  /** Whether that person may make it a platform admin, or take its role away. */
  readonly mayChangeRole: boolean;
}

/** An agency with work to do and no manager whose scope covers it. */
export interface AgencyWithoutManager extends AgencyName {
  /** Active providers. */
  readonly providers: number;
  /** Providers' applications that platform admins decide meanwhile. */
  readonly pendingApplications: number;
  /** Datasets whose first review a platform admin takes meanwhile. */
  readonly waitingReviews: number;
  /** When one of its accounts was last disabled, moved or given another role; ISO 8601, UTC. */
  readonly lastChangeAt: string | null;
}

/** A dataset without a provider: its manager hands it to one. */
export interface LeftDataset {
  readonly id: string;
  readonly identifier: string;
  readonly name: string | null;
  readonly state: State;
  readonly agency: AgencyName;
}

export interface Pagination {
  readonly page: number;
  readonly pageSize: number;
  readonly pageCount: number;
  readonly total: number;
}

export interface ListAnswer<T> {
  readonly data: readonly T[];
  readonly meta: { readonly pagination: Pagination };
}

export interface DecisionRequest {
  readonly decision: Decision;
  readonly remark?: string;
}

export interface AccountStateRequest {
  readonly active: boolean;
  readonly remark?: string;
}
