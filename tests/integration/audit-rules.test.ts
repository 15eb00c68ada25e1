import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Finding } from '../../src/audit/findings';
import { verifyDatabase, type Verification } from '../../src/audit/verify';
import { attachGuard } from '../../src/guard/start';
import { GUARD_INDEXES, GUARD_TRIGGERS } from '../../src/guard/triggers';
import { marks, startTrail, type AuditTrail } from '../support/audit-trail';

describe('what the audit trail is compared with', () => {
  let app: AuditTrail['app'];
  let people: AuditTrail['people'];
  let listed: AuditTrail['listed'];
  let returned: AuditTrail['returned'];
  let tampered: AuditTrail['tampered'];
  let withClient: AuditTrail['withClient'];
  before(async () => {
    ({ app, people, listed, returned, tampered, withClient } = await startTrail());
  });
  after(() => app.close());

  describe('finds and locates', () => {
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
  });
});
