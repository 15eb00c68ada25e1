import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  fsyncSync,
  closeSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { startApp } from '../../tests/support/app';
import { OfficerFiles } from '../../tests/support/officer-files';
import { spawnService, untilReady, type ServiceProcess } from '../../tests/support/service-process';
import { makePdfFile, makeTextFile } from '../support/large-files';
import { cpuTimes } from '../support/cpu';
import { memoryOf } from '../support/memory';
import { timesOf, type Times } from '../support/numbers';

/**
 * `npm run bench:ingest:service -- [many] [speed] [csv] [json] [xml] [pdf]`: one service
 * process with one worker of its own, as an operator runs it, under uploads and their processing.
 */
const MIB = 1024 ** 2;
const wanted =
  process.argv.length > 2 ? process.argv.slice(2) : ['many', 'speed', 'csv', 'json', 'xml', 'pdf'];
const scratch = mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-ingest-'));
const folders = { WORK_DIR: path.join(scratch, 'work'), UPLOAD_DIR: path.join(scratch, 'tus') };
/** Requests a second while the API is looked at: an officer's list and the public's, in turn. */
const RATE = 40;
const REST_SECONDS = 20;

/** As long as browsers make them. */
const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW0';

interface Bench {
  readonly service: ServiceProcess;
  readonly officer: OfficerFiles;
}

async function main(): Promise<void> {
  const app = await startApp({ env: { INGEST_WORKERS: '0', ...folders } });
  const officer = await OfficerFiles.of(app);
  const without = wanted.some((one) => one === 'many' || one === 'speed');
  if (without) {
    const service = await start(app.database, '0');
    if (wanted.includes('many')) await manyAtOnce({ service, officer });
    if (wanted.includes('speed')) await speed({ service, officer });
    await service.stop();
  }
  await app.sql(`delete from jobs.job where name = 'ingest-file'`);
  for (const kind of ['csv', 'json', 'xml', 'pdf'] as const) {
    if (!wanted.includes(kind)) continue;
    const service = await start(app.database, '1');
    await whileReading(kind, { service, officer });
    await service.stop();
  }
  await app.close();
  rmSync(scratch, { recursive: true, force: true });
  process.exit(0);
}

async function start(database: string, workers: string): Promise<ServiceProcess> {
  const service = await spawnService(database, {
    INGEST_WORKERS: workers,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PUBLIC_PER_MINUTE: '1000000',
    ...folders,
  });
  await untilReady(service);
  return service;
}

/** Twenty files of 100 MB, ten through each door. */
async function manyAtOnce(bench: Bench): Promise<void> {
  const files: string[] = [];
  for (let index = 0; index < 20; index++) {
    const file = path.join(scratch, `${index}.csv`);
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
    const [sent, stored] = await Promise.all([
      sha256(createReadStream(files[index] ?? '')),
      contentSha256(bench, id),
    ]);
    const listed = (await bench.officer.find(id))?.sha256;
    if (sent === stored && sent === listed) equal++;
  }
  console.log(
    `20 x 100 MB at once: ${given.length} received in ${seconds.toFixed(1)} s ` +
      `(${(2_000 / seconds).toFixed(0)} MB/s), ${equal} with equal sha256, ` +
      `at most ${peak.toFixed(0)} MiB more memory`,
  );
  for (const file of files) rmSync(file);
}

/**
 * One file of 500 MB through both doors, beside a copy of it to the same disk: by the kernel alone
 * (`copyFile`), through Node's streams, and by a bare server that only writes. All are synced.
 */
async function speed(bench: Bench): Promise<void> {
  const file = path.join(scratch, 'speed.csv');
  await makeTextFile('csv', file, 500 * MIB);
  const copy = path.join(scratch, 'copy');
  const bare = fork(path.join(__dirname, 'bare-receiver.ts'), [copy], {
    execArgv: ['--import=tsx'],
  });
  const [port] = (await once(bare, 'message')) as [number];
  const megabytes = statSync(file).size / 1e6;
  const rates = { kernel: 0, streams: 0, bare: 0, multipart: 0, tus: 0 };
  for (let round = 0; round < 4; round++) {
    const measure = async (name: keyof typeof rates, work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      rates[name] = Math.max(rates[name], megabytes / ((performance.now() - began) / 1_000));
    };
    await measure('kernel', () => synced(copy, copyFile(file, copy)));
    await measure('streams', () => synced(copy, copyByStreams(file, copy)));
    await measure('bare', () => plainly(file, port));
    await measure('multipart', () => multipart(bench, file, `m${round}.csv`));
    await measure('tus', () => tus(bench, file, `t${round}.csv`));
  }
  bare.kill();
  const of = (rate: number) =>
    `${rate.toFixed(0)} MB/s (${(rate / rates.streams).toFixed(2)} of streams, ` +
    `${(rate / rates.kernel).toFixed(2)} of copyFile, ${(rate / rates.bare).toFixed(2)} of bare)`;
  console.log(
    `500 MB, best of 4: copyFile ${rates.kernel.toFixed(0)} MB/s, copy by streams ` +
      `${rates.streams.toFixed(0)} MB/s, bare server ${rates.bare.toFixed(0)} MB/s; ` +
      `multipart ${of(rates.multipart)}; tus ${of(rates.tus)}`,
  );
  rmSync(file);
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

function plainly(file: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': statSync(file).size };
    const request = http.request({ port, host: '127.0.0.1', method: 'PUT', headers });
    request.once('error', reject);
    request.once('response', (response) => response.resume().once('end', resolve));
    createReadStream(file, { highWaterMark: 1 << 18 }).pipe(request);
  });
}

