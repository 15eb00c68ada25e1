import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The address that the demo's officers come from in tests. */
export const TEST_ISSUER = 'http://127.0.0.1:1338';

/** What scripts/test.mjs prepared; a test file does not run without it. */
export function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is missing: run this file with  npm test -- <file>`);
  }
  return value;
}

/** The same server and user, another database. */
export function databaseUrl(user: 'SUPER' | 'APP' | 'GUARD', database: string): string {
  const url = new URL(prepared(`TEST_DATABASE_${user}_URL`));
  url.pathname = `/${database}`;
  return url.href;
}

export function templateName(): string {
  return prepared('TEST_DATABASE_TEMPLATE');
}

/** The settings of a service under test: fixed secrets, its own database and storage. */
export function serviceEnvironment(database: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    TZ: 'UTC',
    DATABASE_URL: databaseUrl('APP', database),
    DATABASE_OWNER_URL: databaseUrl('GUARD', database),
    APP_KEYS: 'test-key-one-0123456789abcdef,test-key-two-0123456789abcdef',
    ADMIN_JWT_SECRET: 'test-admin-jwt-secret-0123456789abcdef',
    API_TOKEN_SALT: 'test-api-token-salt-0123456789abcdef',
    TRANSFER_TOKEN_SALT: 'test-transfer-token-salt-0123456789abcdef',
    ENCRYPTION_KEY: 'test-encryption-key-0123456789abcdef0123',
    JWT_SECRET: 'test-jwt-secret-0123456789abcdef',
    STORAGE_DIR: path.join(prepared('TEST_SCRATCH'), database, 'storage'),
    MAIL_FOLDER: path.join(prepared('TEST_SCRATCH'), database, 'mail'),
    // Tests send (sendDue) and let time pass (runDue) when they want to, not when a timer does.
    NOTICE_POLL_MS: '0',
    TIME_POLL_MS: '0',
    // Beside other tests, readers of files at the lowest priority would hardly come to anything.
    INGEST_NICE: '5',
    STRAPI_TELEMETRY_DISABLED: 'true',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
}

/** One statement over a connection of its own. */
export async function query<Row extends pg.QueryResultRow = Record<string, unknown>>(
  url: string,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...params])).rows;
  } finally {
    await client.end();
  }
}

/**
 * A database of one test file: a copy of the template, or empty.
 *
 * @param source `template` as after a first start with the demo's people; `empty` as an operator
 *   makes it before the first start.
 */
export async function createDatabase(name: string, source: 'template' | 'empty'): Promise<void> {
  await copyDatabase(name, source === 'template' ? templateName() : 'template0');
  if (source === 'empty') {
    await query(databaseUrl('SUPER', name), 'alter schema public owner to corpus_app');
  }
}

/** A copy of a database that nobody uses. */
export async function copyDatabase(name: string, from: string): Promise<void> {
  const admin = databaseUrl('SUPER', 'postgres');
  await retryWhileCopied(() =>
    query(admin, `create database "${name}" owner corpus_guard template "${from}"`),
  );
  await query(admin, `revoke all on database "${name}" from public`);
  await query(admin, `grant connect, create, temporary on database "${name}" to corpus_app`);
}

export async function dropDatabase(name: string): Promise<void> {
  await query(databaseUrl('SUPER', 'postgres'), `drop database if exists "${name}" with (force)`);
}

/** Files that copy the template at once: PostgreSQL lets one wait with an error. */
async function retryWhileCopied(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code !== '55006' || attempt === 300) throw error;
      await pause(100);
    }
  }
}
