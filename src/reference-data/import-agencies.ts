process.env.TZ = 'UTC';

import fs from 'node:fs/promises';
import { Client } from 'pg';
import type { SqlRunner } from '../db/sql-runner';
import { AgencyFileError, readAgencies } from './agencies/read-agencies';
import { describeFileRefusal, describeImport } from './agencies/report';
import { importAgencies, type ImportOutcome } from './agencies/run-import';

const USAGE = '用法 Usage: npm run agencies:import -- FILE.csv [--all]';

/**
 * The command `npm run agencies:import FILE`: reads DATABASE_URL, writes a report to stdout.
 * Exit code 0 when the import was done, 1 when nothing was changed.
 */
async function main(args: readonly string[]): Promise<number> {
  const path = args.find((arg) => !arg.startsWith('--'));
  if (path === undefined || !process.env.DATABASE_URL) {
    console.error(path === undefined ? USAGE : 'DATABASE_URL 未設定 is not set');
    return 1;
  }
  const started = performance.now();
  try {
    const file = readAgencies(await fs.readFile(path));
    const outcome = await inTransaction(process.env.DATABASE_URL, (trx) =>
      importAgencies(trx, file.rows),
    );
    const milliseconds = performance.now() - started;
    console.log(
      describeImport({ file, outcome, milliseconds, everything: args.includes('--all') }),
    );
    return 0;
  } catch (error) {
    if (error instanceof AgencyFileError) console.error(describeFileRefusal(error.code));
    else console.error('匯入失敗，未做任何變更 Import failed, nothing was changed:', reason(error));
    return 1;
  }
}

async function inTransaction(
  connectionString: string,
  work: (trx: SqlRunner) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  const client = new Client({ connectionString, application_name: 'corpus-agencies-import' });
  await client.connect();
  try {
    await client.query('BEGIN');
    const outcome = await work({
      raw: (sql, bindings) => client.query(numbered(sql), [...bindings]),
    });
    await client.query('COMMIT');
    return outcome;
  } finally {
    await client.end(); // without COMMIT, PostgreSQL rolls back
  }
}

/** `?` placeholders, as knex writes them, in PostgreSQL's own form. */
function numbered(sql: string): string {
  let index = 0;
  return sql.replace(/\?/g, () => `$${String((index += 1))}`);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
