/** Walks through the screens as their people, in both languages and several windows. */
import type { Page, Request } from 'playwright-core';
import { en, zhHant } from '../../src/plugins/review-workflow/admin/src/i18n/messages';
import { barriers, settled } from './chromium';
import { outOfReach } from './keyboard';
import { keepPicture } from './pictures';
import { leftovers, misplaced } from './screen-checks';
import { isGuest, type Language, type Scene, type ScreenEntry } from './screen-entry';
import type { ScreenData } from './screen-data';
import { addressOf } from './screens';

/** At a desk; the same at 200 % zoom; and WCAG's narrowest window and a bit. */
const DESK = { name: '1280', width: 1280, height: 900 };
const VIEWS = [
  DESK,
  { name: '200 %', width: 640, height: 450 },
  { name: '400', width: 400, height: 800 },
] as const;

/** Barriers do not depend on the words: each language is looked at in one of the two layouts. */
const AXE_IN: Readonly<Record<Language, string>> = { 'zh-Hant': '1280', en: '400' };

export interface World extends ScreenData {
  readonly url: string;
}

/** What passes over a screen by itself. */
const NOTICES = '[data-sonner-toast]';
const EDITS_BOTH = /^\/corpus\/(?:content|agencies)/;
/** An address that shows that there is nothing. */
const NOWHERE = '/admin/corpus/between-two-screens';
const NOTHING = new RegExp(`^(${zhHant['page.not_found']}|${en['page.not_found']})$`);

/** A page of Strapi's, of which a part is ours. */
const isStrapis = ({ within }: ScreenEntry) => within !== undefined;

/** One person's window on the screens. */
export class ScreenWindow {
  private readonly isQuiet: () => boolean;

  private constructor(
    private readonly page: Page,
    private readonly world: World,
  ) {
    this.isQuiet = traffic(page);
  }

  static async of(page: Page, world: World): Promise<ScreenWindow> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Animation.enable');
    // What fades in is there at once.
    await devtools.send('Animation.setPlaybackRate', { playbackRate: 100 });
    return new ScreenWindow(page, world);
  }

  /** Everything that is wrong with the screen in these languages, in every window. */
  async look(entry: ScreenEntry, languages: readonly Language[]): Promise<string[]> {
    const wrong: string[] = [];
    for (const language of languages) {
      await this.page.setViewportSize(DESK);
      if (isGuest(entry.as)) await this.load(entry, language);
      else if (language === languages[0] || isStrapis(entry)) await this.go(entry, language);
      else await this.speak(language);
      if (language === languages[0] && !isStrapis(entry)) {
        wrong.push(...(await outOfReach(this.page)));
      }
      await keepPicture(this.page, { entry, language });
      wrong.push(...(await this.faults(entry, language)));
    }
    await entry.leave?.(this.scene(languages[0] ?? 'en'));
    return wrong;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /** A page of the service, as a browser asks for it. */
  private async load(entry: ScreenEntry, language: Language): Promise<void> {
    const address = new URL(addressOf(entry, this.world.ids), this.world.url);
    address.searchParams.set('lang', language);
    await this.page.goto(address.href);
    await this.arrive(entry, language);
  }

  /** To a screen of the panel, as its links lead there, from a page where there is nothing. */
  private async go(entry: ScreenEntry, language: Language): Promise<void> {
    const nothing = this.page.getByText(NOTHING);
    await this.follow(NOWHERE);
    await nothing.first().waitFor();
    await this.speak(language);
    const address = addressOf(entry, this.world.ids);
    if (isStrapis(entry)) await this.page.goto(`${this.world.url}${address}`);
    else await this.follow(address);
    if (entry.shows !== 'page.not_found') await nothing.first().waitFor({ state: 'detached' });
    await this.arrive(entry, language);
  }

  private async arrive({ shows, open }: ScreenEntry, language: Language): Promise<void> {
    const scene = this.scene(language);
    const { page, t } = scene;
    if (shows === undefined) await page.getByRole('heading', { level: 1 }).first().waitFor();
    else await page.getByText(t(shows)).first().waitFor();
    await this.rest(language);
    if (open === undefined) return;
    await open(scene);
    await this.rest(language);
  }

  /** Changes the panel's language in the bar, which a dialog may cover. */
  private async speak(language: Language): Promise<void> {
    const name = language === 'en' ? 'English' : '中文';
    const button = this.page.getByRole('button', { name, includeHidden: true }).first();
    await button.dispatchEvent('click');
    const { t } = this.scene(language);
    const out = { name: t('bar.sign_out'), includeHidden: true };
    await this.page.getByRole('button', out).waitFor({ state: 'attached' });
    await this.rest(language);
  }

  private follow(address: string): Promise<void> {
    return this.page.evaluate((to) => {
      const window = globalThis as unknown as PageGlobals;
      window.history.pushState({}, '', to);
      window.dispatchEvent(new window.PopStateEvent('popstate', { state: {} }));
    }, address);
  }

  /** Until nothing loads or moves any more. */
  private async rest(language: Language): Promise<void> {
    const loading = this.page.getByText(this.scene(language).t('page.loading')).first();
    for (let quiet = 0; quiet < 2; quiet = this.isQuiet() ? quiet + 1 : 0) await paint(this.page);
    await loading.waitFor({ state: 'detached' });
    await this.page.locator(NOTICES).first().waitFor({ state: 'detached' });
    await settled(this.page);
  }

  private async faults(entry: ScreenEntry, language: Language): Promise<string[]> {
    const { within, path } = entry;
    const { world, page } = this;
    const texts = EDITS_BOTH.test(path) ? [...world.bilingual, ...world.texts] : [...world.texts];
    const data = texts.sort((a, b) => b.length - a.length);
    const foreign = await leftovers(page, language, { data, within });
    const wrong = foreign.map((fault) => `${language}: ${fault}`);
    // Strapi puts what is ours elsewhere in a narrow window.
    for (const { name, ...size } of isStrapis(entry) ? [DESK] : VIEWS) {
      await page.setViewportSize(size);
      const found = await misplaced(page, within);
      if (name === AXE_IN[language] || isStrapis(entry))
        found.push(...(await barriers(page, within)));
      wrong.push(...found.map((fault) => `${language} at ${name}: ${fault}`));
    }
    return wrong;
  }

  private scene(language: Language): Scene {
    const words = language === 'en' ? en : zhHant;
    return { page: this.page, t: (key) => words[key] };
  }
}

interface PageGlobals {
  readonly history: { pushState(state: object, unused: string, address: string): void };
  readonly PopStateEvent: new (name: string, init: object) => object;
  dispatchEvent(event: object): void;
}

/** Slow on purpose, where a screen shows them. */
const UPLOADS = '/review-workflow/uploads/';

/** @returns whether no request of the page waits for its answer. */
function traffic(page: Page): () => boolean {
  const open = new Set<Request>();
  page.on('request', (request) => {
    if (!request.url().includes(UPLOADS)) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size === 0;
}

/** Two frames: what the last answer changed is painted, and what it asks for is asked. */
function paint(page: Page): Promise<void> {
  return page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}
