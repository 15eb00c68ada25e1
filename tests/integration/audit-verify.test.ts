import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { hashOf } from '../../src/audit/chain-walk';
import { exportTrail } from '../../src/audit/export';
import { keptHeads, type Heads } from '../../src/audit/export-file';
import type { Finding } from '../../src/audit/findings';
import { describe as inWords } from '../../src/audit/report';
import { GUARD_INDEXES, GUARD_TRIGGERS } from '../../src/guard/triggers';
import { verifyDatabase, verifyFile, type Verification } from '../../src/audit/verify';
import { attachGuard } from '../../src/guard/start';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, readyDraft, type Cast } from '../support/datasets';
import { databaseUrl, prepared } from '../support/environment';

const ROOT = path.resolve(__dirname, '../..');
const NONE = { datasets: 0, accounts: 0, members: 0, content: 0 };

/** Code and place, which is what an operator looks up. */
function marks(verification: Verification): string[] {
  return verification.findings.map(({ code, chain, seq }) =>
    [code, chain, seq].filter((part) => part !== undefined).join(' '),
  );
}

describe('the audit trail, verified', () => {
  let app: TestApp;
  let people: Cast;
  let folder: string;
  let listed: string;
  let returned: string;
  /** Number of the last dataset entry. */
  let last: number;

  before(async () => {
    app = await startApp();
    people = await cast(app);
    folder = await mkdtemp(path.join(prepared('TEST_SCRATCH'), 'audit-'));
    listed = (await listedDataset(app, people)).id;
    returned = (await readyDraft(app, people.provider)).id;
    await people.provider.moved(returned, 'submit');
    await people.manager.moved(returned, 'return', { reason: '請補充說明。' });
    const { id: gone } = await readyDraft(app, people.provider);
    await people.provider.moved(gone, 'submit');
    await people.provider.moved(gone, 'withdraw');
    assert.equal((await people.provider.delete(`/review-workflow/datasets/${gone}`)).status, 204);
    for (const action of ['applied', 'approved', 'disabled']) await noteAccount(action);
    const [row] = await app.sql<{ seq: string }>('select seq from guard.audit_head');
    last = Number(row?.seq);
    assert.equal(last, 7);
  });
  after(() => app.close());

  async function noteAccount(action: string): Promise<void> {
    const entry = { at: new Date(), officer: 'abc', action, actorRole: 'system', agency: '2.16' };
    await app.sql('select guard.note_account($1::jsonb)', [JSON.stringify(entry)]);
  }

  async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: databaseUrl('SUPER', app.database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** What is found after a superuser, past every trigger, has done this; undone afterwards. */
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

  it('finds nothing where nothing was touched, and says what it looked at', async () => {
    const verification = await tampered([]);
    assert.deepEqual(verification.findings, []);
    assert.deepEqual(verification.entries, { datasets: last, accounts: 3, members: 0, content: 0 });
    assert.equal(verification.datasets, 3);
    assert.equal(verification.separateOwner, true);
    assert.match(inWords(verification), /全部一致 Everything agrees/);
  });

  describe('finds and locates', () => {
    it('a changed column of an entry', async () => {
      const cases = {
        reason: `reason = '無'`,
        actor: 'actor = 999',
        to: `to_state = 'listed'`,
        at: `at = at - interval '1 day'`,
        details: `details = '{"inPlaceOfManager": true}'`,
      };
      for (const [field, change] of Object.entries(cases)) {
        const { findings } = await tampered(`update guard.audit_entry set ${change} where seq = 5`);
        const found = findings.find(({ code }) => code === 'audit.entry_changed');
        assert.deepEqual([found?.chain, found?.seq, found?.params?.field], ['datasets', 5, field]);
      }
    });

    it('a changed payload, although its hash was made anew', async () => {
      const payload = `replace(payload, 'agency-manager', 'platform-admin')`;
      const changed = `update guard.audit_entry set role = 'platform-admin', payload = ${payload}`;
      assert.deepEqual(marks(await tampered(`${changed} where seq = 2`)), [
        'audit.hash_wrong datasets 2',
      ]);
      const rehashed = `update guard.audit_entry
        set hash = encode(sha256(convert_to(previous || E'\\n' || payload, 'UTF8')), 'hex') where seq = 2`;
      assert.deepEqual(marks(await tampered([`${changed} where seq = 2`, rehashed])), [
        'audit.link_broken datasets 3',
      ]);
    });

    it('a removed entry', async () => {
      const { findings } = await tampered('delete from guard.audit_entry where seq in (4, 5)');
      const [first] = findings;
      assert.deepEqual(
        [first?.code, first?.seq, first?.params?.expected],
        ['audit.entries_missing', 4, '5'],
      );
    });

    it('a removed entry whose followers were renumbered', async () => {
      const found = marks(
        await tampered([
          'delete from guard.audit_entry where seq = 4',
          'update guard.audit_entry set seq = -seq where seq > 4',
          'update guard.audit_entry set seq = -seq - 1 where seq < 0',
          'update guard.audit_head set seq = seq - 1',
        ]),
      );
      assert.ok(found.includes('audit.link_broken datasets 4'), found.join());
      assert.ok(found.includes('audit.entry_renumbered datasets 4'), found.join());
    });

    it('an inserted entry', async () => {
      const found = marks(
        await tampered([
          'update guard.audit_entry set seq = -seq where seq >= 3',
          'update guard.audit_entry set seq = -seq + 1 where seq < 0',
          `insert into guard.audit_entry select 3, at, dataset, identifier, version, from_state, to_state,
             action, actor, role, agency, reason, details, payload, previous, hash
           from guard.audit_entry where seq = 2`,
          'update guard.audit_head set seq = seq + 1',
        ]),
      );
      assert.ok(found.includes('audit.entry_inserted datasets 3'), found.join());
      assert.ok(found.includes('audit.link_broken datasets 3'), found.join());
    });

    it('a head that was rolled back, a tail that was cut off, and a head without its chain', async () => {
      const rolledBack = `update guard.audit_head set seq = e.seq, hash = e.hash
        from guard.audit_entry e where e.seq = 5`;
      assert.deepEqual(marks(await tampered(rolledBack)), ['audit.head_rolled_back datasets 5']);
      const cut = marks(await tampered(`delete from guard.audit_entry where seq >= 6`));
      assert.equal(cut[0], 'audit.tail_removed datasets 6');
      assert.deepEqual(
        marks(await tampered(`update guard.audit_head set hash = repeat('1', 64)`)),
        ['audit.head_wrong datasets 7'],
      );
      assert.deepEqual(marks(await tampered('delete from guard.audit_head')), [
        'audit.head_missing datasets 7',
      ]);
    });

    it('a tail that was cut off together with the head, by the head kept elsewhere', async () => {
      // The deleted draft's own entries: nothing in the database disagrees with their absence.
      const cut = [
        'delete from guard.audit_entry where seq > 5',
        'update guard.audit_head set seq = e.seq, hash = e.hash from guard.audit_entry e where e.seq = 5',
      ];
      assert.deepEqual(marks(await tampered(cut)), []);
      assert.deepEqual(marks(await tampered(cut, await heads())), [
        'audit.kept_head_ahead datasets 6',
      ]);
    });

    it('a chain that was made anew from an entry on, by the head kept elsewhere', async () => {
      const anew = `do $$
        declare e guard.audit_entry; before text; begin
          select previous into before from guard.audit_entry where seq = 6;
          for e in select * from guard.audit_entry where seq >= 6 order by seq loop
            e.payload := replace(e.payload, '"provider"', '"system"');
            e.hash := encode(sha256(convert_to(before || E'\\n' || e.payload, 'UTF8')), 'hex');
            update guard.audit_entry set role = 'system', payload = e.payload, previous = before, hash = e.hash
            where seq = e.seq;
            before := e.hash;
          end loop;
          update guard.audit_head set hash = before;
        end $$`;
      const kept = await heads();
      assert.deepEqual(marks(await tampered(anew)), []);
      assert.deepEqual(marks(await tampered(anew, kept)), ['audit.kept_head_differs datasets 7']);
    });

    it('the same in the trail of accounts', async () => {
      const changed = `update guard.account_entry set role = 'platform-admin' where seq = 2`;
      assert.deepEqual(marks(await tampered(changed)), ['audit.entry_changed accounts 2']);
      assert.deepEqual(marks(await tampered('delete from guard.account_entry where seq = 1')), [
        'audit.entries_missing accounts 1',
      ]);
      assert.deepEqual(marks(await tampered('update guard.account_head set seq = 2')), [
        'audit.head_rolled_back accounts 2',
      ]);
    });

    it('a register that the trail does not lead to', async () => {
      const about = (verification: Verification) =>
        verification.findings.map(({ code, dataset, params }: Finding) =>
          [code, dataset, params?.field].join(' '),
        );
      const changes = {
        state: `state = 'listed'`,
        was_public: 'was_public = true',
        submitted_by: 'submitted_by = 999',
        identifier: `identifier = '99999999'`,
      };
      for (const [field, change] of Object.entries(changes)) {
        const found = about(
          await tampered(`update guard.dataset set ${change} where document_id = '${returned}'`),
        );
        assert.ok(found.includes(`audit.register_differs ${returned} ${field}`), found.join());
      }
      const gone = about(
        await tampered(`delete from guard.dataset where document_id = '${listed}'`),
      );
      assert.ok(gone.includes(`audit.register_missing ${listed} `), gone.join());
      assert.ok(gone.includes(`audit.row_unregistered ${listed} `), gone.join());
    });

    it('rows of Strapi that disagree with the register', async () => {
      const rows = `update public.datasets set`;
      const cases = [
        [`${rows} state = 'listed' where document_id = '${returned}'`, returned, 'state'],
        [`${rows} identifier = '99999999' where document_id = '${listed}'`, listed, 'identifier'],
        [`${rows} agency_id = 1 where document_id = '${listed}'`, listed, 'agency_id'],
        [
          `delete from public.datasets where document_id = '${listed}' and published_at is not null`,
          listed,
          'published',
        ],
        [`${rows} published_at = now() where document_id = '${returned}'`, returned, 'published'],
        [`${rows} version = 1 where document_id = '${listed}'`, listed, 'version'],
      ] as const;
      for (const [statement, dataset, field] of cases) {
        const { findings } = await tampered(statement);
        assert.ok(
          findings.some(
            (one) =>
              one.code === 'audit.row_differs' &&
              one.dataset === dataset &&
              one.params?.field === field,
          ),
          `${field}: ${JSON.stringify(findings)}`,
        );
      }
    });

    it('an entry that the workflow cannot have written, although the chain holds', async () => {
      const move = JSON.stringify({
        version: 9,
        actor: 1,
        role: 'platform-admin',
        agency: '2.16',
        at: '2026-01-01T00:00:00Z',
        action: 'approve',
        from: 'draft',
        to: 'listed',
      });
      const verification = await withClient(async (client) => {
        await client.query('begin');
        await client.query('alter table guard.dataset disable trigger guard_document');
        await client.query(
          `update guard.dataset set state = 'listed', last_move = '${move}' where document_id = '${returned}'`,
        );
        await client.query('set constraints all immediate');
        await client.query('alter table guard.dataset enable trigger guard_document');
        return verifyDatabase(client, null);
      });
      assert.ok(
        marks(verification).includes('audit.move_impossible 8'),
        marks(verification).join(),
      );
    });

    it('rules that were switched off, taken away or changed', async () => {
      const cases = [
        ['alter table public.datasets disable trigger guard_row', 'audit.trigger_disabled'],
        ['drop trigger guard_file on public.dataset_files', 'audit.trigger_missing'],
        ['alter table guard.audit_entry disable trigger all', 'audit.trigger_disabled'],
        [
          `create or replace trigger guard_link before insert on public.datasets_tags_lnk
           for each row execute function guard.check_link_row()`,
          'audit.trigger_missing',
        ],
        ['drop index public.datasets_one_published', 'audit.index_missing'],
        [
          `create or replace function guard.check_file_row() returns trigger language plpgsql
           as $$ begin return new; end $$`,
          'audit.function_changed',
        ],
        [`delete from guard.transition where action = 'suspend'`, 'audit.transition_missing'],
        [
          `insert into guard.transition values ('approve', 'draft', 'listed', 'yes')`,
          'audit.transition_foreign',
        ],
        ['alter function guard.refuse(text, text) owner to corpus_app', 'audit.owner_wrong'],
        ['grant update on guard.audit_entry to corpus_app', 'audit.rights_too_wide'],
        ['grant corpus_guard to corpus_app', 'audit.rights_too_wide'],
        ['update guard.dataset_count set n = n + 1', 'audit.count_differs'],
      ] as const;
      for (const [statement, code] of cases) {
        const found = (await tampered(statement)).findings;
        assert.ok(
          found.length > 0 && found.every((finding) => finding.code === code),
          `${statement}: ${JSON.stringify(found)}`,
        );
      }
    });
  });

  it('knows every trigger and unique index that an installation has', async () => {
    const triggers = await app.ownerSql<{ definition: string }>(
      `select pg_get_triggerdef(t.oid) as definition from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where not t.tgisinternal and p.pronamespace = 'guard'::regnamespace`,
    );
    assert.deepEqual(
      triggers.map(({ definition }) => definition).sort(),
      [...GUARD_TRIGGERS].sort(),
    );
    assert.equal(GUARD_INDEXES.length, 2);
  });

  it('lets the service’s own database user neither change the trail nor switch its rules off', async () => {
    const tables =
      'audit_entry account_entry snapshot audit_head account_head dataset dataset_count unsettled transition';
    const attempts = [
      ...tables
        .split(' ')
        .flatMap((table) => [
          `delete from guard.${table}`,
          `truncate guard.${table}`,
          `insert into guard.${table} overriding system value select * from guard.${table}`,
          `alter table guard.${table} disable trigger all`,
          `drop table guard.${table}`,
          `create trigger mine before insert on guard.${table} for each row execute function guard.append_only()`,
        ]),
      `update guard.audit_entry set reason = ''`,
      'update guard.audit_head set seq = 0',
      `update guard.dataset set state = 'listed'`,
      `select guard.count_datasets(1, 'draft', 1)`,
      'set session_replication_role = replica',
      'drop schema guard cascade',
      'create table guard.mine (id int)',
      `create or replace function guard.append_only() returns trigger language plpgsql as 'begin return new; end'`,
      'alter function guard.append_only() owner to corpus_app',
      'drop function guard.append_only() cascade',
      'set role corpus_guard',
      'grant corpus_guard to corpus_app',
    ];
    for (const attempt of attempts) {
      await assert.rejects(app.sql(attempt), { code: '42501' }, attempt);
    }
    for (const statement of [
      `update guard.audit_entry set reason = ''`,
      'delete from guard.account_entry',
      'truncate guard.snapshot',
    ]) {
      await assert.rejects(app.ownerSql(statement), { message: 'audit.append_only' }, statement);
    }
  });

  it('is kept by rules that a start puts back where somebody switched them off', async () => {
    await app.sql('alter table datasets disable trigger guard_row');
    await app.sql('alter table datasets disable trigger guard_document');
    await app.sql('alter table datasets_files_lnk disable trigger guard_link');
    await app.sql('drop trigger guard_file on dataset_files');
    assert.notEqual((await tampered([])).total, 0);
    await attachGuard({ strapi: app.strapi });
    assert.deepEqual((await tampered([])).findings, []);
  });

  it('is kept of files that nobody can make other ones', async () => {
    const [file] = await app.sql<{ document_id: string; dataset: string }>(
      `select f.document_id, f.dataset from dataset_files f join guard.dataset r on r.document_id = f.dataset
       where r.document_id = $1`,
      [listed],
    );
    const set = (change: string) =>
      app.sql(`update dataset_files set ${change} where document_id = $1`, [file?.document_id]);
    for (const change of [
      'tokens = tokens + 1',
      `tokenizer = 'other'`,
      `sha_256 = 'x'`,
      'bytes = 1',
      `state = 'refused'`,
      `state = 'checking'`,
      `text_key = 'other'`,
      `name = 'other.csv'`,
      `storage_key = 'other'`,
      `dataset = 'other'`,
      `findings = '[{"code":"x"}]'`,
    ]) {
      await assert.rejects(set(change), { message: 'guard.file_fixed' }, change);
    }
    await set('updated_at = now()');
    // Of a dataset that may be edited, what was found may be looked for again, and nothing else.
    await people.provider.moved(listed, 'revise');
    await set(`findings = '[{"code":"text.languages","severity":"info"}]'`);
    await assert.rejects(set(`tokens = 0`), { message: 'guard.file_fixed' });
    await people.provider.moved(listed, 'discard');
    last += 2;
  });

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
