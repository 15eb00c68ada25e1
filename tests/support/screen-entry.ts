/** What a screen is to the tests: whose it is, where it is, and how its state comes about. */
import type { Page } from 'playwright-core';
import type { TextKey } from '../../src/plugins/review-workflow/admin/src/i18n/messages';

export const LANGUAGES = ['zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** People of the panel, and people who are not there yet; who sees most begins. */
const OFFICERS = ['admin', 'provider', 'manager'] as const;
const GUESTS = ['nobody', 'newcomer', 'certifying', 'applicant', 'citizen'] as const;
export const VISITORS = [...OFFICERS, ...GUESTS] as const;
export type Visitor = (typeof VISITORS)[number];

export interface Scene {
  readonly page: Page;
  /** The panel's words in the language that is looked at. */
  readonly t: (key: TextKey) => string;
}

export interface ScreenEntry {
  /** Of the picture, too. */
  readonly name: string;
  readonly as: Visitor;
  /** Of the panel for officers, of the service for guests; `{key}` stands for an id of the screens' data. */
  readonly path: string;
  /** What shows that it is there; a heading of the first level if not said. */
  readonly shows?: TextKey;
  /** From the address to the state that is meant. */
  readonly open?: (scene: Scene) => Promise<unknown>;
  /** Puts right what `open` changed of the browser. */
  readonly leave?: (scene: Scene) => Promise<unknown>;
  /** The part that is ours, on a page of Strapi's; the whole page if not said. */
  readonly within?: string;
  /** Shown in docs/screens in English as well. */
  readonly alsoEnglish?: boolean;
}

export function isGuest(visitor: Visitor): boolean {
  return (GUESTS as readonly string[]).includes(visitor);
}
