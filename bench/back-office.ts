import autocannon from 'autocannon';
import { databaseUrl } from '../tests/support/environment';
import { addOfficers } from '../tests/support/officers';
import { startApp } from '../tests/support/app';
import { spawnService, untilReady } from '../tests/support/service-process';
import { agencyOid, fillTo } from './back-office/data';

/**
 * `npm run bench:back-office`: the list and the task queue of 10 for each role at 10 connections, on
 * 1,000 and then 100,000 datasets of 300 agencies, one service process; and how long it takes to start.
 */
const SIZES = (process.env.BENCH_SIZES ?? '1000,100000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 10;
const ROLES = ['provider', 'agency-manager', 'platform-admin'] as const;
const PATHS = ['datasets', 'tasks', 'datasets?state=listed', 'tasks?page=2'] as const;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

async function main(): Promise<void> {
  // This process only signs people in; it serves nothing while it is measured.
  const app = await startApp();
  await fillTo(databaseUrl('SUPER', app.database), 0);
  await addOfficers(
    app,
    ROLES.map((role) => ({ account: `bench.${role}`, role, agencyOid: agencyOid(1) })),
  );
  const tokens = new Map<string, string>();
  for (const role of ROLES) tokens.set(role, await app.tokenFor(`bench.${role}`));
  const results = new Map<string, Measured[]>();
  for (const size of SIZES) {
    await fillTo(databaseUrl('SUPER', app.database), size);
    const started = performance.now();
    const service = await spawnService(app.database);
    await untilReady(service);
    console.log(`${String(size)} datasets: ready after ${seconds(performance.now() - started)} s`);
    for (const role of ROLES) {
      for (const path of PATHS) {
        const name = `${role} ${path}`;
        const measured = await measure(service.url, path, tokens.get(role));
        results.set(name, [...(results.get(name) ?? []), measured]);
      }
    }
    await service.stop('SIGKILL');
  }
  for (const [name, list] of results) console.log(lineOf(name, list));
  await app.close();
}

async function measure(url: string, path: string, token = ''): Promise<Measured> {
  const run = (duration: number) =>
    autocannon({
      url,
      connections: CONNECTIONS,
      duration,
      headers: { authorization: `Bearer ${token}` },
      requests: [{ path: `/review-workflow/${path}` }],
      timeout: 60,
    });
  await run(1);
  const { requests, latency, non2xx, errors } = await run(SECONDS);
  if (non2xx + errors > 0) throw new Error(`${path}: ${String(non2xx + errors)} failed`);
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99 };
}

function lineOf(name: string, list: readonly Measured[]): string {
  const [small, ...larger] = list;
  const cells = list.map(
    ({ perSecond, p50, p99 }) =>
      `${perSecond.toFixed(0).padStart(5)}/s p50 ${String(p50).padStart(3)} p99 ${String(p99).padStart(4)} ms`,
  );
  const slower = larger.map(({ perSecond }) => (small?.perSecond ?? 0) / perSecond);
  return [name.padEnd(38), ...cells, ...slower.map((times) => `× ${times.toFixed(2)}`)].join('  ');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
