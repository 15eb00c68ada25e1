import { createStrapi, type Core } from '@strapi/strapi';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import supertest from 'supertest';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  prepared,
  query,
  serviceEnvironment,
} from './environment';

const ROOT = path.resolve(__dirname, '../..');
/** Beside other suites a start may wait longer for a connection than anybody should. */
const PATIENT = { DATABASE_ACQUIRE_TIMEOUT_MS: '30000' };

export interface TestApp {
  readonly strapi: Core.Strapi;
  /** Requests to this app, over a real socket on loopback. */
  readonly http: ReturnType<typeof supertest>;
  readonly database: string;
  /** As corpus_app, the service's own user. */
  readonly databaseUrl: string;
  sql<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
  /** As PostgreSQL's superuser. */
  ownerSql<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
  /** An admin access token of a demo account, as a login through the provider would give it. */
  tokenFor(account: string): Promise<string>;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Settings over those of tests/support/environment.ts. */
  readonly env?: Readonly<Record<string, string>>;
  /** `empty`: as on the very first start. Default: a copy of the template. */
  readonly database?: 'template' | 'empty';
}

/**
 * The whole service in this process, on a database of its own. One at a time in a process.
 *
 * @example
 * let app: TestApp;
 * before(async () => { app = await startApp(); });
 * after(() => app.close());
 */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  await createDatabase(database, options.database ?? 'template');
  const environment = { ...process.env };
  Object.assign(process.env, serviceEnvironment(database), PATIENT, options.env);
  const strapi = await loadStrapi();
  strapi.server.mount();
  const url = databaseUrl('APP', database);
  return {
    strapi,
    http: supertest(strapi.server.httpServer),
    database,
    databaseUrl: url,
    sql: (text, params) => query(url, text, params) as never,
    ownerSql: (text, params) => query(databaseUrl('SUPER', database), text, params) as never,
    tokenFor: (account) => tokenFor(strapi, account),
    close: async () => {
      await destroyStrapi(strapi);
      await dropDatabase(database);
      restore(environment);
    },
  };
}

/** Several files may share a process: none sees the settings of the one before. */
function restore(environment: Readonly<NodeJS.ProcessEnv>): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, environment);
}

/** Loads the compiled service as its entry does, without listening. */
export async function loadStrapi(): Promise<Core.Strapi> {
  const before = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') };
  const strapi = createStrapi({
    appDir: ROOT,
    distDir: path.join(ROOT, 'dist'),
    serveAdminPanel: false,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    for (const listener of process.listeners(signal)) {
      if (!before[signal].includes(listener)) process.removeListener(signal, listener);
    }
  }
  await strapi.load();
  return strapi;
}

/** Strapi's destroy() removes every listener of the process, those of the test runner too. */
export async function destroyStrapi(strapi: Core.Strapi): Promise<void> {
  const removeAll = process.removeAllListeners.bind(process);
  process.removeAllListeners = () => process;
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = removeAll;
  }
}

async function tokenFor(strapi: Core.Strapi, account: string): Promise<string> {
  const officer = (await strapi.db
    .query('api::officer.officer')
    .findOne({ where: { account } })) as { adminUserId: number | null } | null;
  if (officer?.adminUserId == null) throw new Error(`${account} has no account in the panel`);
  const sessions = strapi.sessionManager('admin');
  const refresh = await sessions.generateRefreshToken(String(officer.adminUserId), randomUUID(), {
    type: 'session',
  });
  const access = await sessions.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(access.error);
  return access.token;
}
