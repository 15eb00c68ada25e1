import type { OfficerRole } from '../domain/access/roles';
import type { State } from '../domain/review/states';
import type { DatasetRow } from './datasets';

/** GET /review-workflow/me: the signed-in person as the rules see them. */
export interface MeView {
  /** Strapi admin user id. */
  readonly id: number;
  readonly name: string;
  readonly role: OfficerRole;
  readonly agency: { readonly oid: string; readonly name: string } | null;
}

/** GET /review-workflow/summary: what the home page shows. */
export interface SummaryView {
  /** Submissions that wait for this person; for a provider, returned datasets. */
  readonly tasks: number;
  /** Applications for accounts that this person may decide. */
  readonly applications: number;
  /** Applications for data; platform admins only. */
  readonly accessApplications: number;
  /** Datasets in scope by state. */
  readonly states: Readonly<Record<State, number>>;
  /** The person's own datasets that can be worked on, newest first; providers only. */
  readonly mine: readonly DatasetRow[];
  /** Listed datasets in scope whose licence ends this year. */
  readonly expiring: readonly DatasetRow[];
  /** Listed datasets that leave the site on a day to come. */
  readonly scheduled: readonly DatasetRow[];
  /** Of the whole public corpus, at the end of each month of the last twelve. */
  readonly growth: readonly {
    /** `YYYY-MM` */
    readonly month: string;
    readonly datasets: number;
    readonly tokens: number;
  }[];
  /** Public tokens and datasets of the agencies with most tokens. */
  readonly agencies: readonly {
    readonly name: string;
    readonly datasets: number;
    readonly tokens: number;
  }[];
}
