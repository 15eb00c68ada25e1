import type { ApplicationRole } from '../domain/accounts/application';
import type { State } from '../domain/review/states';

/** A dataset as a notice names it: nothing about persons. */
export interface NoticeDataset {
  /** Strapi documentId, for the link into the back office. */
  readonly documentId: string;
  /** The 8 digits; null where the database gives them only at commit. */
  readonly identifier: string | null;
  readonly name: string | null;
}

/** Why a dataset left the public site. */
export type DelistCause = 'request' | 'suspend' | 'expire';

/** What happened to a dataset, with what its recipient needs to know. Dates are Asia/Taipei, `YYYY-MM-DD`. */
export type NoticeEvent =
  | { readonly kind: 'task.waiting'; readonly state: State }
  | { readonly kind: 'decision.approved'; readonly state: State }
  | { readonly kind: 'decision.listed' }
  | { readonly kind: 'decision.returned'; readonly reason: string }
  | { readonly kind: 'decision.delisting-scheduled'; readonly delistOn: string }
  | { readonly kind: 'decision.delisting-cancelled'; readonly reason: string }
  | {
      readonly kind: 'decision.delisted';
      readonly cause: DelistCause;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'expiry.reminder';
      /** Days that are left: 90, 30 or 7. */
      readonly days: number;
      /** The year after whose 31 December the licence ends. */
      readonly untilYear: number;
    };

/** What happened to an officer's account; no name of a person, agencies by their name. */
export type AccountEvent =
  | { readonly kind: 'account.applied'; readonly role: ApplicationRole; readonly agency: string }
  | { readonly kind: 'account.approved'; readonly role: ApplicationRole; readonly agency: string }
  | {
      readonly kind: 'account.rejected';
      readonly role: ApplicationRole;
      readonly agency: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'account.datasets-left';
      readonly agency: string;
      /** Datasets that have no provider any more. */
      readonly count: number;
    }
  | { readonly kind: 'account.last-manager-left'; readonly agency: string };

/** What each notice about an application for restricted data has to say. */
interface AccessFacts {
  'access.waiting': { readonly dueOn: string };
  'access.overdue': { readonly dueOn: string };
  'access.received': { readonly dueOn: string };
  'access.approved': { readonly until: string };
  'access.ends-soon': { readonly until: string };
  'access.rejected': { readonly reason: string };
  'access.revoked': { readonly reason: string };
  'access.dataset-delisted': object;
  'access.licence-changed': { readonly licence: string };
}

/**
 * What happened to an application, for its member or the platform admins. `about` names datasets,
 * licence or application; nothing about persons. Written by triggers (applications/rules-sql.ts).
 */
export type AccessEvent = {
  [K in keyof AccessFacts]: { readonly kind: K; readonly about: string } & AccessFacts[K];
}[keyof AccessFacts];

/** A notice about one dataset. */
export type DatasetNotice = NoticeEvent & { readonly dataset: NoticeDataset };

/** The contents of an outbox row: one event of one dataset, account or application. */
export type Notice = DatasetNotice | AccountEvent | AccessEvent;
