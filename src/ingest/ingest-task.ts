import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import type { DatasetAccess } from '../contracts/dataset-access';
import { FileRefused } from '../domain/ingest/findings';
import { TOKENIZER } from '../domain/ingest/tokens';
import type { TaskDefinition, TaskRun } from '../jobs/tasks';
import { findDuplicates, saveSignature } from './duplicates';
import {
  findFileById,
  markChecking,
  saveVerdict,
  textKeyOf,
  type FileRow,
  type Verdict,
} from './file-rows';
import { hasMalware, type ScannerSettings } from './malware-scan';
import { keepObject } from './object-journal';
import { ParserDied, runParser, type ParserReport } from './run-parser';
import { scratchName, sweepScratch } from './scratch';
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
        await parts.storage.remove(row.storage_key);
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
  // Tried before: perhaps by a process that was killed and left its text here.
  if (run.attempt > 0) await sweepScratch(parts.workFolder);
  const textPath = path.join(parts.workFolder, scratchName('.txt'));
  try {
    const report = await readFile(parts, { row, textPath, signal: run.signal });
    if (report) await conclude(parts, { row, report, textPath });
    else await decide(parts, row, refusal(new FileRefused('file.too_complex')));
  } finally {
    await rm(textPath, { force: true });
  }
}

/** @returns null for a file that its parser died of twice, one right after the other */
async function readFile(
  parts: Parts,
  { row, textPath, signal }: { row: FileRow; textPath: string; signal: AbortSignal },
): Promise<ParserReport | null> {
  return parts.storage.withLocalFile(row.storage_key, async (filePath) => {
    for (let deaths = 0; deaths < DEATHS_TO_GIVE_UP; deaths++) {
      try {
        return await runParser({
          request: { path: filePath, name: row.name, kind: row.kind ?? 'csv', textPath },
          bytes: Number(row.bytes),
          signal,
          onProgress: (progress) =>
            void markChecking(parts.sql, row.document_id, progress).catch(() => undefined),
        });
      } catch (error) {
        if (!(error instanceof ParserDied) || signal.aborted) throw error;
        await rm(textPath, { force: true });
      }
    }
    return null;
  });
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
  const textKey = textKeyOf(row);
  // Taken over, not copied: half a gigabyte of text is nothing that the service has to move.
  await parts.storage.takeOver({ key: textKey, path: result.textPath });
  await rm(result.textPath, { force: true });
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
    if (verdict.textKey) await keepObject(transaction, verdict.textKey);
    await parts.access().filesChecked({ datasetId: row.dataset, transaction });
    return true;
  });
}
