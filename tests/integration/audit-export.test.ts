import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { hashOf } from '../../src/audit/chain-walk';
import { keptHeads } from '../../src/audit/export-file';
import { verifyFile } from '../../src/audit/verify';
import { marks, startTrail, type AuditTrail } from '../support/audit-trail';

const ROOT = path.resolve(__dirname, '../..');

describe('the audit trail', () => {
  let app: AuditTrail['app'];
  let folder: AuditTrail['folder'];
  let last: AuditTrail['last'];
  let withClient: AuditTrail['withClient'];
  let exported: AuditTrail['exported'];
  let heads: AuditTrail['heads'];
  before(async () => {
    ({ app, folder, last, withClient, exported, heads } = await startTrail());
  });
  after(() => app.close());

  describe('exported', () => {
    it('is one entry a line with the heads last, and is verified without a database', async () => {
      const file = await exported('whole.jsonl');
      const lines = (await readFile(file, 'utf8')).trim().split('\n');
      assert.equal(lines.length, last + 3 + 1);
      const first = JSON.parse(lines[0] ?? '') as Record<string, string>;
      assert.deepEqual(Object.keys(first), ['chain', 'seq', 'previous', 'hash', 'payload']);
      assert.equal(hashOf(first.previous ?? '', first.payload ?? ''), first.hash);
      const verification = await verifyFile(file, await keptHeads(file));
      assert.deepEqual(verification.findings, []);
      assert.deepEqual(verification.entries, {
        datasets: last,
        accounts: 3,
        members: 0,
        content: 0,
      });
    });

    it('can go on where an earlier export ended, and fits its head', async () => {
      const earlier = await heads();
      const file = await exported('rest.jsonl', {
        datasets: 5,
        accounts: 3,
        members: 0,
        content: 0,
      });
      assert.deepEqual((await verifyFile(file, null)).findings, []);
      assert.deepEqual((await verifyFile(file, earlier)).findings, []);
      assert.equal((await verifyFile(file, null)).entries.datasets, last - 5);
    });

    it('shows what was changed, removed, swapped, cut off or added in the file', async () => {
      const whole = await readFile(await exported('original.jsonl'), 'utf8');
      const lines = whole.trim().split('\n');
      const broken = async (changed: readonly string[]) => {
        const file = path.join(folder, 'broken.jsonl');
        await writeFile(file, `${changed.join('\n')}\n`);
        return marks(await verifyFile(file, null));
      };
      const without = (...indexes: number[]) =>
        lines.filter((_, index) => !indexes.includes(index));
      const swapped = lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '');
      assert.deepEqual(await broken(lines.with(1, (lines[1] ?? '').replace('approve', 'return'))), [
        'audit.hash_wrong datasets 2',
      ]);
      assert.equal((await broken(without(2)))[0], 'audit.entries_missing datasets 3');
      assert.ok((await broken(without(0))).includes('audit.entries_missing datasets 1'));
      assert.ok((await broken(swapped)).includes('audit.entry_inserted datasets 2'));
      assert.deepEqual(await broken(without(last - 1)), [`audit.tail_removed datasets ${last}`]);
      assert.deepEqual(await broken(lines.slice(0, -1)), ['audit.file_without_head']);
      assert.deepEqual(await broken([...lines, 'x']), ['audit.line_unexpected']);
    });

    it('holds nobody’s name, account or address', async () => {
      const text = await readFile(await exported('names.jsonl'), 'utf8');
      const officers = await app.sql<{ name: string; account: string; email: string }>(
        'select name, account, email from officers',
      );
      assert.ok(officers.length > 5);
      const personal = officers.flatMap(({ name, account, email }) => [name, account, email]);
      for (const word of [...personal, '王小明', '23800791', 'data@moda.gov.tw']) {
        assert.ok(!text.includes(word), word);
      }
    });
  });

  describe('on the command line', () => {
    const run = async (...args: string[]) => {
      const env = { ...process.env, DATABASE_URL: app.databaseUrl };
      const command = path.join(ROOT, 'dist/src/audit/audit-command.js');
      const options = { env, cwd: folder };
      return promisify(execFile)(process.execPath, [command, ...args], options).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: unknown) => error as { code: number; stdout: string; stderr: string },
      );
    };

    it('exports, verifies, compares with the kept file, and ends with 1 after a change', async () => {
      const toFile = await run('export', '--out', 'kept.jsonl');
      assert.equal(toFile.code, 0, toFile.stderr);
      const toOutput = await run('export');
      assert.equal(toOutput.stdout.trim().split('\n').length, last + 3 + 1);
      const fine = await run('verify', '--head', 'kept.jsonl');
      assert.equal(fine.code, 0, fine.stdout + fine.stderr);
      assert.match(fine.stdout, /全部一致 Everything agrees/);
      assert.equal((await run('verify', '--file', 'kept.jsonl')).code, 0);
      await withClient(async (client) => {
        await client.query('set session_replication_role = replica');
        await client.query(`update guard.audit_entry set reason = '無' where seq = 5`);
      });
      const bad = await run('verify', '--json');
      assert.equal(bad.code, 1, bad.stderr);
      const answer = JSON.parse(bad.stdout) as { ok: boolean; findings: Record<string, unknown>[] };
      assert.equal(answer.ok, false);
      assert.equal(answer.findings[0]?.seq, 5);
      assert.deepEqual(Object.keys(answer.findings[0]?.message ?? {}), ['zh-Hant', 'en']);
    });

    it('says how it is called, and that a file is none of its own', async () => {
      assert.equal((await run('verify', '--nonsense')).code, 2);
      assert.equal((await run('export', '--since', 'x')).code, 2);
      await writeFile(path.join(folder, 'other.txt'), 'something else\n');
      const other = await run('verify', '--head', 'other.txt');
      assert.equal(other.code, 2);
      assert.match(other.stderr, /not an output of audit:export/);
    });
  });
});