async function whileReading(kind: 'csv' | 'json' | 'xml' | 'pdf', bench: Bench): Promise<void> {
  const file = path.join(scratch, `large.${kind}`);
  if (kind === 'pdf') await makePdfFile(file, 300 * MIB);
  else await makeTextFile(kind, file, 500 * MIB);
  await look(bench, () => false, 5);
  const rest = await look(bench, () => false, REST_SECONDS);
  const memory = watchMemory(bench);
  const id = await multipart(bench, file);
  let done: DatasetFileView | undefined;
  const began = performance.now();
  const watching = bench.officer.decided(id, 1_200_000).then((decided) => (done = decided));
  const pid = bench.service.child.pid ?? 0;
  const cpuBefore = cpuTimes(pid, pid).service;
  const busy = await look(bench, () => done !== undefined, 1_200);
  await watching;
  const cpuShare = (cpuTimes(pid, pid).service - cpuBefore) / (performance.now() - began);
  const seconds = (performance.now() - began) / 1_000;
  const peak = memory.end();
  console.log(
    `${kind}, ${(statSync(file).size / MIB).toFixed(0)} MiB: ${done?.state ?? ''} in ${seconds.toFixed(0)} s, ` +
      `${done?.tokens ?? 0} tokens, at most ${peak.toFixed(0)} MiB more memory; API p50/p99 at rest ` +
      `${words(rest)}, while it was read ${words(busy)}: ${(busy.p99 / rest.p99).toFixed(1)} times; ` +
      `the service itself took ${(cpuShare * 100).toFixed(0)} % of one processor meanwhile`,
  );
  rmSync(file);
}

const words = (times: Times) => `${times.p50}/${times.p99} ms (${times.n} requests)`;

/** Requests at a steady rate, whatever the answers take. */
async function look(
  { service, officer }: Bench,
  done: () => boolean,
  seconds: number,
): Promise<Times> {
  const times: number[] = [];
  const headers = { authorization: `Bearer ${officer.token}` };
  const ask = async (index: number) => {
    const began = performance.now();
    const url = index % 2 ? '/api/datasets?pagination[pageSize]=25' : '/review-workflow/datasets';
    const answer = await fetch(service.url + url, index % 2 ? {} : { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    times.push(performance.now() - began);
  };
  const asked: Promise<void>[] = [];
  const start = performance.now();
  for (let index = 0; !done() && performance.now() - start < seconds * 1_000; index++) {
    await pause(Math.max(start + (index * 1_000) / RATE - performance.now(), 0));
    asked.push(ask(index));
  }
  await Promise.all(asked);
  return timesOf(times);
}

function watchMemory({ service }: Bench): { end(): number } {
  const pid = service.child.pid ?? 0;
  const rest = memoryOf(pid);
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid) - rest);
  }, 100);
  return {
    end: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

interface Sending {
  readonly method: string;
  readonly path: string;
  readonly headers: http.OutgoingHttpHeaders;
  readonly head?: string;
  readonly file: string;
  readonly tail?: string;
}

function send(
  { service, officer }: Bench,
  sending: Sending,
): Promise<http.IncomingMessage & { body: string }> {
  return new Promise((resolve, reject) => {
    const { head = '', tail = '', file, method } = sending;
    const bytes = Buffer.byteLength(head) + statSync(file).size + Buffer.byteLength(tail);
    const request = http.request(service.url + sending.path, {
      method,
      headers: {
        authorization: `Bearer ${officer.token}`,
        'content-length': bytes,
        ...sending.headers,
      },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve(Object.assign(response, { body })));
    });
    request.write(head);
    const source = createReadStream(file, { highWaterMark: 1 << 18 });
    source.once('end', () => request.end(tail));
    source.pipe(request, { end: false });
  });
}

/** @returns id of the file */
async function multipart(bench: Bench, file: string, name = path.basename(file)): Promise<string> {
  const answer = await send(bench, {
    method: 'POST',
    path: bench.officer.url,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    head: `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
    file,
    tail: `\r\n--${BOUNDARY}--\r\n`,
  });
  if (answer.statusCode !== 202) throw new Error(answer.body);
  return (JSON.parse(answer.body) as { data: DatasetFileView }).data.id;
}

async function tus(bench: Bench, file: string, name = path.basename(file)): Promise<string> {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const version = { 'tus-resumable': '1.0.0' };
  const created = await fetch(`${bench.service.url}/review-workflow/uploads`, {
    method: 'POST',
    headers: {
      ...version,
      authorization: `Bearer ${bench.officer.token}`,
      'upload-length': String(statSync(file).size),
      'upload-metadata': `filename ${encode(name)},dataset ${encode(bench.officer.dataset)}`,
    },
  });
  const answer = await send(bench, {
    method: 'PATCH',
    path: created.headers.get('location') ?? '',
    headers: { ...version, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
    file,
  });
  if (answer.statusCode !== 204) throw new Error(answer.body);
  return String(answer.headers['x-dataset-file']);
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
