import { completeFields } from '../tests/support/datasets';
import { copyDataset } from '../tests/support/copies';
import { databaseUrl, query } from '../tests/support/environment';
import { Panel } from '../tests/support/panel';
import { makeReadyDraft, moveAs } from '../tests/support/panel-datasets';
import { timesOf } from './support/numbers';

/**
 * `npm run build && npm run bench:panel-lists`: the list of datasets in Chromium, with
 * `BENCH_DATASETS` (100,000) of them: from opening the page's data to the first rows, for each sort
 * and search; and how long a key press takes to be shown while the list stands below.
 */
const DATASETS = Number(process.env.BENCH_DATASETS ?? 100_000);
const BATCH = 2_000;
const REPEATS = 5;
const WORD = '政府統計年報與交通運輸資料彙編';

const LISTS = {
  'first page': '',
  'by name': '?sort=name%3Aasc',
  'page 1,000': '?page=1000',
  'one state': '?state=listed',
  'rare word': '?q=00054321',
  'frequent word': '?q=%E8%B3%87%E6%96%99',
  identifier: '?identifier=00054321',
};

async function main(): Promise<void> {
  const panel = await Panel.start();
  try {
    const provider = await panel.signIn('provider.moda');
    const [manager, admin] = [
      await panel.signIn('manager.moda'),
      await panel.signIn('admin1.platform'),
    ];
    const { id } = await makeReadyDraft(panel, provider, completeFields({ name: WORD }));
    await moveAs(panel, provider, id, 'submit');
    await moveAs(panel, manager, id, 'approve');
    await moveAs(panel, admin, id, 'approve');
    await fill(panel, id);

    const lists: Record<string, unknown> = {};
    for (const [name, search] of Object.entries(LISTS)) {
      const times: number[] = [];
      for (let count = 0; count < REPEATS; count++) {
        await panel.open(admin, '/corpus/review');
        const started = performance.now();
        await admin.evaluate(
          `history.pushState({}, '', '/admin/corpus/datasets${search}');
           dispatchEvent(new PopStateEvent('popstate'))`,
        );
        await admin.locator('tbody tr').first().waitFor();
        times.push(performance.now() - started);
      }
      lists[name] = timesOf(times);
    }
    await panel.open(admin, '/corpus/datasets?pageSize=100');
    await admin.locator('tbody tr').nth(99).waitFor();
    const keys = await admin.evaluate<number[]>(TYPE);
    console.log(
      JSON.stringify(
        { datasets: DATASETS, millisecondsToRows: lists, millisecondsAKey: timesOf(keys) },
        null,
        1,
      ),
    );
  } finally {
    await panel.stop();
  }
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

async function fill(panel: Panel, documentId: string): Promise<void> {
  const app = {
    ownerSql: (text: string) => query(databaseUrl('SUPER', panel.database), text) as never,
  };
  for (let from = 10_000; from < 10_000 + DATASETS; from += BATCH) {
    const contents = Array.from(
      { length: Math.min(BATCH, 10_000 + DATASETS - from) },
      (_, index) => ({
        identifier: String(from + index).padStart(8, '0'),
        name: `${WORD} ${String(from + index)}`,
      }),
    );
    await copyDataset(app, { documentId, contents });
  }
  await query(databaseUrl('SUPER', panel.database), 'analyze');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
