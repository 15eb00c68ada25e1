import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeTextFile } from '../support/large-files';
import { tellGoal } from '../support/goal';
import { multipart, send, tus, watchMemory, withService, type Bench } from './support/service';

/** `npm run bench:ingest:uploads [many] [speed]`: both doors of one service process. */
const MIB = 1024 ** 2;
const ROUNDS = 3;
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['many', 'speed'];

async function main(): Promise<void> {
  await withService(0, async (bench) => {
    if (wanted.includes('many')) await manyAtOnce(bench);
    if (wanted.includes('speed')) await speed(bench);
  });
  process.exit(0);
}

/** Twenty files of 100 MB, ten through each door. */
async function manyAtOnce(bench: Bench): Promise<void> {
  const files: string[] = [];
  for (let index = 0; index < 20; index++) {
    const file = path.join(bench.folder, `${index}.csv`);
    await makeTextFile('csv', file, 100 * MIB - index * 1_000);
    files.push(file);
  }
  const began = performance.now();
  const memory = watchMemory(bench);
  const given = await Promise.all(
    files.map((file, index) => (index % 2 ? tus(bench, file) : multipart(bench, file))),
  );
  const seconds = (performance.now() - began) / 1_000;
  const peak = memory.end();
  let equal = 0;
  for (const [index, id] of given.entries()) {
    const sent = await sha256(createReadStream(files[index] ?? ''));
    const stored = await contentSha256(bench, id);
    const listed = (await bench.officer.find(id))?.sha256;
    if (sent === stored && sent === listed) equal++;
  }
  const how = `${seconds.toFixed(1)} s, ${(2_000 / seconds).toFixed(0)} MB/s`;
  tellGoal('20 x 100 MB at once', '20 with equal sha256', `${equal} (${how})`, equal === 20);
  tellGoal('memory meanwhile', '+256 MiB', `+${peak.toFixed(0)} MiB`, peak <= 256);
  for (const file of files) rmSync(file);
}

type Way = 'copy' | 'streams' | 'bare' | 'hashed' | 'multipart' | 'tus';

/**
 * One file of 500 MB through both doors, beside a copy of it to the same disk: by the kernel alone
 * (`copyFile`), through Node's streams, and by a bare server that only writes, or that writes and
 * counts the SHA-256 too. All are synced; the best of each counts.
 */
async function speed(bench: Bench): Promise<void> {
  const file = path.join(bench.folder, 'speed.csv');
  await makeTextFile('csv', file, 500 * MIB);
  const copy = path.join(bench.folder, 'copy');
  const bare = fork(path.join(__dirname, 'bare-receiver.ts'), [copy], {
    execArgv: ['--import=tsx'],
  });
  const [port] = (await once(bare, 'message')) as [number];
  const put = (url: string) => send({ url: `http://127.0.0.1:${port}${url}`, method: 'PUT', file });
  const rates: Record<Way, number> = {
    copy: 0,
    streams: 0,
    bare: 0,
    hashed: 0,
    multipart: 0,
    tus: 0,
  };
  for (let round = 0; round < ROUNDS; round++) {
    const ways: Record<Way, () => Promise<unknown>> = {
      copy: () => synced(copy, copyFile(file, copy)),
      streams: () => synced(copy, copyByStreams(file, copy)),
      bare: () => put('/'),
      hashed: () => put('/hashed'),
      multipart: () => multipart(bench, file, `m${round}.csv`),
      tus: () => tus(bench, file, `t${round}.csv`),
    };
    for (const way of Object.keys(ways) as Way[]) {
      const began = performance.now();
      await ways[way]();
      const seconds = (performance.now() - began) / 1_000;
      rates[way] = Math.max(rates[way], statSync(file).size / 1e6 / seconds);
    }
  }
  bare.kill();
  tellSpeed(rates);
  rmSync(file);
}

function tellSpeed(rates: Readonly<Record<Way, number>>): void {
  console.log(
    Object.entries(rates)
      .map(([way, rate]) => `${way} ${rate.toFixed(0)} MB/s`)
      .join(', '),
  );
  for (const door of ['multipart', 'tus'] as const) {
    const of = (other: Way) => rates[door] / rates[other];
    tellGoal(`${door} : copyFile`, '0.5', of('copy').toFixed(2), of('copy') >= 0.5);
    tellGoal(
      `${door} : bare server that hashes`,
      '0.8',
      of('hashed').toFixed(2),
      of('hashed') >= 0.8,
    );
  }
}

function copyByStreams(from: string, to: string): Promise<void> {
  const size = { highWaterMark: 1 << 20 };
  return pipeline(createReadStream(from, size), createWriteStream(to, size));
}

async function synced(to: string, work: Promise<void>): Promise<void> {
  await work;
  const handle = openSync(to, 'r');
  fsyncSync(handle);
  closeSync(handle);
  rmSync(to);
}

async function sha256(stream: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function contentSha256({ service, officer }: Bench, id: string): Promise<string> {
  const headers = { authorization: `Bearer ${officer.token}` };
  const answer = await fetch(`${service.url}${officer.url}/${id}/content`, { headers });
  return sha256(answer.body as unknown as AsyncIterable<unknown>);
}

void main();
