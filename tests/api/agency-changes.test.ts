import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { verifyDatabase } from '../../src/audit/verify';
import { startApp, type TestApp } from '../support/app';
import { cast, codeOf, listedDataset, readyDraft, type Cast } from '../support/datasets';
import { brokenPromises } from '../support/promises';

const AGENCIES = '/content-manager/collection-types/api::agency.agency';
const DATASETS = '/review-workflow/datasets';
const MODA = '2.16.886.101.20003.20082';
const MOC = '2.16.886.101.20003.20067';
const NAME = '數位發展部';

interface PublicView {
  readonly agency: { name: string; oid: string; responsible: { oid: string; name: string } };
  readonly publisher: { oid: string; name: string };
}

describe('an agency that changes', () => {
  let app: TestApp;
  let people: Cast;
  before(async () => {
    app = await startApp();
    people = await cast(app);
  });
  after(() => app.close());

  const documentId = async (oid: string) =>
    (await app.sql<{ d: string }>(`select document_id d from agencies where oid = $1`, [oid]))[0]
      ?.d ?? '';
  const change = async (oid: string, data: object) =>
    people.admin1.put(`${AGENCIES}/${await documentId(oid)}`, data);
  const changed = async (oid: string, data: object) => {
    const answer = await change(oid, data);
    assert.equal(answer.status, 200, answer.text);
  };
  const shown = async (identifier: string) =>
    (await app.http.get(`/api/datasets/identifier/${identifier}`).expect(200)).body
      .data as PublicView;

  it('leaves what is public under the publisher of its day, and says who is responsible now', async () => {
    const { id, identifier } = await listedDataset(app, people);
    const publisher = { oid: MODA, name: NAME };
    assert.deepEqual((await shown(identifier)).publisher, publisher);
    await changed(MODA, { name: '數位部' });
    const renamed = await shown(identifier);
    assert.deepEqual(renamed.publisher, publisher);
    assert.deepEqual(renamed.agency.responsible, { oid: MODA, name: '數位部' });

    const query = `{ datasets_connection(filters: { identifier: { eq: "${identifier}" } }) {
      nodes { publisher { oid name } agency { name responsible { name } } } } }`;
    const graphql = await app.http.post('/graphql').send({ query }).expect(200);
    assert.deepEqual(graphql.body.data.datasets_connection.nodes, [
      { publisher, agency: { name: '數位部', responsible: { name: '數位部' } } },
    ]);
    const catalog = `/api/catalog/datasets/${identifier}`;
    const turtle = (await app.http.get(`${catalog}/dcat.ttl`).expect(200)).text;
    assert.match(turtle, /foaf:name "數位發展部"@zh-Hant/);
    assert.match(turtle, /prov:qualifiedAttribution/);
    const page = JSON.parse((await app.http.get(`${catalog}/schema.jsonld`).expect(200)).text);
    assert.deepEqual([page.publisher.name, page.maintainer.name], [NAME, '數位部']);

    // What is published from then on carries the new name.
    await people.provider.moved(id, 'revise');
    await people.provider.moved(id, 'submit');
    await people.manager.moved(id, 'approve');
    await people.admin1.moved(id, 'approve');
    assert.equal((await shown(identifier)).publisher.name, '數位部');
    await changed(MODA, { name: NAME });
  });

  it('keeps its identity under another OID, is found by the one before, and gives it to nobody', async () => {
    const renumbered = '2.16.886.101.20003.99999';
    const { id, identifier } = await listedDataset(app, people);
    await changed(MODA, { oid: renumbered });
    assert.equal((await people.provider.read(id)).agency.oid, renumbered);
    const view = await shown(identifier);
    assert.deepEqual([view.publisher.oid, view.agency.oid], [MODA, renumbered]);
    const old = (await app.http.get(`/api/agencies/${MODA}`).expect(200)).body.data;
    assert.equal(old.oid, renumbered);
    assert.equal(old.formerOids[0].oid, MODA);
    const taken = await change(MOC, { oid: MODA });
    assert.deepEqual([taken.status, codeOf(taken)], [409, 'reference.code_taken']);
    await changed(renumbered, { oid: MODA });
    assert.equal((await people.provider.read(id)).agency.oid, MODA);
  });

  it('is split by giving its datasets to the agency that is responsible for them now', async () => {
    const listed = await listedDataset(app, people);
    const waiting = await readyDraft(app, people.provider);
    await people.provider.moved(waiting.id, 'submit');
    const give = (
      id: string,
      by = people.admin1,
      body: object = { agency: MOC, reason: '組織調整' },
    ) => by.post(`${DATASETS}/${id}/transfer`, body);

    assert.equal((await give(listed.id, people.otherManager)).status, 404);
    assert.equal((await give(listed.id, people.manager)).status, 403);
    for (const [body, code] of [
      [{ agency: MOC }, 'review.reason_required'],
      [{ agency: MOC, reason: ' ' }, 'review.reason_required'],
      [{ agency: '2.16.886.1', reason: '組織調整' }, 'review.agency_unknown'],
      [{ agency: MODA, reason: '組織調整' }, 'review.agency_unknown'],
      [{ agency: MOC, reason: '組織調整', state: 'listed' }, 'request.invalid'],
    ] as const) {
      const refused = await give(listed.id, people.admin1, body);
      assert.deepEqual([refused.status, codeOf(refused)], [422, code]);
    }
    const under = await give(waiting.id);
    assert.deepEqual([under.status, codeOf(under)], [409, 'review.transition_not_allowed']);

    const before = await totals();
    const given = await give(listed.id);
    assert.equal(given.status, 200, given.text);
    const { agency, provider, version, state } = given.body.data;
    assert.deepEqual(
      [agency.oid, provider, version, state],
      [MOC, null, listed.version + 1, 'listed'],
    );
    assert.equal((await people.provider.get(`${DATASETS}/${listed.id}`)).status, 404);
    assert.deepEqual(await totals(), [before[0] - 1, before[1] + 1]);
    const view = await shown(listed.identifier);
    assert.deepEqual([view.publisher.oid, view.agency.oid], [MODA, MOC]);

    const hand = { provider: 'provider.moc' };
    await people.otherManager.post(`${DATASETS}/${listed.id}/handover`, hand).expect(200);
    await people.otherProvider.moved(listed.id, 'revise');
    const [entry] = (
      await people.otherProvider.get(`${DATASETS}/${listed.id}/history`)
    ).body.data.filter((one: { action: string }) => one.action === 'transfer');
    assert.deepEqual(
      [entry.agency, entry.details.toAgency, entry.reason, entry.role],
      [MODA, MOC, '組織調整', 'platform-admin'],
    );
  });

  it('still has datasets to hand over after it was merged: to providers of its successor', async () => {
    const { id } = await readyDraft(app, people.otherProvider);
    await changed(MOC, { retired: true, successor: await documentId(MODA) });
    const hand = { provider: 'provider2.moda' };
    await people.manager.post(`${DATASETS}/${id}/handover`, hand).expect(200);
    assert.equal((await people.provider2.moved(id, 'submit')).state, 'listing-review-agency');
  });

  it('leaves a trail that explains where everything is', async () => {
    assert.deepEqual(await brokenPromises((text, params) => app.ownerSql(text, params)), []);
    const client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query('begin read only');
    assert.deepEqual((await verifyDatabase(client, null)).findings, []);
    await client.end();
  });

  /** How many datasets a provider of each agency sees. */
  async function totals(): Promise<[number, number]> {
    const of = async (person: typeof people.provider) =>
      (await person.get(DATASETS)).body.meta.pagination.total as number;
    return [await of(people.provider), await of(people.otherProvider)];
  }
});
