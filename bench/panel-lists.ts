import type { Page } from 'playwright-core';
import { databaseUrl } from '../tests/support/environment';
import { Panel } from '../tests/support/panel';
import { fillTo } from './back-office/data';
import { timesOf, type Times } from './support/numbers';
import { sayProgress, waitFor } from './support/progress';

/**
 * `npm run bench:panel-lists`: the list of datasets in Chromium, with `BENCH_DATASETS` (100,000) of
 * them: from opening the page's data to the first rows, for each sort and search; and how long a key
 * press takes to be shown while the list stands below. `BENCH_PATIENCE_S` (60): how long one of the
 * steps may take before it is given up by name.
 */
const DATASETS = Number(process.env.BENCH_DATASETS ?? 100_000);
const PATIENCE_S = Number(process.env.BENCH_PATIENCE_S ?? 60);
const BATCH = 10_000;
const REPEATS = 5;
const WORD = '政府統計年報與交通運輸資料彙編';
/** Identifier of one of the last datasets; no other name holds it. */
const RARE = String(10_000_000 + DATASETS - 1);

const LISTS: Readonly<Record<string, string>> = {
  'first page': '',
  'by name': '?sort=name%3Aasc',
  'a page in the middle': `?page=${String(Math.floor(DATASETS / 20))}`,
  'one state': '?state=listed',
  'rare word': `?q=${RARE}`,
  'frequent word': `?q=${encodeURIComponent('公文')}`,
  identifier: `?identifier=${RARE}`,
};

async function main(): Promise<void> {
  sayProgress('starting the service, its identity provider and Chromium');
  const panel = await waitFor('the service and Chromium to start', PATIENCE_S * 4, Panel.start());
  try {
    await fill(databaseUrl('SUPER', panel.database));
    sayProgress('signing a platform admin in');
    const signedIn = panel.signIn('admin1.platform');
    const admin = await waitFor('the panel to be shown after signing in', PATIENCE_S, signedIn);
    const lists: Record<string, Times> = {};
    for (const [name, search] of Object.entries(LISTS)) {
      lists[name] = await timeList(panel, admin, search);
      sayProgress(`${name}: ${JSON.stringify(lists[name])}`);
    }
    const keys = await timeKeys(panel, admin);
    const found = { datasets: DATASETS, millisecondsToRows: lists, millisecondsAKey: keys };
    console.log(JSON.stringify(found, null, 1));
  } finally {
    await panel.stop();
  }
}

async function fill(ownerUrl: string): Promise<void> {
  for (let count = BATCH; count - BATCH < DATASETS; count += BATCH) {
    const next = Math.min(count, DATASETS);
    await waitFor(
      `the datasets up to ${String(next)} to be made`,
      PATIENCE_S * 4,
      fillTo(ownerUrl, next),
    );
    sayProgress(`${String(next)} of ${String(DATASETS)} datasets made`);
  }
}

/** Milliseconds from following a link to this list to its first row. */
async function timeList(panel: Panel, admin: Page, search: string): Promise<Times> {
  const times: number[] = [];
  for (let count = 0; count < REPEATS; count++) {
    await panel.open(admin, '/corpus/review');
    const started = performance.now();
    await admin.evaluate(
      `history.pushState({}, '', '/admin/corpus/datasets${search}');
       dispatchEvent(new PopStateEvent('popstate'))`,
    );
    const row = admin
      .getByRole('table', { name: /^資料集列表/ })
      .locator('tbody tr')
      .first();
    await row.waitFor({ timeout: PATIENCE_S * 1000 });
    times.push(performance.now() - started);
  }
  return timesOf(times);
}

async function timeKeys(panel: Panel, admin: Page): Promise<Times> {
  sayProgress('typing above 100 rows');
  await panel.open(admin, '/corpus/datasets?pageSize=100');
  await admin
    .locator('tbody tr')
    .nth(99)
    .waitFor({ timeout: PATIENCE_S * 1000 });
  return timesOf(await waitFor('the keys to be shown', PATIENCE_S, admin.evaluate<number[]>(TYPE)));
}

/** Types into the keyword, and notes how long after each key the next picture is ready. */
const TYPE = `(async () => {
  const field = document.querySelector('input[name=q]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const times = [];
  for (const letter of '${WORD}'.repeat(3)) {
    const started = performance.now();
    set.call(field, field.value + letter);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - started);
  }
  return times;
})()`;

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
