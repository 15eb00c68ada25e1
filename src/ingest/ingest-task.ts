import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DatasetAccess } from '../contracts/dataset-access';
import { FileRefused } from '../domain/ingest/findings';
import { TOKENIZER } from '../domain/ingest/tokens';
import type { TaskDefinition, TaskRun } from '../jobs/tasks';
import { findDuplicates, saveSignature } from './duplicates';
import { findFileById, markChecking, saveVerdict, type FileRow, type Verdict } from './file-rows';
import { hasMalware, type ScannerSettings } from './malware-scan';
import { ParserDied, runParser, type ParserReport } from './run-parser';
import type { FileStorage } from './storage';

interface Parts {
  readonly sql: Knex;
  readonly storage: FileStorage;
  readonly access: () => DatasetAccess;
  /** For extracted text on its way into the storage. */
  readonly workFolder: string;
  readonly concurrency: number;
  /** null where no malware scanner is configured. */
  readonly scanner: ScannerSettings | null;
}

/** A parser that dies this often has met a file that it cannot read. */
const DEATHS_TO_GIVE_UP = 2;

/**
 * One file, from `uploaded` to `accepted` or `refused`. Running it twice, even at once, does no
 * harm: the verdict is written by one conditional update, and the loser removes its own text.
 */
export function ingestTask(parts: Parts): TaskDefinition<'ingest-file'> {
  return {
    name: 'ingest-file',
    concurrency: parts.concurrency,
    async run({ fileId }, run) {
      if (!(await markChecking(parts.sql, fileId, 0))) return;
      const row = await findFileById(parts.sql, fileId);
      if (!row) return;
      if (await isInfected(parts, row)) {
        await decide(parts, row, refusal(new FileRefused('file.malware')));
      } else await checkFile(parts, row, run);
    },
    async giveUp({ fileId }) {
      const row = await findFileById(parts.sql, fileId);
      if (row) await decide(parts, row, refusal(new FileRefused('file.processing_failed')));
    },
  };
}

async function isInfected({ scanner, storage }: Parts, row: FileRow): Promise<boolean> {
  if (!scanner) return false;
  return hasMalware(scanner, await storage.read({ key: row.storage_key }));
}

async function checkFile(parts: Parts, row: FileRow, run: TaskRun): Promise<void> {
  await mkdir(parts.workFolder, { recursive: true, mode: 0o700 });
  const textPath = path.join(parts.workFolder, `${randomUUID()}.txt`);
  try {
    const report = await parts.storage.withLocalFile(row.storage_key, (filePath) =>
      runParser({
        request: { path: filePath, name: row.name, kind: row.kind ?? 'csv', textPath },
        bytes: Number(row.bytes),
        signal: run.signal,
        onProgress: (progress) =>
          void markChecking(parts.sql, row.document_id, progress).catch(() => undefined),
      }),
    );
    await conclude(parts, { row, report, textPath });
  } catch (error) {
    const final = error instanceof ParserDied && run.attempt + 1 >= DEATHS_TO_GIVE_UP;
    if (!final || run.signal.aborted) throw error;
    await decide(parts, row, refusal(new FileRefused('file.too_complex')));
  } finally {
    await rm(textPath, { force: true });
  }
}

async function conclude(
  parts: Parts,
  result: { row: FileRow; report: ParserReport; textPath: string },
): Promise<void> {
  const { row, report } = result;
  if (report.refused) {
    await decide(parts, row, {
      ...nothing,
      state: 'refused',
      findings: [report.refused, ...report.findings],
    });
    return;
  }
  // The same key at every try: a repeated run replaces its own text and leaves no orphan.
  const textKey = row.storage_key.replace(/^files/, 'texts');
  await parts.storage.put({ key: textKey, body: createReadStream(result.textPath) });
  const { tokens, signature } = report;
  const findings = [...report.findings, ...(await findDuplicates(parts.sql, row, signature))];
  const verdict = { state: 'accepted', findings, tokens, tokenizer: TOKENIZER, textKey } as const;
  if (await decide(parts, row, verdict, signature)) return;
  const present = await findFileById(parts.sql, row.document_id);
  if (!present) await parts.storage.remove(textKey);
}

const nothing = { tokens: null, tokenizer: null, textKey: null };

function refusal({ finding }: FileRefused): Verdict {
  return { ...nothing, state: 'refused', findings: [finding] };
}

/** @returns false where another run decided first, or the file was removed */
async function decide(
  parts: Parts,
  row: FileRow,
  verdict: Verdict,
  signature: readonly number[] | null = null,
): Promise<boolean> {
  return parts.sql.transaction(async (transaction) => {
    if (!(await saveVerdict(transaction, row.document_id, verdict))) return false;
    if (signature) await saveSignature(transaction, row, signature);
    await parts.access().filesChecked({ datasetId: row.dataset, transaction });
    return true;
  });
}
