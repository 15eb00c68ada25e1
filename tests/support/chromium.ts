/** A real browser, without a window. */
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, type TestContext } from 'node:test';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Where the machine has Chromium; null where it has none. */
const CHROMIUM = PLACES.find((place) => place !== undefined && isProgram(place)) ?? null;

const MISSING =
  'SKIPPED: no Chromium on this machine. Install Debian’s package chromium, or set CHROMIUM_PATH.';

/** Pictures for people to look at; kept after the run. */
const SCREENSHOTS = process.env.SCREENSHOTS ?? path.join(os.tmpdir(), 'corpus-screenshots');

const PATIENCE_MS = 120_000;

/** Rules of WCAG 2.2 at level AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A suite that needs a browser: where there is none it is skipped, and says so. */
export function describeInChromium(name: string, body: () => void): void {
  if (CHROMIUM === null) process.stderr.write(`${MISSING} (${name})\n`);
  describe(name, { skip: CHROMIUM === null ? MISSING : false }, () => {
    afterEach((test) => tellWhatIsShown(test as FinishedTest));
    body();
  });
}

/** Since Node 20.12, which the types do not know. */
type FinishedTest = TestContext & { readonly passed: boolean };

/** The pages that are open. */
const pages = new Set<Page>();

/** After a failure: what the pages show, without which nobody could tell why. */
async function tellWhatIsShown(test: FinishedTest): Promise<void> {
  if (test.passed) return;
  for (const page of pages) {
    const text = await page
      .innerText('body', { timeout: 1000 })
      .catch((trouble: unknown) => String(trouble));
    process.stderr.write(`\n${test.name}: ${page.url()} showed\n${text}\n`);
  }
}

/** A page in a window and with cookies of its own, patient with a busy machine. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-TW', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  pages.add(page);
  page.once('close', () => pages.delete(page));
  return page;
}

export function openChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error(MISSING);
  return chromium.launch({
    executablePath: CHROMIUM,
    // Containers have no user namespaces and little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=zh-TW'],
  });
}

/** Keeps a picture of the whole page under a name such as `login-en-small`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds wrong with a page, one line each; empty where nothing is.
 *
 * @param within CSS selector of the part to look at; the whole page if not said.
 */
export async function barriers(page: Page, within = 'html'): Promise<string[]> {
  await settled(page);
  // Through the debugger, which the page's content security policy does not concern.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const results = await page.evaluate(
    ([tags, part]) =>
      (
        globalThis as unknown as {
          axe: { run(context: object, options: object): Promise<AxeResults> };
        }
      ).axe.run(
        { include: [part] },
        // Style sheets are not fetched again: no rule of these needs them.
        { runOnly: tags, resultTypes: ['violations'], preload: false },
      ),
    [WCAG, within] as const,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id} (${help}): ${html} ${failureSummary}`),
  );
}

/** By how many CSS pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** When what fades or slides in has arrived: contrast in the middle of a fade is nobody's to read. */
export async function settled(page: Page): Promise<void> {
  // A function and not its text, which the page's content security policy would refuse.
  await page.waitForFunction(() =>
    (globalThis as unknown as { document: AnimatedDocument }).document
      .getAnimations()
      .every(
        ({ effect, playState }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}

interface AnimatedDocument {
  getAnimations(): {
    playState: string;
    effect: { getComputedTiming(): { iterations?: number } } | null;
  }[];
}
