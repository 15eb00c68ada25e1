import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { exportTrail } from '../../src/audit/export';
import { keptHeads, type Heads } from '../../src/audit/export-file';
import { verifyDatabase, type Verification } from '../../src/audit/verify';
import { startApp } from './app';
import { cast, listedDataset, readyDraft } from './datasets';
import { databaseUrl, prepared } from './environment';

const NONE = { datasets: 0, accounts: 0, members: 0, content: 0 };

export type AuditTrail = Awaited<ReturnType<typeof startTrail>>;

/** Code and place, which is what an operator looks up. */
export function marks(verification: Verification): string[] {
  return verification.findings.map(({ code, chain, seq }) =>
    [code, chain, seq].filter((part) => part !== undefined).join(' '),
  );
}

/** A service whose trail holds seven entries of datasets, one of them deleted, and three of accounts. */
export async function startTrail() {
  const app = await startApp();
  const people = await cast(app);
  const folder = await mkdtemp(path.join(prepared('TEST_SCRATCH'), 'audit-'));
  const listed = (await listedDataset(app, people)).id;
  const returned = (await readyDraft(app, people.provider)).id;
  await people.provider.moved(returned, 'submit');
  await people.manager.moved(returned, 'return', { reason: '請補充說明。' });
  const { id: gone } = await readyDraft(app, people.provider);
  await people.provider.moved(gone, 'submit');
  await people.provider.moved(gone, 'withdraw');
  assert.equal((await people.provider.delete(`/review-workflow/datasets/${gone}`)).status, 204);
  for (const action of ['applied', 'approved', 'disabled']) {
    const entry = { at: new Date(), officer: 'abc', action, actorRole: 'system', agency: '2.16' };
    await app.sql('select guard.note_account($1::jsonb)', [JSON.stringify(entry)]);
  }
  const [row] = await app.sql<{ seq: string }>('select seq from guard.audit_head');
  /** Number of the last dataset entry. */
  const last = Number(row?.seq);
  assert.equal(last, 7);

  async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: databaseUrl('SUPER', app.database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  function tampered(statements: string | string[], kept: Heads | null = null) {
    return withClient(async (client) => {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      for (const statement of [statements].flat()) await client.query(statement);
      await client.query('set local session_replication_role = origin');
      return verifyDatabase(client, kept);
    });
  }

  async function exported(name: string, since = NONE): Promise<string> {
    const file = path.join(folder, name);
    const lines: string[] = [];
    const write = (line: string) => Promise.resolve(void lines.push(line));
    await withClient((client) => exportTrail(client, { since, write, at: new Date() }));
    await writeFile(file, lines.join(''));
    return file;
  }

  const heads = async () => {
    const kept = await keptHeads(await exported('heads.jsonl'));
    assert.ok(kept);
    return kept;
  };

  return { app, people, folder, listed, returned, last, withClient, tampered, exported, heads };
}
