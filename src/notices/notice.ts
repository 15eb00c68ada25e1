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

/**
 * What happened to an application for restricted data, for the member or the platform admins.
 * `about` names the datasets or the application; nothing about persons.
 */
export type AccessEvent = { readonly about: string } & (
  | {
      readonly kind: 'access.waiting' | 'access.overdue' | 'access.received';
      readonly dueOn: string;
    }
  | { readonly kind: 'access.approved' | 'access.ends-soon'; readonly until: string }
  | { readonly kind: 'access.rejected' | 'access.revoked'; readonly reason: string }
  | { readonly kind: 'access.dataset-delisted' }
  | { readonly kind: 'access.licence-changed'; readonly licence: string }
);

/** A notice about one dataset. */
export type DatasetNotice = NoticeEvent & { readonly dataset: NoticeDataset };

/** The contents of an outbox row: one event of one dataset, account or application. */
export type Notice = DatasetNotice | AccountEvent | AccessEvent;
