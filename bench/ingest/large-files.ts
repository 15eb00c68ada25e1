import {
  createWriteStream,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import type { FileKind } from '../../src/contracts/dataset-files';
import { runParser } from '../../src/ingest/run-parser';

/**
 * Time and memory of reading the largest files: `npx tsx bench/ingest/large-files.ts [MB] [kinds]`.
 * Memory is that of the service and of the parser's process together, above the service at rest.
 */
const MIB = 1024 ** 2;
const size = Number(process.argv[2] ?? 500) * MIB;
const kinds = (process.argv[3] ?? 'csv,json,xml').split(',') as FileKind[];
const SENTENCES = [
  '為規範個人資料之蒐集、處理及利用，以避免人格權受侵害，並促進個人資料之合理利用，特制定本法。',
  '政府機關依職權作成或取得之資訊，除依規定限制公開或不予提供者外，應主動公開。',
  '資通安全管理法施行細則由主管機關定之，並送請立法院備查。',
];

/** Rows that differ, so that nothing is answered from memory. */
function* parts(kind: FileKind): Generator<string> {
  const head = { csv: '編號,內容,說明\n', json: '[', xml: '<資料>', pdf: '', odt: '' }[kind];
  yield head;
  for (let row = 0; ; row++) {
    const text = `${SENTENCES[row % 3]}${row.toString(36)}${SENTENCES[(row * 7) % 3]}`;
    if (kind === 'csv') yield `${row},"${text}",${row * 31}\n`;
    else if (kind === 'json') yield `${row === 0 ? '' : ','}{"編號":${row},"內容":"${text}"}\n`;
    else yield `<筆><編號>${row}</編號><內容>${text}</內容></筆>\n`;
  }
}

async function make(kind: FileKind, file: string): Promise<void> {
  const out = createWriteStream(file);
  const end = { csv: '', json: ']', xml: '</資料>', pdf: '', odt: '' }[kind];
  let bytes = Buffer.byteLength(end);
  let batch = '';
  for (const part of parts(kind)) {
    if (bytes + Buffer.byteLength(part) > size) break;
    bytes += Buffer.byteLength(part);
    batch += part;
    if (batch.length > MIB) {
      if (!out.write(batch)) await once(out, 'drain');
      batch = '';
    }
  }
  out.end(batch + end);
  await once(out, 'finish');
}

function rssOf(pid: number | string): number {
  try {
    return (
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    );
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
}

async function measure(kind: FileKind): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-'));
  const file = path.join(folder, `a.${kind}`);
  await make(kind, file);
  const { size: bytes } = statSync(file);
  const rest = rssOf(process.pid);
  let peak = 0;
  const watch = setInterval(() => {
    const all = [process.pid, ...childrenOf(process.pid)].map(rssOf);
    peak = Math.max(peak, all.reduce((sum, one) => sum + one, 0) - rest);
  }, 100);
  const start = performance.now();
  const report = await runParser({
    request: { path: file, name: `a.${kind}`, kind, textPath: path.join(folder, 'text') },
    bytes,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const seconds = (performance.now() - start) / 1_000;
  clearInterval(watch);
  rmSync(folder, { recursive: true });
  const said = report.refused?.code ?? 'accepted';
  const rate = (bytes / 1e6 / seconds).toFixed(1);
  console.log(
    `${kind}: ${said}, ${(bytes / MIB).toFixed(0)} MiB in ${seconds.toFixed(1)} s (${rate} MB/s), ` +
      `${report.tokens} tokens, at most ${peak.toFixed(0)} MiB more memory`,
  );
}

async function main(): Promise<void> {
  for (const kind of kinds) await measure(kind);
}

void main();
