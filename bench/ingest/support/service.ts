import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { DatasetFileView } from '../../../src/contracts/dataset-files';
import { startApp, type TestApp } from '../../../tests/support/app';
import { OfficerFiles } from '../../../tests/support/officer-files';
import {
  spawnService,
  untilReady,
  type ServiceProcess,
} from '../../../tests/support/service-process';
import { memoryOf } from '../../support/memory';

/** As long as browsers make them. */
const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW0';

/** One service process, as an operator runs it, and an officer with a dataset. */
export interface Bench {
  readonly app: TestApp;
  readonly service: ServiceProcess;
  readonly officer: OfficerFiles;
  /** For files of the measurement. */
  readonly folder: string;
}

/** @param workers Files that the service reads at once; their processes have the default priority. */
export async function withService(workers: number, use: (bench: Bench) => Promise<void>) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-ingest-'));
  const folders = { WORK_DIR: path.join(folder, 'work'), UPLOAD_DIR: path.join(folder, 'tus') };
  const app = await startApp({ env: { INGEST_WORKERS: '0', ...folders } });
  const officer = await OfficerFiles.of(app);
  const service = await spawnService(app.database, {
    INGEST_WORKERS: String(workers),
    INGEST_NICE: undefined,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PUBLIC_PER_MINUTE: '1000000',
    ...folders,
  });
  try {
    await untilReady(service);
    await use({ app, service, officer, folder });
  } finally {
    await service.stop();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most memory above what there was at the beginning, in MiB: the service and all it started. */
export function watchMemory({ service }: Bench): { end(): number } {
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

export interface Sending {
  readonly url: string;
  readonly method: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly head?: string;
  readonly file: string;
  readonly tail?: string;
}

/** Sends a file as a request's body. */
export function send(sending: Sending): Promise<http.IncomingMessage & { body: string }> {
  return new Promise((resolve, reject) => {
    const { head = '', tail = '', file, method, url } = sending;
    const bytes = Buffer.byteLength(head) + statSync(file).size + Buffer.byteLength(tail);
    const headers = { 'content-length': bytes, ...sending.headers };
    const request = http.request(url, { method, headers });
    request.once('error', reject);
    request.once('response', (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve(Object.assign(response, { body })));
    });
    if (head !== '') request.write(head);
    const source = createReadStream(file, { highWaterMark: 1 << 18 });
    source.once('end', () => request.end(tail));
    source.pipe(request, { end: false });
  });
}

/** @returns id of the file */
export async function multipart(bench: Bench, file: string, name = path.basename(file)) {
  const answer = await send({
    method: 'POST',
    url: bench.service.url + bench.officer.url,
    headers: {
      authorization: `Bearer ${bench.officer.token}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    head: `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
    file,
    tail: `\r\n--${BOUNDARY}--\r\n`,
  });
  if (answer.statusCode !== 202) throw new Error(answer.body);
  return (JSON.parse(answer.body) as { data: DatasetFileView }).data.id;
}

/** @returns id of the file */
export async function tus(bench: Bench, file: string, name = path.basename(file)) {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${bench.officer.token}` };
  const created = await fetch(`${bench.service.url}/review-workflow/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(statSync(file).size),
      'upload-metadata': `filename ${encode(name)},dataset ${encode(bench.officer.dataset)}`,
    },
  });
  const answer = await send({
    method: 'PATCH',
    url: bench.service.url + (created.headers.get('location') ?? ''),
    headers: { ...headers, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' },
    file,
  });
  if (answer.statusCode !== 204) throw new Error(answer.body);
  return String(answer.headers['x-dataset-file']);
}
