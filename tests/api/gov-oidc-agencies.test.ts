import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AgencyWithoutManager, LeftDataset } from '../../src/contracts/accounts';
import { startApp, type TestApp } from '../support/app';
import { Person, readyDraft } from '../support/datasets';

const MODA = '2.16.886.101.20003.20082';
const MOC = '2.16.886.101.20003.20067';

describe('what becomes of data and tasks when officers leave and agencies change', () => {
  let app: TestApp;
  let provider: Person;
  let manager: Person;
  let admin: Person;
  let draft: string;
  let submitted: string;
  before(async () => {
    app = await startApp();
    provider = await Person.of(app, 'provider.moda');
    manager = await Person.of(app, 'manager.moda');
    admin = await Person.of(app, 'admin1.platform');
    draft = (await provider.create({ name: '草稿資料集' })).id;
    submitted = (await readyDraft(app, provider, { name: '審核中資料集' })).id;
    await provider.moved(submitted, 'submit');
  });
  after(() => app.close());

  const accountId = async (account: string) => {
    const [row] = await app.sql<{ document_id: string }>(
      'select document_id from officers where account = $1',
      [account],
    );
    assert.ok(row);
    return row.document_id;
  };
  const setActive = async (actor: Person, account: string, active: boolean) => {
    const path = `/gov-oidc/accounts/${await accountId(account)}/state`;
    const answer = await actor.post(path, { active, remark: '人員異動' });
    assert.equal(answer.status, 200);
  };
  const left = async (actor: Person) => {
    const answer = await actor.get('/gov-oidc/left-datasets');
    assert.equal(answer.status, 200);
    return answer.body.data as LeftDataset[];
  };
  const told = (kind: string) =>
    app.sql<{ account: string; agency: string; count: string | null }>(
      `select o.account, n.notice->>'agency' as agency, n.notice->>'count' as count from notice_outbox n join officers o
         on o.admin_user_id = n.recipient_id and n.recipient_kind = 'user'
       where n.notice->>'kind' = $1 order by o.account`,
      [kind],
    );
  const documentId = async (oid: string) => {
    const [row] = await app.sql<{ document_id: string }>(
      'select document_id from agencies where oid = $1',
      [oid],
    );
    assert.ok(row);
    return row.document_id;
  };
  const updateAgency = async (oid: string, data: object) =>
    app.strapi
      .documents('api::agency.agency')
      .update({ documentId: await documentId(oid), data: data as never });
  const agencyOf = async (account: string) => {
    const [row] = await app.sql<{ oid: string; role: string | null }>(
      'select a.oid, o.role from officers o join agencies a on a.id = o.agency_id where account = $1',
      [account],
    );
    return row;
  };

  it("leaves a disabled provider's datasets to the agency's managers, who are told how many", async () => {
    await setActive(manager, 'provider.moda', false);
    const items = await left(manager);
    assert.deepEqual(items.map(({ id }) => id).sort(), [draft, submitted].sort());
    assert.deepEqual(await left(await Person.of(app, 'manager.moc')), []);
    const notices = await told('account.datasets-left');
    assert.deepEqual(notices, [{ account: 'manager.moda', agency: '數位發展部', count: '2' }]);
    const entries = await app.sql(
      `select actor, details->>'fromProvider' as former, details->>'toProvider' as next from guard.audit_entry where dataset = $1 and action = 'handover'`,
      [draft],
    );
    assert.deepEqual(entries, [
      { actor: manager.userId, former: String(provider.userId), next: null },
    ]);
  });

  it('keeps the review that waits: the manager still decides on what was submitted', async () => {
    const tasks = await manager.get('/review-workflow/tasks');
    const ids = (tasks.body.data as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(ids, [submitted]);
    await manager.moved(submitted, 'return', { reason: '請補充說明' });
    assert.equal((await manager.read(submitted)).state, 'revising');
  });

  it('lets the manager hand a dataset that was left to another provider, who goes on with it', async () => {
    const answer = await manager.post(`/review-workflow/datasets/${submitted}/handover`, {
      provider: 'provider2.moda',
    });
    assert.equal(answer.status, 200);
    const colleague = await Person.of(app, 'provider2.moda');
    await colleague.moved(submitted, 'submit');
    assert.deepEqual(
      (await left(manager)).map(({ id }) => id),
      [draft],
    );
  });

  it('gives a provider who is enabled again what nobody has taken over', async () => {
    await setActive(manager, 'provider.moda', true);
    provider = await Person.of(app, 'provider.moda');
    assert.deepEqual(await left(manager), []);
    assert.ok((await provider.read(draft)).allowedActions.length > 0);
    const [row] = await app.sql<{ account: string }>(
      `select o.account from datasets d join officers o on o.id = d.provider_id
       where d.document_id = $1 and d.published_at is null`,
      [submitted],
    );
    assert.equal(row?.account, 'provider2.moda');
  });

  it('shows platform admins an agency whose last manager has gone, and tells them by mail', async () => {
    await setActive(admin, 'manager.moda', false);
    const answer = await admin.get('/gov-oidc/agencies-without-manager');
    const [item] = answer.body.data as AgencyWithoutManager[];
    assert.equal(item?.oid, MODA);
    assert.equal(item.providers, 2);
    assert.equal(item.waitingReviews, 1);
    assert.ok(item.lastChangeAt);
    assert.deepEqual(
      (await told('account.last-manager-left')).map(({ account }) => account),
      ['admin1.platform', 'admin2.platform'],
    );
    for (const account of ['provider.moc', 'manager.moc']) {
      const other = await Person.of(app, account);
      assert.equal((await other.get('/gov-oidc/agencies-without-manager')).status, 403);
    }
  });

  it('moves the waiting review to platform admins while there is no manager, and back', async () => {
    const waiting = async (person: Person) => {
      const tasks = await person.get('/review-workflow/tasks');
      return (tasks.body.data as { id: string }[]).map(({ id }) => id);
    };
    assert.deepEqual(await waiting(admin), [submitted]);
    await setActive(admin, 'manager.moda', true);
    manager = await Person.of(app, 'manager.moda');
    assert.deepEqual(await waiting(admin), []);
    assert.deepEqual(await waiting(manager), [submitted]);
  });

  it('changes nothing for anybody when an agency is renamed, but its name', async () => {
    await updateAgency(MODA, { name: '數位發展部（新名）' });
    assert.deepEqual(await agencyOf('provider.moda'), { oid: MODA, role: 'provider' });
    const read = await provider.read(draft);
    assert.equal(read.agency.name, '數位發展部（新名）');
    await updateAgency(MODA, { name: '數位發展部' });
  });

  it('takes the officers of a merged agency into its successor at once, with role and rights', async () => {
    const successor = await documentId(MODA);
    const moc = await Person.of(app, 'provider.moc');
    const former = await readyDraft(app, moc, { name: '文化部資料集' });
    await moc.moved(former.id, 'submit');
    await updateAgency(MOC, { retired: true, successor });
    for (const [account, role] of [
      ['provider.moc', 'provider'],
      ['manager.moc', 'agency-manager'],
    ] as const) {
      assert.deepEqual(await agencyOf(account), { oid: MODA, role });
    }
    assert.equal((await moc.read(former.id)).agency.oid, MOC);
    const entries = await app.sql<{ action: string; agency: string; actor_role: string }>(
      `select action, agency, actor_role from guard.account_entry
       where details->>'reorganised' = 'true'`,
    );
    assert.deepEqual(
      entries,
      Array(2).fill({ action: 'agency-changed', agency: MODA, actor_role: 'system' }),
    );
  });

  it("puts a merged agency's waiting reviews before the managers of its successor", async () => {
    const tasks = await manager.get(`/review-workflow/tasks?agency=${MOC}`);
    const [task] = tasks.body.data as { id: string }[];
    assert.ok(task);
    await manager.moved(task.id, 'approve');
  });

  it('settles once: saving the agency again moves nobody and writes no entry', async () => {
    const count = async () => (await app.sql('select from guard.account_entry')).length;
    const before = await count();
    await updateAgency(MOC, { nameEn: 'Ministry of Culture (former)' });
    assert.equal(await count(), before);
  });

  it('opens new datasets of officers who came along in the agency that there is now', async () => {
    const moc = await Person.of(app, 'provider.moc');
    assert.equal((await moc.create({ name: '合併後的資料集' })).agency.oid, MODA);
  });
});
