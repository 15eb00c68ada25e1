import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';

const TAGS = '/content-manager/collection-types/api::tag.tag';
const AGENCIES = '/content-manager/collection-types/api::agency.agency';
const MODA = '2.16.886.101.20003.20082';

describe('reference data in the content manager', () => {
  let app: TestApp;
  let admin: string;
  let manager: string;
  before(async () => {
    app = await startApp();
    admin = await app.tokenFor('admin1.platform');
    manager = await app.tokenFor('manager.moda');
  });
  after(() => app.close());

  const as = (token: string, method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    app.http[method](path).set('authorization', `Bearer ${token}`);
  const idOf = async (table: 'tags' | 'agencies', where: string) =>
    (await app.sql<{ document_id: string }>(`select document_id from ${table} where ${where}`))[0]
      ?.document_id ?? '';

  it('lets platform admins add, rename, retire and remove a tag without a deployment', async () => {
    const data = { facet: 'domain', code: 'sports', name: '體育', nameEn: 'Sports', order: 105 };
    const created = await as(admin, 'post', TAGS).send(data);
    assert.equal(created.status, 201, JSON.stringify(created.body));
    const { documentId } = (created.body as { data: { documentId: string } }).data;
    const renamed = await as(admin, 'put', `${TAGS}/${documentId}`).send({
      ...data,
      name: '運動休閒',
      retired: true,
    });
    assert.equal(renamed.status, 200, JSON.stringify(renamed.body));
    assert.deepEqual(await app.sql(`select name, retired from tags where code = 'sports'`), [
      { name: '運動休閒', retired: true },
    ]);
    assert.equal((await as(admin, 'delete', `${TAGS}/${documentId}`)).status, 200);
  });

  it('tells them in their language why a used tag stays and a code does not change', async () => {
    const used = await idOf('tags', `code = 'culture-arts'`);
    const refused = await as(admin, 'delete', `${TAGS}/${used}`).set('accept-language', 'en');
    assert.equal(refused.status, 409);
    assert.deepEqual(refused.body.error.details, { code: 'reference.in_use' });
    assert.match(refused.body.error.message, /retire it instead/);
    const changed = await as(admin, 'put', `${TAGS}/${used}`).send({ code: 'arts' });
    assert.equal(changed.status, 422);
    assert.deepEqual(changed.body.error.details, { code: 'reference.code_fixed', path: 'code' });
    const twice = await as(admin, 'post', TAGS).send({
      facet: 'domain',
      code: 'health',
      name: '衛生',
      nameEn: 'Health',
    });
    assert.equal(twice.status, 409);
    assert.equal(twice.body.error.details.code, 'reference.code_taken');
    const bulk = await as(admin, 'post', `${TAGS}/actions/bulkDelete`).send({
      documentIds: [used],
    });
    assert.equal(bulk.status, 409);
    assert.equal(await idOf('tags', `code = 'culture-arts'`), used);
  });

  it('lets them say which agency is above and which took over', async () => {
    const moda = await idOf('agencies', `oid = '${MODA}'`);
    const [moc] = await app.sql<{ id: number; document_id: string }>(
      `select id, document_id from agencies where oid = '2.16.886.101.20003.20067'`,
    );
    const link = { connect: [{ id: moc?.id, documentId: moc?.document_id }], disconnect: [] };
    const saved = await as(admin, 'put', `${AGENCIES}/${moda}`).send({ successor: link });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.deepEqual(await app.sql(`select successor_id from agencies where oid = '${MODA}'`), [
      { successor_id: moc?.id },
    ]);
  });

  it('is closed to everybody else', async () => {
    assert.equal((await as(manager, 'get', TAGS)).status, 403);
    assert.equal((await as(manager, 'post', TAGS).send({ code: 'x' })).status, 403);
    assert.equal((await app.http.get(TAGS)).status, 401);
  });
});
