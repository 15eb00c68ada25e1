import { randomBytes } from 'node:crypto';
import knex from 'knex';
import { bandKeys } from '../../src/domain/ingest/near-duplicates';
import { nearDuplicates } from '../../src/ingest/duplicates';
import { databaseUrl } from '../../tests/support/environment';
import { tellGoal } from '../support/goal';

/**
 * Looks up near-duplicates among many stored signatures:
 * `npm run bench:ingest:near-duplicates -- [documents]`, in a database of its own.
 */
const documents = Number(process.argv[2] ?? 1_000_000);
const LOOKUPS = 200;
const BINS = 128;
/** Of every other document; written out, which is made faster than an aggregate. */
const BANDS = Array.from({ length: 32 }, () => '(random() * 2147483646)::int').join(', ');

const DATABASE = 'bench_near_duplicates';
const connect = (name: string) => knex({ client: 'pg', connection: databaseUrl('SUPER', name) });
const server = connect('postgres');
const sql = connect(DATABASE);

function randomSignature(): Uint32Array {
  return new Uint32Array(new Uint8Array(randomBytes(BINS * 4)).buffer);
}

/** The same with one bin in ten changed: about 0.82 similar. */
function changed(signature: Uint32Array): Uint32Array {
  const other = randomSignature();
  return signature.map((value, bin) => (bin % 10 === 0 ? (other[bin] ?? 0) : value));
}

async function fill(known: readonly Uint32Array[]): Promise<void> {
  await sql.raw('CREATE SCHEMA IF NOT EXISTS ingest');
  await sql.raw(
    // Nothing of it has to outlive the measurement: no log is written.
    `CREATE UNLOGGED TABLE ingest.signature (
       file_id text PRIMARY KEY, dataset text NOT NULL, bins bytea NOT NULL, bands int[] NOT NULL)`,
  );
  await sql.raw(
    `INSERT INTO ingest.signature
     SELECT 'f' || n, 'd' || n / 10, decode(repeat(md5(n::text), 32), 'hex'),
       ARRAY[${BANDS}]
     FROM generate_series(1, ?) n`,
    [documents - known.length],
  );
  for (const [index, signature] of known.entries()) {
    await sql.raw('INSERT INTO ingest.signature VALUES (?, ?, ?, ?::int[])', [
      `k${index}`,
      'known',
      Buffer.from(signature.buffer),
      bandKeys(signature),
    ] as never);
  }
  await sql.raw(
    `SET maintenance_work_mem = '1GB'; CREATE INDEX signature_bands ON ingest.signature USING gin (bands)`,
  );
  await sql.raw('ANALYZE ingest.signature');
}

async function main(): Promise<void> {
  const known = Array.from({ length: LOOKUPS }, randomSignature);
  await server.raw(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await server.raw(`CREATE DATABASE ${DATABASE}`);
  const start = performance.now();
  await fill(known);
  console.log(
    `${documents} documents stored in ${Math.round((performance.now() - start) / 1000)} s`,
  );
  const times: number[] = [];
  let found = 0;
  for (const [index, signature] of known.entries()) {
    const began = performance.now();
    const near = await nearDuplicates(sql, { document_id: 'new' }, changed(signature));
    times.push(performance.now() - began);
    if (near[0]?.file_id === `k${index}`) found++;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  console.log(`p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`);
  const what = `lookup among ${documents} documents`;
  tellGoal(`${what}, found`, `${LOOKUPS} of ${LOOKUPS}`, String(found), found === LOOKUPS);
  tellGoal(`${what}, p99`, '50 ms', `${at(0.99)} ms`, Number(at(0.99)) < 50);
  await sql.destroy();
  await server.raw(`DROP DATABASE ${DATABASE}`);
  await server.destroy();
}

void main();
