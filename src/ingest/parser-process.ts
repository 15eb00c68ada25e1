import type { FileKind, StoredFinding } from '../contracts/dataset-files';
import { FileRefused, warning } from '../domain/ingest/findings';
import { extractors } from './extractors';
import type { ParserMessage, ParserReport, ParserRequest } from './run-parser';
import { TextSink } from './text-sink';
import { o200k } from './tokenizer';

const UNITS = {
  pdf: 'page',
  odt: 'line',
  csv: 'row',
  json: 'record',
  xml: 'record',
} as const satisfies Record<FileKind, string>;

/** Faults of the machine; ENOENT: a file that was removed while it waited, or a lost folder. */
const OUTAGES = /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EACCES|ENOENT)$/;

/** The service writes each of these into the database. */
const PROGRESS_MS = 1_000;

/** Entry of the process that reads one file; started by run-parser.ts, which sets its limits. */
process.once('message', (request: ParserRequest) => {
  readOneFile(request).then(
    (report) => tell({ kind: 'report', report }, () => process.exit(0)),
    (error: unknown) => {
      const { code } = error as { code?: unknown };
      if (typeof code !== 'string' || !OUTAGES.test(code)) process.exit(1);
      tell({ kind: 'outage', code }, () => process.exit(1));
    },
  );
});
process.once('disconnect', () => process.exit(1));

function tell(message: ParserMessage, sent?: () => void): void {
  process.send?.(message, undefined, {}, sent);
}

async function readOneFile(request: ParserRequest): Promise<ParserReport> {
  let told = Date.now();
  const progress = (share: number) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    tell({ kind: 'progress', progress: share });
  };
  const sink = new TextSink(request.textPath, o200k(), progress, UNITS[request.kind]);
  let refused: StoredFinding | null = null;
  try {
    await extractors[request.kind](request, sink);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    refused = error.finding;
  }
  const { tokens, hasText, noticed, signature } = sink.close();
  if (!refused) {
    if (!hasText) sink.findings.push(warning('text.none'));
    sink.findings.push(...noticed);
  }
  return {
    refused,
    findings: sink.findings,
    tokens,
    signature: signature && Array.from(signature),
  };
}
