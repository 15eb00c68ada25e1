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

/** What happened, with what its recipient needs to know. Dates are Asia/Taipei, `YYYY-MM-DD`. */
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

/** The contents of an outbox row: one event of one dataset. */
export type Notice = NoticeEvent & { readonly dataset: NoticeDataset };
