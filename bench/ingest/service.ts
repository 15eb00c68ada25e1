import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { cpuTimes, processorMs, type CpuTimes } from '../support/cpu';
import { tellGoal } from '../support/goal';
import { makePdfFile, makeTextFile } from '../support/large-files';
import { childrenOf } from '../support/memory';
import { timesOf } from '../support/numbers';
import { multipart, watchMemory, withService, type Bench } from './support/service';

/**
 * `npm run bench:ingest:service -- [csv|json|xml|pdf] [windows]`: the API's times and the memory of one
 * service process while it reads one of the largest files with one worker of its own. The reader is
 * stopped and let go on in turn, so that both times are taken beside the same other programs.
 */
const MIB = 1024 ** 2;
const kind = (process.argv[2] ?? 'csv') as 'csv' | 'json' | 'xml' | 'pdf';
/** Pairs of windows: at rest, and reading. */
const WINDOWS = Number(process.argv[3] ?? 4);
const WINDOW_MS = 10_000;
/** After each change, before it counts. */
const SETTLE_MS = 1_500;
/** Requests a second: an officer's list and the public's, in turn. */
const RATE = 40;
/** For the rest of the file, once the API was looked at. */
const PATIENCE_MS = 60_000;

async function main(): Promise<void> {
  await withService(1, async (bench) => {
    const file = path.join(bench.folder, `large.${kind}`);
    if (kind === 'pdf') await makePdfFile(file, 300 * MIB);
    else await makeTextFile(kind, file, 500 * MIB);
    await ask(bench, 5_000);
    const memory = watchMemory(bench);
    const id = await multipart(bench, file);
    const reader = await readerOf(bench);
    const looked = await lookInTurn(bench, { id, reader });
    const done = await decided(bench, id);
    const peak = memory.end();
    const mebibytes = (statSync(file).size / MIB).toFixed(0);
    const state =
      done?.state ?? `still read (${((await find(bench, id)).progress * 100).toFixed(0)} %)`;
    console.log(`${kind}, ${mebibytes} MiB: ${state}, ${done?.tokens ?? '?'} tokens`);
    tellGoal(`memory, ${kind}`, '+256 MiB', `+${peak.toFixed(0)} MiB`, peak <= 256);
    tellApi(looked);
    rmSync(file);
  });
  process.exit(0);
}

/** Processor time by program, and what the requests of one kind of window took. */
class Phase {
  readonly times: number[] = [];
  private readonly used = { service: 0, database: 0, reader: 0 };
  private milliseconds = 0;

  async measure(bench: Bench, parts: { reader: number; backend: number }): Promise<void> {
    const before = this.now(bench, parts);
    const began = performance.now();
    this.times.push(...(await ask(bench, WINDOW_MS - SETTLE_MS)));
    this.milliseconds += performance.now() - began;
    const after = this.now(bench, parts);
    this.used.service += after.service - before.service;
    this.used.database += after.database - before.database;
    this.used.reader += Math.max(after.reader - before.reader, 0);
  }

  get shares(): string {
    const percent = (ms: number) => `${Math.round((100 * ms) / this.milliseconds)} %`;
    const { service, database, reader } = this.used;
    return `service ${percent(service)}, PostgreSQL ${percent(database)}, reader ${percent(reader)}`;
  }

  private now(
    bench: Bench,
    parts: { reader: number; backend: number },
  ): CpuTimes & { reader: number } {
    const both = cpuTimes(bench.service.child.pid ?? 0, parts.backend);
    return { ...both, reader: processorMs(parts.reader) };
  }
}

async function lookInTurn(bench: Bench, { id, reader }: { id: string; reader: number }) {
  const [{ pid: backend }] = (await bench.app.sql(
    `select pid from pg_stat_activity where datname = current_database()
       and pid <> pg_backend_pid() order by backend_start limit 1`,
  )) as [{ pid: number }];
  const rest = new Phase();
  const reading = new Phase();
  try {
    for (let window = 0; window < WINDOWS; window++) {
      process.kill(reader, 'SIGSTOP');
      await pause(SETTLE_MS);
      await rest.measure(bench, { reader, backend });
      process.kill(reader, 'SIGCONT');
      await pause(SETTLE_MS);
      await reading.measure(bench, { reader, backend });
      // Windows in which the file was ready count for the reader: the text is stored in them.
      if ((await find(bench, id)).state !== 'checking') break;
    }
  } finally {
    if (childrenOf(bench.service.child.pid ?? 0).includes(reader)) process.kill(reader, 'SIGCONT');
  }
  return { rest, reading };
}

function tellApi({ rest, reading }: { rest: Phase; reading: Phase }): void {
  for (const [name, phase] of Object.entries({ 'at rest': rest, reading })) {
    const { n, p50, p99, max } = timesOf(phase.times);
    console.log(
      `${name}: ${n} requests, p50 ${p50} ms, p99 ${p99} ms, most ${max} ms; ${phase.shares}`,
    );
  }
  const ratio = timesOf(reading.times).p99 / timesOf(rest.times).p99;
  tellGoal(`API p99, reading ${kind} : at rest`, '3', ratio.toFixed(2), ratio <= 3);
}

async function readerOf(bench: Bench): Promise<number> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const [reader] = childrenOf(bench.service.child.pid ?? 0);
    if (reader !== undefined) return reader;
    await pause(100);
  }
  throw new Error('no process reads the file');
}

async function decided(bench: Bench, id: string): Promise<DatasetFileView | undefined> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const file = await find(bench, id);
    if (file.state === 'accepted' || file.state === 'refused') return file;
    await pause(1_000);
  }
  return undefined;
}

async function find({ service, officer }: Bench, id: string): Promise<DatasetFileView> {
  const headers = { authorization: `Bearer ${officer.token}` };
  const answer = await fetch(service.url + officer.url, { headers });
  const { data } = (await answer.json()) as { data: DatasetFileView[] };
  const file = data.find((one) => one.id === id);
  if (!file) throw new Error('the file is gone');
  return file;
}

/** Requests at a steady rate, whatever the answers take. @returns their times */
async function ask({ service, officer }: Bench, milliseconds: number): Promise<number[]> {
  const times: number[] = [];
  const headers = { authorization: `Bearer ${officer.token}` };
  const one = async (index: number) => {
    const began = performance.now();
    const url = index % 2 ? '/api/datasets?pagination[pageSize]=25' : '/review-workflow/datasets';
    const answer = await fetch(service.url + url, index % 2 ? {} : { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    times.push(performance.now() - began);
  };
  const asked: Promise<void>[] = [];
  const start = performance.now();
  for (let index = 0; performance.now() - start < milliseconds; index++) {
    await pause(Math.max(start + (index * 1_000) / RATE - performance.now(), 0));
    asked.push(one(index));
  }
  await Promise.all(asked);
  return times;
}

void main();
