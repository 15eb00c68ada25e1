import type { Core } from '@strapi/strapi';
import { readModelState } from '../public/read-model/state';
import { FILE_STORAGE, type FileStorage } from '../ingest/storage';
import type { DatabaseWatch } from './database-watch';
import { serviceState } from './state';

/** Null: fine. Otherwise the reason as a code, such as `storage.not_writable`. */
export type ReadinessCheck = () => Promise<string | null>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

const CHECK_TIMEOUT_MS = 3_000;

/** Everything that must be well before a load balancer sends requests here. */
export function readinessChecks(
  strapi: Core.Strapi,
  watch: DatabaseWatch,
): Record<string, ReadinessCheck> {
  return {
    service: () => Promise.resolve(serviceCondition(strapi)),
    database: async () => ((await watch.isUp()) ? null : 'database.unreachable'),
    migrations: () => checkGuard(strapi, watch),
    corpus: () => Promise.resolve(readModelState.building ? 'corpus.being_built' : null),
    storage: keepFor(1_000, () => checkStorage(strapi)),
  };
}

/** Runs all checks; none may take longer than three seconds, and a failing one is a reason. */
export async function askReadiness(
  checks: Readonly<Record<string, ReadinessCheck>>,
): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await within(name, check)] as const),
  );
  return {
    ready: results.every(([, reason]) => reason === null),
    checks: Object.fromEntries(results.map(([name, reason]) => [name, reason ?? 'ok'])),
  };
}

function serviceCondition(strapi: Core.Strapi): string | null {
  if (serviceState.draining) return 'service.draining';
  return strapi.isLoaded ? null : 'service.starting';
}

/** Strapi's own migrations ran before it could load; the guard lies beside them. */
async function checkGuard(strapi: Core.Strapi, watch: DatabaseWatch): Promise<string | null> {
  if (!(await watch.isUp())) return 'migrations.unknown';
  const { rows } = await strapi.db.connection.raw<{
    rows: { schema: boolean; trigger: boolean }[];
  }>(
    `select to_regclass('guard.meta') is not null as schema,
            exists (select from pg_trigger
                    where tgname = 'guard_row' and tgrelid = to_regclass('public.datasets')) as trigger`,
  );
  if (rows[0]?.schema !== true) return 'migrations.guard_missing';
  return rows[0].trigger ? null : 'migrations.guard_not_attached';
}

/** The storage of the files, be it a folder or a server. */
async function checkStorage(strapi: Core.Strapi): Promise<string | null> {
  try {
    await strapi.get<FileStorage>(FILE_STORAGE).check();
    return null;
  } catch {
    return 'storage.not_writable';
  }
}

function keepFor(milliseconds: number, check: ReadinessCheck): ReadinessCheck {
  let kept: { at: number; result: Promise<string | null> } | null = null;
  return () => {
    if (kept === null || performance.now() - kept.at > milliseconds) {
      kept = { at: performance.now(), result: check() };
    }
    return kept.result;
  };
}

async function within(name: string, check: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT_MS, `${name}.no_answer`);
  });
  try {
    return await Promise.race([check(), timeout]);
  } catch {
    return `${name}.failed`;
  } finally {
    clearTimeout(timer);
  }
}
