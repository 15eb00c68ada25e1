import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { cast, codeOf, listedDataset, readyDraft, type Cast } from '../support/datasets';
import { fingerprint } from '../support/fingerprint';
import { superAdminToken } from '../support/people-at-the-door';

const DATASETS = '/content-manager/collection-types/api::dataset.dataset';

describe('doors of the admin panel', () => {
  let app: TestApp;
  let people: Cast;
  let draft: string;
  let listed: string;
  /** Of 文化部. */
  let foreign: string;
  before(async () => {
    app = await startApp();
    people = await cast(app);
    draft = (await readyDraft(app, people.provider, { name: '數位發展部的草稿' })).id;
    listed = (await listedDataset(app, people, { name: '數位發展部的資料' })).id;
    foreign = (await people.otherProvider.create({ name: '文化部的草稿' })).id;
  });
  after(() => app.close());

  it('show an officer the datasets of the own agency, read-only', async () => {
    const own = await people.provider.get(DATASETS);
    assert.equal(own.status, 200, own.text);
    assert.equal(own.body.pagination.total, 2);
    const other = await people.otherManager.get(DATASETS);
    assert.deepEqual(
      (other.body.results as { documentId: string }[]).map(({ documentId }) => documentId),
      [foreign],
    );
    assert.doesNotMatch(own.text, /returnReason|storageKey|submittedBy/);
  });

  it('find nothing of another agency, whichever word or filter is tried', async () => {
    for (const query of [
      '_q=數位發展部',
      'filters[name][$contains]=數位發展部',
      `filters[documentId][$eq]=${draft}`,
      `filters[$or][0][state][$eq]=listed`,
      'status=published',
    ]) {
      const answer = await people.otherManager.get(`${DATASETS}?${query}`);
      assert.equal(answer.status, 200, `${query}: ${answer.text}`);
      assert.doesNotMatch(answer.text, /數位發展部的/, query);
    }
  });

  it('answer no question about fields and relations that the asker may not read', async () => {
    for (const query of [
      'filters[agency][oid][$startsWith]=2',
      'filters[agency][telephone][$notNull]=true',
      'filters[provider][email][$startsWith]=a',
      'filters[updatedBy][email][$startsWith]=a',
      'filters[$and][0][createdBy][id][$gt]=0',
      'filters[$not][returnReason][$null]=true',
      'filters[contactEmail][$startsWith]=a',
      'sort=provider.name:asc',
      'sort=returnReason',
      'populate=*',
      'populate[provider][fields]=email',
    ]) {
      for (const person of [people.provider, people.admin1]) {
        const answer = await person.get(`${DATASETS}?${query}`);
        assert.equal(answer.status, 422, `${person.account} ${query}: ${answer.text}`);
        assert.equal(codeOf(answer), 'guard.query_not_allowed', query);
      }
    }
  });

  it('write no dataset, in any action, for an officer or a platform admin', async () => {
    const all = { documentIds: [draft, listed] };
    const before = await fingerprint(app);
    for (const person of [people.provider, people.manager, people.admin1]) {
      const answers = await Promise.all([
        person.post(DATASETS, { name: 'x' }),
        person.put(`${DATASETS}/${draft}`, { state: 'listed' }),
        person.delete(`${DATASETS}/${draft}`),
        person.post(`${DATASETS}/${draft}/actions/publish`, {}),
        person.post(`${DATASETS}/${listed}/actions/unpublish`, {}),
        person.post(`${DATASETS}/${listed}/actions/discard`, {}),
        person.post(`${DATASETS}/clone/${draft}`, {}),
        person.post(`${DATASETS}/auto-clone/${draft}`, {}),
        person.post(`${DATASETS}/actions/publish`, {}),
        person.post(`${DATASETS}/actions/bulkDelete`, all),
        person.post(`${DATASETS}/actions/bulkPublish`, all),
        person.post(`${DATASETS}/actions/bulkUnpublish`, all),
      ]);
      for (const { status, text } of answers) assert.equal(status, 403, text);
    }
    assert.deepEqual(await fingerprint(app), before);
  });

  it('connect no dataset from the other side', async () => {
    const [row] = await app.sql<{ id: number }>(
      'select id from datasets where document_id = $1 and published_at is null',
      [listed],
    );
    const links = () => app.sql('select * from datasets_tags_lnk order by id');
    const before = await links();
    for (const [table, uid] of [
      ['tags', 'api::tag.tag'],
      ['agencies', 'api::agency.agency'],
      ['licences', 'api::licence.licence'],
      ['themes', 'api::theme.theme'],
    ] as const) {
      const [record] = await app.sql<{ document_id: string }>(
        `select document_id from ${table} order by id limit 1`,
      );
      const answer = await people.admin1.put(
        `/content-manager/collection-types/${uid}/${record?.document_id ?? ''}`,
        { datasets: { connect: [{ id: row?.id, documentId: listed }] } },
      );
      assert.ok(answer.status < 500, `${table}: ${answer.text}`);
    }
    assert.deepEqual(await links(), before);
  });

  it('leave an officer the language of the panel to choose, and nothing else of the account', async () => {
    const language = await people.provider.put('/admin/users/me', { preferedLanguage: 'en' });
    assert.equal(language.status, 200, language.text);
    for (const [field, value] of [
      ['email', 'admin@example.tw'],
      ['firstname', '別人'],
      ['username', 'admin'],
      ['password', 'Long-enough-1'],
      ['roles', [1]],
    ] as const) {
      const answer = await people.provider.put('/admin/users/me', {
        [field]: value,
        currentPassword: 'x',
      });
      assert.equal(answer.status, 403, `${field}: ${answer.text}`);
      assert.equal(codeOf(answer), 'guard.profile_fixed', field);
    }
  });

  it('make nobody more than he is', async () => {
    const before = await fingerprint(app);
    const { admin1 } = people;
    const answers = await Promise.all([
      admin1.put(`/admin/users/${String(admin1.userId)}`, { roles: [1] }),
      admin1.post('/admin/users', { firstname: 'x', email: 'x@example.tw', roles: [1] }),
      admin1.put('/admin/roles/1/permissions', { permissions: [] }),
      admin1.post('/admin/roles', { name: 'x' }),
      admin1.post('/admin/api-tokens', { name: 'x', type: 'full-access', lifespan: null }),
      admin1.post('/admin/admin-tokens', { name: 'x', lifespan: null }),
      admin1.post('/admin/transfer/tokens', { name: 'x', permissions: ['push'], lifespan: null }),
      admin1.post('/admin/webhooks', { name: 'x', url: 'https://example.tw', events: [] }),
      admin1.post('/upload/actions/upload-from-urls', { urls: ['http://127.0.0.1/'] }),
      people.provider.post('/email', { to: 'x@example.tw', subject: 'x', text: 'x' }),
      people.provider.put('/i18n/settings', { aiLocalizations: true }),
    ]);
    for (const { status, text } of answers) assert.equal(status, 403, text);
    assert.deepEqual(await fingerprint(app), before);
  });

  it('change no type of content and fetch no address, not even for a Super Admin', async () => {
    const token = await superAdminToken(app);
    const send = (path: string, body: object) =>
      app.http.post(path).set('authorization', `Bearer ${token}`).send(body);
    const schema = await send('/content-type-builder/update-schema', {
      data: { contentTypes: [], components: [] },
    });
    assert.equal(schema.status, 403, schema.text);
    const fetched = await send('/upload/actions/upload-from-urls', { urls: ['http://127.0.0.1/'] });
    assert.equal(fetched.status, 403, fetched.text);
    const written = await send(DATASETS, { name: 'x' });
    assert.equal(codeOf(written), 'guard.workflow_only');
  });

  it('have no mutation of datasets in GraphQL', async () => {
    for (const query of [
      'mutation { createDataset(data: { name: "x" }) { documentId } }',
      `mutation { deleteDataset(documentId: "${draft}") { documentId } }`,
    ]) {
      const { status, body } = await app.http.post('/graphql').send({ query });
      assert.ok(status === 400 || body.errors?.length > 0, JSON.stringify(body));
    }
  });
});
