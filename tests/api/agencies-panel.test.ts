import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AgencyDetail, AgencyRow } from '../../src/contracts/agencies';
import { startApp, type TestApp } from '../support/app';

const AGENCIES = '/gov-oidc/agencies';
const MODA = '2.16.886.101.20003.20082';
const MOC = '2.16.886.101.20003.20067';

describe('the register of agencies, for platform admins', () => {
  let app: TestApp;
  let admin: string;
  before(async () => {
    app = await startApp();
    admin = await app.tokenFor('admin1.platform');
  });
  after(() => app.close());

  const send = (method: 'get' | 'post' | 'put', path: string, body?: object, token = admin) =>
    app.http[method](`${AGENCIES}${path}`).set('authorization', `Bearer ${token}`).send(body);
  const list = async (query: string) =>
    (await send('get', encodeURI(`?${query}`))).body.data as AgencyRow[];
  const oids = async (query: string) => (await list(query)).map(({ oid }) => oid);
  async function read(oid: string): Promise<AgencyDetail> {
    const row = (await list(`q=${oid}`)).find((agency) => agency.oid === oid);
    return (await send('get', `/${row?.id ?? ''}`)).body.data as AgencyDetail;
  }
  async function done(answer: ReturnType<typeof send>): Promise<AgencyDetail> {
    const { status, body } = await answer;
    assert.ok(status < 300, JSON.stringify(body));
    return body.data as AgencyDetail;
  }
  const codeOf = async (answer: ReturnType<typeof send>) =>
    (await answer).body.error.details.code as string;

  it('is closed to officers of agencies', async () => {
    for (const account of ['provider.moda', 'manager.moda']) {
      assert.equal((await send('get', '', undefined, await app.tokenFor(account))).status, 403);
    }
  });

  it('finds by a part of the name and by the beginning of the OID, and walks the tree', async () => {
    assert.deepEqual(await oids('q=數位發展'), [MODA]);
    assert.ok((await oids(`q=${MOC}.`)).includes(`${MOC}.20001`));
    assert.deepEqual(await oids(`parent=${MOC}`), await oids(`q=${MOC}.`));
    const moda = await read(MODA);
    assert.deepEqual(
      moda.above.map(({ name }) => name),
      ['行政院'],
    );
    assert.deepEqual([moda.managers, moda.providers, moda.managed], [1, 2, true]);
    assert.ok(moda.officers.some(({ account, role }) => account === 'manager.moda' && role));
  });

  it('adds an agency below the one that its OID names', async () => {
    const added = await done(
      send('post', '', { oid: `${MODA}.30001`, name: '數位政府司', nameEn: null, parent: null }),
    );
    assert.equal(added.parent?.oid, MODA);
    assert.equal(added.managed, true, 'by the manager above');
    const twice = { oid: `${MODA}.30001`, name: '又一次', nameEn: null, parent: null };
    assert.equal(await codeOf(send('post', '', twice)), 'reference.code_taken');
    const bad = { oid: '數位', name: '', nameEn: null, parent: null };
    const { body } = await send('post', '', bad);
    assert.deepEqual(
      (body.error.details.errors as { path: string }[]).map(({ path }) => path),
      ['oid', 'name'],
    );
  });

  it('renames, remembers the former name and finds by it; a late editor overwrites nothing', async () => {
    const before = await read(`${MOC}.20001`);
    const fields = { nameEn: null, parent: MOC, version: before.version };
    const renamed = await done(send('put', `/${before.id}`, { ...fields, name: '臺灣文學館' }));
    assert.deepEqual(
      renamed.formerNames.map(({ name }) => name),
      ['國立臺灣文學館'],
    );
    assert.deepEqual(await oids('q=國立臺灣文學館'), [before.oid]);
    const late = send('put', `/${before.id}`, { ...fields, name: '文學館' });
    assert.equal(await codeOf(late), 'reference.stale');
    const cycle = await read(MOC);
    const below = { name: cycle.name, nameEn: null, parent: before.oid, version: cycle.version };
    assert.equal(await codeOf(send('put', `/${cycle.id}`, below)), 'reference.cycle');
    const [event] = renamed.history;
    assert.deepEqual([event?.action, event?.fields.includes('name')], ['changed', true]);
  });

  it('merges: officers go to the successor, the trail has the reason; a mistake is undone', async () => {
    const museum = await read(`${MOC}.20007`);
    await app.sql(
      `update officers set agency_id = (select id from agencies where oid = $1)
       where account = 'newcomer.moda'`,
      [museum.oid],
    );
    assert.equal((await send('post', `/${museum.id}/merge`, { successor: MOC })).status, 422);
    const reason = '組織調整';
    const self = send('post', `/${museum.id}/merge`, { successor: museum.oid, reason });
    assert.equal(await codeOf(self), 'reference.same_agency');
    const merged = await done(send('post', `/${museum.id}/merge`, { successor: MOC, reason }));
    assert.deepEqual([merged.retired, merged.successor?.oid], [true, MOC]);
    assert.deepEqual(
      merged.history.map(({ action, reason: why }) => `${action} ${why ?? ''}`),
      ['merged 組織調整'],
    );
    const heir = await read(MOC);
    assert.ok(heir.predecessors.some(({ oid }) => oid === museum.oid));
    assert.ok((await oids('state=retired')).includes(museum.oid));
    const again = send('post', `/${museum.id}/merge`, { successor: MOC, reason });
    assert.equal(await codeOf(again), 'reference.already_retired');
    const restored = await done(send('post', `/${museum.id}/restore`, { reason: '誤植' }));
    assert.deepEqual([restored.retired, restored.successor], [false, null]);
  });

  it('splits into registered and new agencies, of which one takes over; all or nothing', async () => {
    const office = await read(`${MOC}.20009`);
    const parts = [
      { oid: `${MOC}.20901`, name: '文化資產保存署' },
      { oid: `${MOC}.20902`, name: '文化資產推廣署' },
    ];
    const reason = '組織分立';
    const stranger = { parts, successor: MODA, reason };
    assert.equal(
      await codeOf(send('post', `/${office.id}/split`, stranger)),
      'reference.successor_required',
    );
    assert.deepEqual(await oids(`q=${MOC}.209`), []);
    const split = { parts, successor: `${MOC}.20901`, reason };
    const done1 = await done(send('post', `/${office.id}/split`, split));
    assert.deepEqual([done1.retired, done1.successor?.name], [true, '文化資產保存署']);
    assert.deepEqual(await oids(`q=${MOC}.209`), [`${MOC}.20901`, `${MOC}.20902`]);
    assert.equal((await read(`${MOC}.20902`)).parent?.oid, MOC);
  });

  it('shows where nobody reviews', async () => {
    await app.sql(`update officers set active = false where account = 'manager.moc'`);
    assert.ok((await oids('state=without-manager')).includes(MOC));
    assert.equal((await read(MOC)).managed, false);
  });
});
