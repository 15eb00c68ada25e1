import type { Core } from '@strapi/strapi';
import { execFile } from 'node:child_process';
import type { AuditTrail, VerificationView } from '../../../../../contracts/audit';
import type { Language } from '../../../../../messages';

/** One that takes longer was ended with its instance. */
const GIVEN_UP_AFTER_MS = 30 * 60_000;
const MAX_OUTPUT_BYTES = 64 * 1024 ** 2;
/** Enough to see what happened; the command on the server names all. */
const MAX_FINDINGS = 100;

interface Finding {
  readonly code: string;
  readonly chain?: AuditTrail;
  readonly seq?: number;
  readonly dataset?: string;
  readonly message: Readonly<Record<Language, string>>;
}

interface Report {
  readonly ok: boolean;
  readonly entries: Readonly<Record<AuditTrail, number>>;
  readonly datasets: number | null;
  readonly separateOwner: boolean | null;
  readonly total: number;
  readonly findings: readonly Finding[];
}

/** As kept in Strapi's store, for every instance. */
interface Kept {
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly report: Report | null;
}

function storeOf(strapi: Core.Strapi) {
  const store = strapi.store({
    type: 'plugin',
    name: 'review-workflow',
    key: 'audit-verification',
  });
  return {
    read: async () => (await store.get({})) as Kept | null,
    keep: (kept: Kept) => store.set({ value: kept }),
  };
}

/** The last verification, in the reader's language. */
export async function readVerification(
  strapi: Core.Strapi,
  { language, at }: { language: Language; at: Date },
): Promise<VerificationView> {
  const kept = await storeOf(strapi).read();
  if (kept === null) return { state: 'never', startedAt: null, finishedAt: null, result: null };
  const { startedAt, finishedAt, report } = kept;
  const state = isRunning(kept, at) || kept.state !== 'running' ? kept.state : 'failed';
  return { state, startedAt, finishedAt, result: report && resultOf(report, language) };
}

/** Begins a verification, unless one runs already, on this instance or another. */
export async function startVerification(strapi: Core.Strapi, { at }: { at: Date }): Promise<void> {
  const { read, keep } = storeOf(strapi);
  if (isRunning(await read(), at)) return;
  const startedAt = at.toISOString();
  await keep({ state: 'running', startedAt, finishedAt: null, report: null });
  const finish = async (report: Report | null) => {
    const finishedAt = new Date().toISOString();
    await keep({ state: report ? 'done' : 'failed', startedAt, finishedAt, report });
  };
  verify()
    .then(finish)
    .catch(async (error: unknown) => {
      strapi.log.error(error);
      await finish(null);
    })
    .catch((error: unknown) => strapi.log.error(error));
}

function isRunning(kept: Kept | null, at: Date): boolean {
  if (kept?.state !== 'running') return false;
  return at.getTime() - Date.parse(kept.startedAt) < GIVEN_UP_AFTER_MS;
}

/** `npm run audit:verify` in a process of its own: a trail of millions of entries must not hold up requests. */
function verify(): Promise<Report> {
  const command = require.resolve('../../../../../audit/audit-command');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [command, 'verify', '--json'],
      { maxBuffer: MAX_OUTPUT_BYTES, timeout: GIVEN_UP_AFTER_MS, env: process.env },
      (error, stdout) => {
        // Exit code 1 says that something disagrees, which is a result.
        if (error && error.code !== 1) {
          reject(new Error('audit:verify failed', { cause: error }));
          return;
        }
        const report = JSON.parse(stdout) as Report;
        resolve({ ...report, findings: report.findings.slice(0, MAX_FINDINGS) });
      },
    );
  });
}

function resultOf(report: Report, language: Language): VerificationView['result'] {
  const { ok, entries, datasets, separateOwner, total, findings } = report;
  return {
    ok,
    entries,
    datasets,
    separateOwner,
    total,
    findings: findings.map(({ code, chain, seq, dataset, message }) => ({
      code,
      chain: chain ?? null,
      seq: seq ?? null,
      dataset: dataset ?? null,
      message: message[language],
    })),
  };
}
