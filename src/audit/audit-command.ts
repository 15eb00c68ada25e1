process.env.TZ = 'UTC';

import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { inSnapshot } from './database';
import { exportTrail } from './export';
import { keptHeads, type Heads } from './export-file';
import { describe, toJson } from './report';
import { verifyDatabase, verifyFile } from './verify';

const USAGE = `用法 Usage:
  npm run audit:verify -- [--json] [--head FILE] [--file FILE]
  npm run audit:export -- [--out FILE] [--since SEQ] [--accounts-since SEQ] [--members-since SEQ] [--content-since SEQ]`;

/** A mistake in how the command was called; told without a stack. */
class Misuse extends Error {}

/** `npm run audit:verify` and `npm run audit:export`. Exit code 1 where anything disagrees, 2 for misuse. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === 'verify') return verify(args);
  if (command === 'export') return exportAll(args);
  throw new Misuse(USAGE);
}

async function verify(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, head: { type: 'string' }, file: { type: 'string' } },
  });
  const kept = values.head === undefined ? null : await requireHeads(values.head);
  const { file } = values;
  const verification =
    file === undefined
      ? await withDatabase((client) => inSnapshot(client, () => verifyDatabase(client, kept)))
      : await verifyFile(file, kept);
  console.log(values.json ? toJson(verification) : describe(verification));
  return verification.total === 0 ? 0 : 1;
}

async function exportAll(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      since: { type: 'string' },
      'accounts-since': { type: 'string' },
      'members-since': { type: 'string' },
      'content-since': { type: 'string' },
    },
  });
  const since = {
    datasets: readSeq(values.since),
    accounts: readSeq(values['accounts-since']),
    members: readSeq(values['members-since']),
    content: readSeq(values['content-since']),
  };
  const { out } = values;
  // Whole or not at all: an export that was cut short must not stand where one is expected.
  const target =
    out === undefined ? process.stdout : createWriteStream(`${out}.part`, { mode: 0o600 });
  const heads = await withDatabase((client) =>
    exportTrail(client, { since, at: new Date(), write: (line) => writeTo(target, line) }),
  );
  if (out !== undefined) {
    target.end();
    await finished(target);
    await rename(`${out}.part`, out);
    const { datasets, accounts, members, content } = heads;
    console.log(`已匯出 Exported ${out}\n請另外保存最後一行 Keep the last line elsewhere:`);
    console.log(JSON.stringify({ datasets, accounts, members, content }));
  }
  return 0;
}

async function writeTo(target: Writable, line: string): Promise<void> {
  if (!target.write(line)) await once(target, 'drain');
}

async function requireHeads(path: string): Promise<Heads> {
  const heads = await keptHeads(path);
  if (!heads) throw new Misuse(`${path}: 不是 audit:export 的輸出 not an output of audit:export`);
  return heads;
}

function readSeq(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,15}$/.test(text)) throw new Misuse(USAGE);
  return Number(text);
}

async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Misuse('DATABASE_URL 未設定 is not set');
  const client = new Client({ connectionString, application_name: 'corpus-audit' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function isMisuse(error: unknown): error is Error {
  const { code } = error as { code?: unknown };
  return error instanceof Misuse || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(isMisuse(error) ? error.message : error);
    process.exitCode = 2;
  },
);
