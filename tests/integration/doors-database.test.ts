import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Core } from '@strapi/strapi';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, readyDraft, type Cast } from '../support/datasets';
import { fingerprint } from '../support/fingerprint';

const DATASET = 'api::dataset.dataset';

/** A rule of the database or the guard of documents; never an outage or a slip of the test. */
const REFUSED = (error: unknown): boolean => {
  const { code, message, name } = error as { code?: string; message: string; name: string };
  return (
    code === 'GU001' ||
    code === '42501' ||
    code === '23505' ||
    (name === 'DomainError' && message === 'guard.workflow_only') ||
    message.includes('guard.') ||
    message.includes('review.')
  );
};

describe('doors around the rules of datasets', () => {
  let app: TestApp;
  let people: Cast;
  let draft: string;
  let waiting: string;
  let listed: string;
  let rows: { draft: number; waiting: number; listed: number; published: number };
  before(async () => {
    app = await startApp();
    people = await cast(app);
    draft = (await readyDraft(app, people.provider, { name: '草稿' })).id;
    waiting = (await readyDraft(app, people.provider, { name: '待審' })).id;
    await people.provider.moved(waiting, 'submit');
    listed = (await listedDataset(app, people, { name: '公開' })).id;
    const [row] = await app.sql<typeof rows>(
      `select max(id) filter (where document_id = $1) as draft,
              max(id) filter (where document_id = $2) as waiting,
              max(id) filter (where document_id = $3 and published_at is null) as listed,
              max(id) filter (where document_id = $3 and published_at is not null) as published
       from datasets`,
      [draft, waiting, listed],
    );
    assert.ok(row);
    rows = row;
  });
  after(() => app.close());

  /** Every attempt is refused, and afterwards nothing is other than before. */
  async function allRefused(attempts: Readonly<Record<string, () => Promise<unknown>>>) {
    const before = await fingerprint(app);
    for (const [name, attempt] of Object.entries(attempts)) {
      await assert.rejects(attempt(), REFUSED, name);
    }
    assert.deepEqual(await fingerprint(app), before);
  }

  it('are closed to other code through the Document Service, in every action', async () => {
    const documents = app.strapi.documents(DATASET);
    const files = app.strapi.documents('api::dataset-file.dataset-file');
    const [file] = await app.sql<{ document_id: string }>('select document_id from dataset_files');
    const documentId = draft;
    const data = { name: '旁門' } as never;
    await allRefused({
      create: () => documents.create({ data }),
      'create as published': () => documents.create({ data, status: 'published' }),
      update: () => documents.update({ documentId, data }),
      'update and publish': () => documents.update({ documentId, data, status: 'published' }),
      publish: () => documents.publish({ documentId }),
      unpublish: () => documents.unpublish({ documentId: listed }),
      discardDraft: () => documents.discardDraft({ documentId: listed }),
      delete: () => documents.delete({ documentId }),
      clone: () => documents.clone({ documentId }),
      'delete of a file': () => files.delete({ documentId: file?.document_id ?? '' }),
      'a new file': () => files.create({ data }),
    });
  });

  it('are closed to the query engine below it', async () => {
    const query = app.strapi.db.query(DATASET);
    const where = { id: rows.listed };
    await allRefused({
      state: () => query.update({ where, data: { state: 'delisted' } }),
      identifier: () => query.update({ where, data: { identifier: '99999999' } }),
      name: () => query.update({ where, data: { name: '改' } }),
      agency: () => query.update({ where: { id: rows.draft }, data: { agency: 1 } }),
      publication: () =>
        query.update({ where: { id: rows.draft }, data: { publishedAt: new Date() } }),
      'taking off': () =>
        query.update({ where: { id: rows.published }, data: { publishedAt: null } }),
      delete: () => query.delete({ where: { id: rows.draft } }),
      deleteMany: () => query.deleteMany({ where: { state: 'listed' } }),
      'a row of its own': () =>
        query.create({
          data: { name: '旁門', state: 'listed', version: 1, identifier: '90000000' },
        }),
      tags: () =>
        query.update({ where, data: { tags: { disconnect: [{ id: 1 }] } } }).then(untouched),
    });
  });

  /** What leaves all as it was is no door; the comparison of all tables says so. */
  const untouched = () => Promise.reject(new Error('guard.unchanged'));

  it('are closed to SQL as the service’s own user', async () => {
    const { draft: d, waiting: w, listed: l, published: p } = rows;
    const statements = [
      `update datasets set state = 'listed' where id = ${d}`,
      `update datasets set identifier = '99999999' where id = ${d}`,
      `update datasets set agency_id = agency_id + 1 where id = ${d}`,
      `update datasets set document_id = 'other' where id = ${d}`,
      `update datasets set published_at = now() where id = ${d}`,
      `update datasets set published_at = null where id = ${p}`,
      `update datasets set name = '改' where id in (${w}, ${l}, ${p})`,
      `update datasets set version = version - 1 where id = ${d}`,
      `update datasets set provider_id = (select max(id) from officers) where id = ${w}`,
      `delete from datasets where id = ${d}`,
      `delete from datasets where id = ${p}`,
      'delete from datasets',
      'truncate datasets cascade',
      'truncate datasets_tags_lnk',
      'truncate dataset_files cascade',
      `delete from datasets_tags_lnk where dataset_id = ${p}`,
      `update datasets_tags_lnk set dataset_id = ${d} where dataset_id = ${p}`,
      `insert into datasets_tags_lnk (dataset_id, tag_id) select ${p}, max(id) from tags`,
      `insert into datasets_files_lnk (dataset_id, dataset_file_id) select ${w}, max(id) from dataset_files`,
      `delete from dataset_files where id in (select dataset_file_id from datasets_files_lnk where dataset_id = ${p})`,
      `update dataset_files set bytes = 1`,
      `insert into datasets (document_id, identifier, state, version, agency_id)
         select document_id, identifier, state, version, agency_id from datasets where id = ${d}`,
      `insert into datasets (document_id, identifier, state, version, agency_id, published_at, name)
         select document_id, identifier, state, version, agency_id, now(), '第二份' from datasets where id = ${p}`,
    ];
    await allRefused(Object.fromEntries(statements.map((text) => [text, () => app.sql(text)])));
  });

  it('are closed to functions and tables that pretend to be PostgreSQL’s own', async () => {
    const change = `update datasets set name = '改' where id = ${rows.listed}`;
    const tricks = {
      'a clock of one’s own': `create schema evil;
        create function evil.pg_current_xact_id() returns xid8 language sql as
          'select moved_in from guard.dataset where document_id = ''${listed}''';
        set local search_path = evil, pg_catalog, public; ${change}`,
      'a register of one’s own': `create temp table dataset as select * from guard.dataset;
        set local search_path = pg_temp, guard, public; update dataset set moved_in = pg_current_xact_id(); ${change}`,
      'equality of one’s own': `create schema evil;
        create function evil.never(jsonb, jsonb) returns boolean language sql as 'select true';
        create operator evil.= (leftarg = jsonb, rightarg = jsonb, function = evil.never);
        set local search_path = evil, pg_catalog, public; ${change}`,
      'the owner’s role': `set local role corpus_guard; ${change}`,
      'the owner’s session': `set session authorization corpus_guard; ${change}`,
      'a replica': `set local session_replication_role = replica; ${change}`,
      'a count of one’s own': `select guard.count_datasets(1, 'listed', 5)`,
      'another trail': `insert into guard.unsettled (document_id, identifier, agency_id, from_state, to_state, move)
        values ('x', '00000001', 1, 'draft', 'listed', '{}')`,
      'a trail that is shorter': 'delete from guard.audit_entry',
    };
    await allRefused(
      Object.fromEntries(
        Object.entries(tricks).map(([name, text]) => [
          name,
          () => app.sql(`begin; ${text}; commit`),
        ]),
      ),
    );
  });

  it('are closed in the transaction of a handover and of a decision: they change what they say', async () => {
    const note = (id: string, action: string) =>
      `select guard.note_dataset('${id}', '${action}', '{"at": "2026-01-01T00:00:00Z", "version": 1,
         "role": "agency-manager", "agency": "1", "actor": 1}')`;
    const approve = `select guard.move_dataset('${waiting}', 'listing-review-agency', 'approve',
       'listing-review-platform', '{"at": "2026-01-01T00:00:00Z", "version": 1, "role": "agency-manager",
       "agency": "1", "actor": 999999}')`;
    const snapshot = (id: string) =>
      `select guard.keep_snapshot('${id}', 99, 'approved', now(), '{"content": {"name": "假"}}')`;
    const attempts = {
      'content with a handover': `${note(listed, 'handover')}; update datasets set name = '改', version = version + 1 where id = ${rows.listed}`,
      'the public row with a handover': `${note(listed, 'handover')}; update datasets set name = '改' where id = ${rows.published}`,
      'tags with a handover': `${note(listed, 'handover')}; delete from datasets_tags_lnk where dataset_id = ${rows.published}`,
      'a forged approval': `${note(listed, 'handover')}; ${snapshot(listed)}`,
      'a note that is none': note(listed, 'approve'),
      'content with a decision': `${approve}; update datasets set state = 'listing-review-platform', name = '改' where id = ${rows.waiting}`,
      'tags with a decision': `${approve}; delete from datasets_tags_lnk where dataset_id = ${rows.waiting}`,
      'an approval before it is one': `${approve}; ${snapshot(waiting)}`,
      'a decision without its row': approve,
      'one’s own submission': approve.replace('999999', String(people.provider.userId)),
    };
    await allRefused(
      Object.fromEntries(
        Object.entries(attempts).map(([name, text]) => [
          name,
          () => app.sql(`begin; ${text}; commit`),
        ]),
      ),
    );
  });

  it('are closed to a decision outside the table, whoever calls the function', async () => {
    const move = (from: string, action: string, to: string) =>
      `select guard.move_dataset('${draft}', '${from}', '${action}', '${to}',
        '{"at": "2026-01-01T00:00:00Z", "version": 1, "role": "platform-admin", "agency": "1", "actor": 999999}')`;
    await allRefused({
      'straight to the public': () => app.sql(move('draft', 'approve', 'listed')),
      'from a state it is not in': () =>
        app.sql(move('listing-review-platform', 'approve', 'listed')),
      'an action that is none': () => app.sql(move('draft', 'publish', 'listed')),
      'off the register': () => app.sql(`select guard.forget_dataset('${listed}')`),
    });
  });

  it('lead, through a plugin that writes by itself, to an answer and not to a failure', async () => {
    const strapi: Core.Strapi = app.strapi;
    const refused = await strapi.db
      .query(DATASET)
      .update({ where: { id: rows.waiting }, data: { name: '改' } })
      .then(
        () => null,
        (error: unknown) => error as { message: string },
      );
    assert.match(refused?.message ?? '', /review\.locked/);
  });
});
