import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  copyDatabase,
  createDatabase,
  databaseUrl,
  prepared,
  query,
} from '../tests/support/environment';
import { freePort, spawnService, untilReady } from '../tests/support/service-process';
import { casesOf, type Case } from './public/cases';
import { fillTo } from './public/data';
import { compare, load, type Plan } from './public/load';
import { FLAT, Results, type Who } from './public/results';
import { STOCK_INDEXES, writeStock } from './public/stock';
import { measureUpkeep } from './public/upkeep';

/**
 * `npm run bench:public`: the public interface beside stock Strapi, a bare Node server over Strapi's
 * tables (Q) and one over the read model (R), by turns over the same data; then the table of goals,
 * also written to BENCH_OUT (.data/bench-public.md). Settings: bench/public/README.md.
 */
const SIZES = (process.env.BENCH_SIZES ?? '10000,100000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 1);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const WARM_SECONDS = Number(process.env.BENCH_WARM_SECONDS ?? 2);
/** Its searches take four seconds at 100,000 datasets. */
const STOCK_SECONDS = 5;
const CASES = new RegExp(process.env.BENCH_CASES ?? '');
const WITH_STOCK = process.env.BENCH_ONLY !== 'ours';
const LOADER = path.resolve(__dirname, '../node_modules/tsx/dist/loader.mjs');
const BARE = path.resolve(__dirname, 'public/bare-server.ts');

const results = new Results();

interface Running {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** A server of the bench, in a process of its own. */
async function start(file: string, env: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const child = fork(file, [], {
    execArgv: file.endsWith('.ts') ? ['--import', LOADER] : [],
    env: { ...process.env, ...env, PORT: String(port), STRAPI_TELEMETRY_DISABLED: 'true' },
    stdio: ['ignore', process.env.BENCH_VERBOSE ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { url: `http://127.0.0.1:${String(port)}`, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** As users meet it: what libraries check while developing is not measured. */
const PRODUCTION = {
  NODE_ENV: 'production',
  ...Object.fromEntries(
    ['ADMIN_JWT_SECRET', 'API_TOKEN_SALT', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET']
      .concat('APP_KEYS')
      .map((name) => [name, randomBytes(32).toString('base64')]),
  ),
};

/** The service, without its log of each request and without limits for one address. */
async function startService(database: string, env: Record<string, string> = {}): Promise<Running> {
  const service = await spawnService(database, {
    ...PRODUCTION,
    ...{ LOG_LEVEL: 'warn', RATE_LIMIT_PUBLIC_PER_MINUTE: '0' },
    ...env,
  });
  await untilReady(service);
  return service;
}

type Servers = Partial<Record<Who, Running>>;

const urlsOf = (servers: Servers): Plan['urls'] =>
  Object.fromEntries(Object.entries(servers).map(([who, { url }]) => [who, url]));

async function measureSize(database: string, size: number): Promise<void> {
  const bare = await start(BARE, { DATABASE_URL: databaseUrl('APP', database) });
  const memory = await startService(database);
  const list = await fetch(`${memory.url}/api/datasets`);
  const bytes = String((await list.arrayBuffer()).byteLength);
  const servers: Servers = {
    ours: await startService(database, { PUBLIC_CACHE: 'off' }),
    ...{ memory, R: bare, Q: bare, Koa: await start(BARE, { BARE: 'koa', BARE_BYTES: bytes }) },
  };
  const cases = casesOf(size, list.headers.get('etag') ?? '').filter(({ what }) =>
    CASES.test(what),
  );
  const plan = { size, urls: urlsOf(servers), rounds: ROUNDS, seconds: () => SECONDS };
  const whos = ['ours', 'R', 'Q', 'memory', 'Koa'] as const;
  for (const one of cases)
    await compare(results, one, { ...plan, whos, warmSeconds: WARM_SECONDS });
  if (WITH_STOCK) await measureStock(stockOf(database), { size, cases, servers });
  for (const running of new Set(Object.values(servers))) await running.stop();
  results.addUpkeep(size, await measureUpkeep(databaseUrl('SUPER', database)));
}

/** Stock Strapi is slower by so much that one round tells, but a long one: some answers take seconds. */
async function measureStock(
  database: string,
  { size, cases, servers }: { size: number; cases: readonly Case[]; servers: Servers },
): Promise<void> {
  for (const label of ['stock', 'indexed'] as const) {
    if (label === 'indexed') {
      for (const index of STOCK_INDEXES) await query(databaseUrl('SUPER', database), index);
    }
    const folder = mkdtempSync(path.join(os.tmpdir(), 'stock-'));
    const stock = await start(writeStock(path.join(folder, 'app')), {
      ...{ DATABASE_URL: databaseUrl('APP', database), NODE_ENV: 'production' },
    });
    const urls = urlsOf({ ...servers, [label]: stock });
    const seconds = (who: Who) => (who === 'ours' ? SECONDS : STOCK_SECONDS);
    const plan = { size, urls, rounds: 1, seconds, warmSeconds: 1 };
    for (const one of cases.filter(({ asks }) => asks[label])) {
      await compare(results, one, { ...plan, whos: [label, 'ours'] });
    }
    await stock.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The smallest and the largest size by turns, as one machine has them in the same seconds. */
async function measureGrowth(databases: ReadonlyMap<number, string>): Promise<void> {
  const sizes = [Math.min(...SIZES), Math.max(...SIZES)];
  if (sizes[0] === sizes[1]) return;
  const servers = await Promise.all(
    sizes.map((size) => startService(databases.get(size) ?? '', { PUBLIC_CACHE: 'off' })),
  );
  for (const what of FLAT.filter((flat) => CASES.test(flat))) {
    const rates: number[][] = [];
    for (let round = 0; round < ROUNDS + 1; round += 1) {
      const both: number[] = [];
      for (const [at, size] of sizes.entries()) {
        const ask = casesOf(size, '').find((one) => one.what === what)?.asks.ours;
        // The first round only warms up.
        const seconds = round === 0 ? WARM_SECONDS : SECONDS;
        if (ask) both.push((await load(servers[at]?.url ?? '', ask, seconds)).rate);
      }
      if (round > 0) rates.push(both);
    }
    for (const [small = 0, large = 0] of rates) results.addGrowth(what, small / large);
  }
  for (const server of servers) await server.stop();
}

const stockOf = (database: string): string => `${database}_stock`;

/** A database of this size, made of the next smaller one, and its copy for stock Strapi. */
async function makeDatabase(database: string, size: number, smaller?: string): Promise<void> {
  const began = performance.now();
  const superUrl = databaseUrl('SUPER', 'postgres');
  await (smaller === undefined
    ? createDatabase(database, 'template')
    : copyDatabase(database, smaller));
  await fillTo(databaseUrl('SUPER', database), size);
  if (WITH_STOCK) {
    const copy = stockOf(database);
    await query(superUrl, `create database ${copy} template ${database} owner corpus_app`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`\n${String(size)} datasets (made in ${seconds} s)`);
}

async function main(): Promise<void> {
  const began = performance.now();
  const databases = new Map<number, string>();
  for (const [at, size] of SIZES.entries()) {
    const database = `${prepared('TEST_DATABASE_PREFIX')}_${String(size)}`;
    await makeDatabase(database, size, databases.get(SIZES[at - 1] ?? 0));
    databases.set(size, database);
    await measureSize(database, size);
  }
  await measureGrowth(databases);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const table = `${results.table()}\nTook ${minutes} minutes; load average ${os.loadavg()[0]?.toFixed(1) ?? ''} at the end.\n`;
  console.log(`\n${table}`);
  const file = path.resolve(process.env.BENCH_OUT ?? '.data/bench-public.md');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, table);
  console.log(`\n→ ${file}`);
}

void main();
