import { startApp } from '../tests/support/app';
import { decision, FIRST_VERSION, LIFE, type Step } from '../tests/support/life';
import { brokenPromises } from '../tests/support/promises';
import { readyDrafts } from '../tests/support/ready-drafts';
import { spawnService, untilReady } from '../tests/support/service-process';
import { cpuTimes, type CpuTimes } from './support/cpu';
import { record, timesOf } from './support/numbers';

/**
 * `npm run bench:transitions`: decisions through the back office's API of one service process, by 8
 * clients that each take datasets through a whole life, one decision after the other.
 */
const CLIENTS = 8;
const WARM_UP_MS = 4_000;
const MEASURED_MS = Number(process.env.BENCH_SECONDS ?? 20) * 1_000;
const DATASETS = 1_000;

async function main(): Promise<void> {
  // This process only signs people in and makes the drafts; it serves nothing while it is measured.
  const app = await startApp();
  const drafts = await readyDrafts(app, { count: DATASETS, provider: 'provider.moda' });
  const tokens = new Map<string, string>();
  for (const { account } of LIFE) tokens.set(account, await app.tokenFor(account));
  const service = await spawnService(app.database);
  await untilReady(service);
  const [backend] = await app.ownerSql<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'checkpointer'`,
  );
  const cpu = (): CpuTimes => cpuTimes(service.child.pid ?? 0, backend?.pid ?? 0);
  let decisions = 0;
  const series = new Map<string, number[]>();
  const measured = { from: performance.now() + WARM_UP_MS, until: 0 };
  measured.until = measured.from + MEASURED_MS;

  const decide = async (id: string, version: number, step: Step) => {
    const { account, action, effect } = step;
    const started = performance.now();
    const answer = await fetch(`${service.url}/review-workflow/datasets/${id}/transitions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.get(account) ?? ''}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(decision(step, version)),
    });
    const body = (await answer.json()) as { data: { version: number } };
    const ended = performance.now();
    decisions += 1;
    if (answer.status !== 200)
      throw new Error(`${action}: ${String(answer.status)} ${JSON.stringify(body)}`);
    if (started >= measured.from && ended <= measured.until) {
      record(series, 'all', ended - started);
      record(series, effect ?? action, ended - started);
    }
    return body.data.version;
  };
  const client = async () => {
    for (let id = drafts.pop(); id !== undefined; id = drafts.pop()) {
      let version = FIRST_VERSION;
      for (const step of LIFE) {
        if (performance.now() > measured.until) return;
        version = await decide(id, version, step);
      }
    }
    throw new Error('more datasets are needed');
  };
  const before = cpu();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const after = cpu();
  const each = (part: keyof CpuTimes) =>
    Math.round(((after[part] - before[part]) / decisions) * 100) / 100;
  const all = timesOf(series.get('all') ?? []);
  console.log(
    JSON.stringify(
      {
        clients: CLIENTS,
        transitionsPerSecond: Math.round((all.n / MEASURED_MS) * 10_000) / 10,
        cpuMillisecondsEach: { service: each('service'), database: each('database') },
        milliseconds: Object.fromEntries([...series].map(([name, list]) => [name, timesOf(list)])),
        brokenPromises: await brokenPromises((text, params) => app.ownerSql(text, params)),
      },
      null,
      1,
    ),
  );
  await service.stop('SIGKILL');
  await app.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
