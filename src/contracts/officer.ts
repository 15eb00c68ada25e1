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
  /** The first of them, the longest waiting first. */
  readonly queue: readonly DatasetRow[];
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
  /** The whole public corpus. */
  readonly corpus: CorpusStatistics;
}

/** How much is public, how that came about, and who provides most of it. */
export interface CorpusStatistics {
  readonly totals: {
    readonly datasets: number;
    readonly files: number;
    readonly bytes: number;
    readonly tokens: number;
    readonly agencies: number;
  };
  /** At the end of each month of the last twelve, the present month last. */
  readonly growth: readonly {
    /** `YYYY-MM` */
    readonly month: string;
    readonly datasets: number;
    readonly tokens: number;
  }[];
  /** Those with most tokens. */
  readonly agencies: readonly Share[];
  /** 應用領域標籤 with most tokens; a dataset of two domains counts in both. */
  readonly domains: readonly Share[];
}

interface Share {
  readonly name: string;
  readonly nameEn: string | null;
  readonly datasets: number;
  readonly tokens: number;
}
