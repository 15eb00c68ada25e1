import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import {
  cast,
  codeOf,
  listedDataset,
  readyDraft,
  type Cast,
  type Person,
} from '../support/datasets';

const LIST = '/review-workflow/datasets';
const TASKS = '/review-workflow/tasks';
const MODA = '2.16.886.101.20003.20082';
const MOC = '2.16.886.101.20003.20067';

interface Row {
  id: string;
  identifier: string;
  name: string;
  state: string;
  allowedActions: string[];
}

describe('lists of the back office', () => {
  let app: TestApp;
  let people: Cast;
  let submitted: string;
  let listed: string;
  let foreign: string;
  before(async () => {
    app = await startApp();
    people = await cast(app);
    const { provider, otherProvider } = people;
    for (const name of ['甲_資料', '乙%資料', '丙資料集']) await provider.create({ name });
    submitted = (await readyDraft(app, provider, { name: '送審中的資料集' })).id;
    await provider.moved(submitted, 'submit');
    listed = (await listedDataset(app, people, { name: '已上架的資料集', keywords: ['稀有詞彙'] }))
      .id;
    foreign = (await otherProvider.create({ name: '文化部的資料集' })).id;
  });
  after(() => app.close());

  async function list(person: Person, query = '', path = LIST) {
    const { status, body } = await person.get(`${path}${query}`);
    assert.equal(status, 200, `${query}: ${JSON.stringify(body)}`);
    return body as { data: Row[]; meta: { pagination: Record<string, number> } };
  }
  const names = async (person: Person, query: string) =>
    (await list(person, query)).data.map(({ name }) => name).sort();

  it('answer with exactly the agreed fields in each row', async () => {
    const { data } = await list(people.provider);
    assert.deepEqual(Object.keys(data[0] ?? {}).sort(), [
      ...['agency', 'allowedActions', 'createdAt', 'delistOn', 'delistedAt', 'editable'],
      ...['firstListedAt', 'hasPublicVersion', 'id', 'identifier', 'isOpen', 'lastListedAt'],
      ...['name', 'provider', 'returnReason', 'state', 'submittedAt', 'version'],
    ]);
  });

  it('hold what is in scope: an agency sees its own, a platform admin all', async () => {
    assert.equal((await list(people.provider)).meta.pagination.total, 5);
    assert.equal((await list(people.manager)).meta.pagination.total, 5);
    assert.deepEqual(await names(people.otherManager, ''), ['文化部的資料集']);
    assert.equal((await list(people.admin1)).meta.pagination.total, 6);
  });

  it('are filtered by a word of name, description or keywords, taken as it is written', async () => {
    assert.deepEqual(await names(people.provider, '?q=稀有詞'), ['已上架的資料集']);
    assert.deepEqual(await names(people.provider, '?q=_資'), ['甲_資料']);
    assert.deepEqual(await names(people.provider, '?q=%25資'), ['乙%資料']);
    assert.deepEqual(await names(people.provider, `?q=${encodeURIComponent("' or 1=1 --")}`), []);
    assert.deepEqual(await names(people.provider, '?q=文化部的'), []);
  });

  it('are filtered by identifier, agency and states, alone and together', async () => {
    const { identifier } = await people.provider.read(listed);
    assert.deepEqual(await names(people.admin1, `?identifier=${identifier}`), ['已上架的資料集']);
    assert.deepEqual(await names(people.admin1, `?agency=${MOC}`), ['文化部的資料集']);
    assert.deepEqual(await names(people.provider, `?agency=${MOC}`), []);
    assert.deepEqual(await names(people.admin1, '?state=listed&state=listing-review-agency'), [
      '已上架的資料集',
      '送審中的資料集',
    ]);
    assert.deepEqual(await names(people.admin1, `?state=listed&agency=${MODA}&q=資料集`), [
      '已上架的資料集',
    ]);
    const { meta } = await list(people.admin1, `?state=draft&agency=${MODA}`);
    assert.equal(meta.pagination['total'], 3);
  });

  it('are sorted by each column, both ways', async () => {
    for (const column of ['identifier', 'createdAt', 'name', 'state', 'submittedAt', 'listedAt']) {
      const up = (await list(people.admin1, `?sort=${column}:asc`)).data.map(({ id }) => id);
      const down = (await list(people.admin1, `?sort=${column}:desc`)).data.map(({ id }) => id);
      assert.equal(new Set(up).size, 6, column);
      if (column !== 'submittedAt') assert.deepEqual(up, down.reverse(), column);
    }
    const identifiers = (await list(people.admin1, '?sort=identifier:asc')).data;
    const codes = identifiers.map(({ identifier }) => identifier);
    assert.deepEqual(codes, [...codes].sort());
  });

  it('come 10 a page, with the size and page asked for, and empty past the end', async () => {
    const first = await list(people.admin1);
    assert.deepEqual(first.meta.pagination, { page: 1, pageSize: 10, pageCount: 1, total: 6 });
    const second = await list(people.admin1, '?page=2&pageSize=4&sort=identifier:asc');
    assert.equal(second.data.length, 2);
    assert.deepEqual(second.meta.pagination, { page: 2, pageSize: 4, pageCount: 2, total: 6 });
    const past = await list(people.admin1, '?page=900&pageSize=4');
    assert.deepEqual(past.data, []);
    assert.equal(past.meta.pagination['total'], 6);
    const big = await list(people.admin1, '?pageSize=1000');
    assert.equal(big.meta.pagination['pageSize'], 100);
  });

  it('refuse a wrong parameter by its name', async () => {
    const wrong: [string, string][] = [
      ...[['page=0', 'page'] as const, ['page=-1', 'page'] as const],
      ...[['page=1.5', 'page'] as const, ['page=x', 'page'] as const],
      ...[['page=99999999999', 'page'] as const, ['pageSize=0', 'pageSize'] as const],
      ...[['pageSize=ten', 'pageSize'] as const, ['state=published', 'state'] as const],
      ...[['state[$ne]=draft', 'state'] as const, ['sort=provider', 'sort'] as const],
      ...[['sort=name;drop', 'sort'] as const, ['sort=constructor', 'sort'] as const],
      ...[['q[]=a&q[]=b', 'q'] as const, ['q=%00', 'q'] as const],
      ...[[`q=${'a'.repeat(101)}`, 'q'] as const, ['identifier[a]=1', 'identifier'] as const],
      ['agency=%00', 'agency'],
    ].map(([query, path]) => [query ?? '', path ?? '']);
    for (const path of [LIST, TASKS]) {
      for (const [query, name] of wrong) {
        const answer = await people.admin1.get(`${path}?${query}`).set('accept-language', 'en');
        assert.equal(answer.status, 422, `${path}?${query}: ${answer.text}`);
        assert.deepEqual(answer.body.error.details, { code: 'query.invalid', path: name });
        assert.match(answer.body.error.message, new RegExp(name), query);
      }
    }
  });

  it('wait for those who must act next, and for nobody else', async () => {
    const waiting = async (person: Person, query = '') =>
      (await list(person, query, TASKS)).data.map(({ id }) => id);
    assert.deepEqual(await waiting(people.manager), [submitted]);
    assert.deepEqual(await waiting(people.otherManager), []);
    assert.deepEqual(await waiting(people.admin1), []);
    assert.deepEqual(await waiting(people.provider), []);
    await people.manager.moved(submitted, 'approve');
    assert.deepEqual(await waiting(people.manager), []);
    assert.deepEqual(await waiting(people.admin2, `?agency=${MODA}&q=送審`), [submitted]);
    assert.deepEqual(await waiting(people.admin2, `?agency=${MOC}`), []);
    assert.deepEqual(await waiting(people.admin2, '?state=delisting-review-platform'), []);
    await people.admin1.moved(submitted, 'return', { reason: '缺少說明' });
    assert.deepEqual(await waiting(people.admin2), []);
    assert.deepEqual(await waiting(people.provider), [submitted]);
    assert.equal((await list(people.provider, '', TASKS)).meta.pagination['total'], 1);
    assert.deepEqual(await waiting(people.provider2), []);
  });

  it('offer the same actions as the dataset itself', async () => {
    for (const person of [people.provider, people.provider2, people.manager, people.admin1]) {
      for (const row of (await list(person)).data) {
        if (row.id === foreign) continue;
        const { allowedActions } = await person.read(row.id);
        assert.deepEqual(row.allowedActions, allowedActions, `${person.account} ${row.name}`);
      }
    }
  });

  it('are for officers only', async () => {
    assert.equal((await app.http.get(LIST)).status, 401);
    assert.equal((await app.http.get(TASKS).set('authorization', 'Bearer nonsense')).status, 401);
    await app.ownerSql(`update officers set active = false where account = 'provider2.moda'`);
    const refused = await people.provider2.get(LIST);
    assert.equal(refused.status, 403);
    assert.equal(codeOf(refused), 'account.no_role');
    await app.ownerSql(`update officers set active = true where account = 'provider2.moda'`);
  });
});
