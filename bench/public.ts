import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { createDatabase, databaseUrl, prepared, query } from '../tests/support/environment';
import { freePort, spawnService, untilReady } from '../tests/support/service-process';
import { fillTo, WORDS } from './public/data';
import { Results, type Who } from './public/results';
import { STOCK_INDEXES, writeStock } from './public/stock';
import { measureUpkeep } from './public/upkeep';

/**
 * `npm run bench:public`: the public interface beside stock Strapi (REST and GraphQL, without and with
 * the best indexes), a bare Node server over Strapi's tables (Q) and one over the read model (R), all
 * over the same data in one run; then the table of ratios, also written to BENCH_OUT
 * (.data/bench-public.md). BENCH_SIZES (10000,100000), BENCH_SECONDS (3) a measurement.
 */
const SIZES = (process.env.BENCH_SIZES ?? '10000,100000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const CONNECTIONS = 10;
const LOADER = path.resolve(__dirname, '../node_modules/tsx/dist/loader.mjs');

interface Load {
  /** Who answers, and what is asked: a cell of the table. */
  readonly who: Who;
  readonly what: string;
  readonly url: string;
  readonly paths: readonly string[];
  readonly post?: string;
  readonly headers?: Record<string, string>;
}

const results = new Results();
let size = 0;

async function measure({ who, what, url, paths, post, headers = {} }: Load): Promise<void> {
  const requests = paths.map((one) => ({
    path: encodeURI(one),
    ...(post !== undefined && {
      method: 'POST' as const,
      body: post,
      headers: { 'content-type': 'application/json' },
    }),
  }));
  const run = (duration: number) =>
    autocannon({ url, connections: CONNECTIONS, duration, requests, headers, timeout: 60 });
  await run(1);
  const result = await run(SECONDS);
  const refused = result.non2xx - (headers['if-none-match'] ? (result['3xx'] ?? 0) : 0);
  const rate = result.requests.average;
  results.add({ size, who, what, rate, p99: result.latency.p99 });
  const note =
    refused > 0 || result.errors > 0 ? `  (${refused} refused, ${result.errors} errors)` : '';
  console.log(
    `${`${who}: ${what}`.padEnd(44)} ${rate.toFixed(rate < 100 ? 1 : 0).padStart(8)} /s  p99 ${String(result.latency.p99).padStart(5)} ms${note}`,
  );
}

async function start(
  file: string,
  env: Record<string, string>,
): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const child = fork(file, [], {
    execArgv: file.endsWith('.ts') ? ['--import', LOADER] : [],
    env: { ...process.env, ...env, PORT: String(port), STRAPI_TELEMETRY_DISABLED: 'true' },
    stdio: ['ignore', process.env.BENCH_VERBOSE ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { url: `http://127.0.0.1:${String(port)}`, child };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const spread = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** What is asked, by name; different each time, so that no cache answers. */
function questions(size: number) {
  const identifier = (i: number) => String(1 + ((i * 7919) % size)).padStart(8, '0');
  const word = (i: number) => WORDS[400 + ((i * 37) % 1600)] ?? '';
  const agency = (i: number) => `2.16.886.101.99.${String(1 + (i % 300))}`;
  return {
    identifiers: spread(500, identifier),
    two: spread(500, word),
    three: spread(500, (i) => word(i) + (WORDS[(i * 11) % 2000] ?? '').charAt(0)),
    agencies: spread(300, agency),
    pages: spread(50, (i) => Math.min(4000, Math.floor(size / 25) - 60) + i),
  };
}

const GRAPHQL = (connection: string, filter: string) =>
  JSON.stringify({
    query: `{ ${connection}(pagination: { pageSize: 25 }, sort: ["lastListedAt:desc"]${filter}) {
      nodes { documentId identifier name description agency { oid name } licence { code name } tags { code name } files { name bytes } }
      pageInfo { total } } }`,
  });

async function measureOurs(database: string): Promise<void> {
  const asked = questions(size);
  const env = { LOG_LEVEL: 'warn', RATE_LIMIT_PUBLIC_PER_MINUTE: '0' };
  const service = await spawnService(database, { ...env, PUBLIC_CACHE: 'off' });
  await untilReady(service);
  const { url } = service;
  await measure({ who: 'ours', what: 'list of 25', url, paths: ['/api/datasets'] });
  await measure({
    who: 'ours',
    what: 'one by identifier',
    url,
    paths: asked.identifiers.map((id) => `/api/datasets/identifier/${id}`),
  });
  await measure({
    who: 'ours',
    what: 'page 4000',
    url,
    paths: asked.pages.map((page) => `/api/datasets?pagination[page]=${page}`),
  });
  await measure({
    who: 'ours',
    what: 'search, 2 characters',
    url,
    paths: asked.two.map((q) => `/api/search/datasets?pageSize=25&q=${q}`),
  });
  await measure({
    who: 'ours',
    what: 'search, 3 characters',
    url,
    paths: asked.three.map((q) => `/api/search/datasets?pageSize=25&q=${q}`),
  });
  await measure({
    who: 'ours',
    what: 'tag + agency',
    url,
    paths: asked.agencies.map((a) => `/api/search/datasets?pageSize=25&domain=energy&agency=${a}`),
  });
  await measure({
    who: 'ours',
    what: 'facets of an agency',
    url,
    paths: asked.agencies.map((a) => `/api/search/datasets?pageSize=25&facets=true&agency=${a}`),
  });
  await measure({
    who: 'ours',
    what: 'facets of a frequent word',
    url,
    paths: WORDS.slice(0, 20).map((q) => `/api/search/datasets?pageSize=25&facets=true&q=${q}`),
  });
  await measure({
    who: 'ours',
    what: 'GraphQL list of 25',
    url,
    paths: ['/graphql'],
    post: GRAPHQL('datasets_connection', ''),
  });
  await service.stop();
  const cached = await spawnService(database, env);
  await untilReady(cached);
  await measure({ who: 'memory', what: 'list', url: cached.url, paths: ['/api/datasets'] });
  await measure({
    who: 'memory',
    what: 'GraphQL list of 25',
    url: cached.url,
    paths: ['/graphql'],
    post: GRAPHQL('datasets_connection', ''),
  });
  const { headers } = await fetch(`${cached.url}/api/datasets`);
  const etag = headers.get('etag') ?? '';
  await measure({
    who: 'memory',
    what: '304',
    url: cached.url,
    paths: ['/api/datasets'],
    headers: { 'if-none-match': etag },
  });
  await cached.stop();
}

async function measureBare(database: string): Promise<void> {
  const asked = questions(size);
  const file = path.resolve(__dirname, 'public/bare-server.ts');
  const { url, child } = await start(file, { DATABASE_URL: databaseUrl('APP', database) });
  await measure({ who: 'Q', what: 'list of 25', url, paths: ['/q/list'] });
  await measure({
    who: 'Q',
    what: 'one by identifier',
    url,
    paths: asked.identifiers.map((id) => `/q/one?identifier=${id}`),
  });
  await measure({ who: 'R', what: 'list of 25', url, paths: ['/r/list'] });
  await measure({
    who: 'R',
    what: 'one by identifier',
    url,
    paths: asked.identifiers.map((id) => `/r/one?identifier=${id}`),
  });
  await measure({
    who: 'R',
    what: 'page 4000',
    url,
    paths: asked.pages.map((page) => `/r/page?page=${page}`),
  });
  await measure({
    who: 'R',
    what: 'search, 2 characters',
    url,
    paths: asked.two.map((q) => `/r/search?q=${q}`),
  });
  await measure({
    who: 'R',
    what: 'search, 3 characters',
    url,
    paths: asked.three.map((q) => `/r/search?q=${q}`),
  });
  await measure({
    who: 'R',
    what: 'tag + agency',
    url,
    paths: asked.agencies.map((a) => `/r/tag-agency?domain=energy&agency=${a}`),
  });
  await measure({
    who: 'R',
    what: 'facets of an agency',
    url,
    paths: asked.agencies.map((a) => `/r/facets?agency=${a}`),
  });
  await stop(child);
  const koa = await start(file, { BARE: 'koa' });
  await measure({ who: 'Koa', what: 'list', url: koa.url, paths: ['/'] });
  await measure({
    who: 'Koa',
    what: '304',
    url: koa.url,
    paths: ['/'],
    headers: { 'if-none-match': '"x"' },
  });
  await stop(koa.child);
}

async function measureStock(database: string, label: 'stock' | 'indexed'): Promise<void> {
  const asked = questions(size);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stock-'));
  const file = writeStock(path.join(folder, 'app'));
  const { url, child } = await start(file, {
    DATABASE_URL: databaseUrl('APP', database),
    NODE_ENV: 'production',
  });
  const populate = 'populate[0]=agency&populate[1]=licence&populate[2]=tags&populate[3]=files';
  const list = `/api/datasets?${populate}&sort=lastListedAt:desc&pagination[pageSize]=25`;
  await measure({ who: label, what: 'list of 25', url, paths: [list] });
  await measure({
    who: label,
    what: 'one by identifier',
    url,
    paths: asked.identifiers.map((id) => `/api/datasets?${populate}&filters[identifier]=${id}`),
  });
  await measure({
    who: label,
    what: 'page 4000',
    url,
    paths: asked.pages.map((page) => `${list}&pagination[page]=${page}`),
  });
  await measure({
    who: label,
    what: 'search, 2 characters',
    url,
    paths: asked.two.map((q) => `${list}&_q=${q}`),
  });
  await measure({
    who: label,
    what: 'search, 3 characters',
    url,
    paths: asked.three.map((q) => `${list}&_q=${q}`),
  });
  await measure({
    who: label,
    what: 'tag + agency',
    url,
    paths: asked.agencies.map(
      (a) => `${list}&filters[tags][code]=energy&filters[agency][oid]=${a}`,
    ),
  });
  await measure({
    who: label,
    what: 'GraphQL list of 25',
    url,
    paths: ['/graphql'],
    post: GRAPHQL('datasets_connection', ', status: PUBLISHED'),
  });
  await stop(child);
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_public`;
  const stock = `${database}_stock`;
  const superUrl = databaseUrl('SUPER', 'postgres');
  await createDatabase(database, 'template');
  for (size of SIZES) {
    const began = performance.now();
    await fillTo(databaseUrl('SUPER', database), size);
    console.log(
      `\n${size} datasets (made in ${((performance.now() - began) / 1000).toFixed(0)} s)`,
    );
    if (process.env.BENCH_ONLY !== 'ours') {
      await query(superUrl, `drop database if exists ${stock} with (force)`);
      await query(superUrl, `create database ${stock} template ${database} owner corpus_app`);
      await measureStock(stock, 'stock');
      for (const index of STOCK_INDEXES) await query(databaseUrl('SUPER', stock), index);
      await measureStock(stock, 'indexed');
    }
    await measureBare(database);
    await measureOurs(database);
    results.addUpkeep(size, await measureUpkeep(databaseUrl('SUPER', database)));
  }
  const table = results.table();
  console.log(`\n${table}`);
  const file = path.resolve(process.env.BENCH_OUT ?? '.data/bench-public.md');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, table);
  console.log(`\n→ ${file}`);
}

void main();
