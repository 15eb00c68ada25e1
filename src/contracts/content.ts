/** Requests and answers of /review-workflow/content: what platform admins edit. */
import type { Facet } from '../domain/dataset/content';

export const CONTENT_KINDS = [
  'tags',
  'licences',
  'agencies',
  'themes',
  'pages',
  'banners',
  'hot-keywords',
] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** Those of /review-workflow/content/:kind; agencies have end points of their own. */
export type EditedKind = Exclude<ContentKind, 'agencies'>;

export type ContentAction =
  'created' | 'changed' | 'deleted' | 'published' | 'unpublished' | 'merged' | 'split' | 'restored';

/** What all of them have. */
interface Edited {
  /** documentId */
  readonly id: string;
  /** Moment of the last change (ISO 8601, UTC); sent back with an edit, so that nothing is overwritten. */
  readonly version: string;
  /** Its place, from 1. */
  readonly order: number;
}

export interface TagEdit extends Edited {
  readonly facet: Facet;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly retired: boolean;
  /** Datasets that have it, drafts included. */
  readonly datasets: number;
}

export interface LicenceEdit extends Edited {
  readonly code: string;
  /** Of the licence, such as 1.0. */
  readonly edition: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly url: string | null;
  readonly open: boolean;
  readonly textZh: string | null;
  readonly textEn: string | null;
  /** Hex SHA-256 of the Chinese text, a line feed and the English text; null while there is no text. */
  readonly textHash: string | null;
  readonly retired: boolean;
  readonly datasets: number;
  /** Members who accepted it with their application. */
  readonly acceptances: number;
  /** Whether edition, text and openness stay as they are: a changed text is a new licence. */
  readonly fixed: boolean;
}

export interface Picture {
  /** Id in the media library. */
  readonly id: number;
  readonly url: string;
  readonly alternativeText: string | null;
}

export interface ThemeEdit extends Edited {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly subtitle: string | null;
  readonly text: string | null;
  /** documentIds of its tags. */
  readonly tags: readonly string[];
  readonly image: Picture | null;
  readonly retired: boolean;
  /** Published datasets that it shows. */
  readonly datasets: number;
}

export interface PageEdit extends Edited {
  readonly slug: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly body: string | null;
  readonly bodyEn: string | null;
  /** Whether the site shows it, and whether it shows this text or an earlier one. */
  readonly state: 'draft' | 'published' | 'changed';
  readonly publishedAt: string | null;
}

export interface BannerEdit extends Edited {
  readonly title: string;
  readonly titleEn: string | null;
  readonly text: string | null;
  readonly textEn: string | null;
  readonly link: string | null;
  readonly image: Picture | null;
  /** First and last day, `YYYY-MM-DD` in Asia/Taipei. */
  readonly showFrom: string | null;
  readonly showUntil: string | null;
  readonly retired: boolean;
}

export interface HotKeywordEdit extends Edited {
  readonly word: string;
  readonly mode: 'pinned' | 'hidden';
  /** Published datasets that have the keyword. */
  readonly datasets: number;
}

export interface EditedOf {
  readonly tags: TagEdit;
  readonly licences: LicenceEdit;
  readonly themes: ThemeEdit;
  readonly pages: PageEdit;
  readonly banners: BannerEdit;
  readonly 'hot-keywords': HotKeywordEdit;
}

/** One entry of what was done to a record, newest first. */
export interface ContentEvent {
  readonly seq: number;
  readonly at: string;
  readonly action: ContentAction;
  readonly actor: string | null;
  readonly reason: string | null;
  /** Names of the fields that changed. */
  readonly fields: readonly string[];
}
