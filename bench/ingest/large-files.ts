import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FileKind } from '../../src/contracts/dataset-files';
import { runParser } from '../../src/ingest/run-parser';
import { makePdfFile, makeTextFile } from '../support/large-files';
import { tellGoal } from '../support/goal';
import { memoryOf } from '../support/memory';

/**
 * Time and memory of the process that reads the largest files:
 * `npm run bench:ingest:large-files -- [MB] [kinds]`. Memory is that of this process and of the
 * parser's together, above this process at rest.
 */
const MIB = 1024 ** 2;
const size = Number(process.argv[2] ?? 500) * MIB;
const kinds = (process.argv[3] ?? 'csv,json,xml,pdf').split(',') as FileKind[];

async function measure(kind: FileKind): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-'));
  const file = path.join(folder, `a.${kind}`);
  if (kind === 'pdf') await makePdfFile(file, size);
  else if (kind !== 'odt') await makeTextFile(kind, file, size);
  const { size: bytes } = statSync(file);
  const rest = memoryOf(process.pid);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(process.pid) - rest);
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
      `${report.tokens} tokens`,
  );
  tellGoal(`memory, ${kind}`, '+256 MiB', `+${peak.toFixed(0)} MiB`, peak <= 256);
}

async function main(): Promise<void> {
  for (const kind of kinds) await measure(kind);
}

void main();
