import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { taipeiDay } from '../../src/domain/time/taipei';
import { startApp, type TestApp } from '../support/app';
import {
  cast,
  codeOf,
  listedDataset,
  readyDraft,
  type Cast,
  type Person,
} from '../support/datasets';
import { changeRole } from '../support/officers';

const tomorrow = () => taipeiDay(new Date(Date.now() + 86_400_000));

describe('who reviews, and who is told', () => {
  let app: TestApp;
  let people: Cast;

  before(async () => {
    app = await startApp();
    people = await cast(app);
  });
  after(() => app.close());

  const waiting = async (person: Person) => {
    const { data, meta } = (await person.get('/review-workflow/tasks')).body;
    assert.equal(meta.pagination.total, data.length);
    return (data as { id: string }[]).map(({ id }) => id);
  };

  it('lets a platform admin take the first step where an agency has no manager, and another the second', async () => {
    const { id } = await readyDraft(app, people.otherProvider);
    await people.otherProvider.moved(id, 'submit');
    assert.deepEqual(await waiting(people.admin1), []);
    const early = await people.admin1.move(id, 'approve');
    assert.deepEqual([early.status, codeOf(early)], [403, 'review.manager_decides']);

    await changeRole(app, 'manager.moc', 'provider');
    assert.deepEqual(await waiting(people.admin1), [id]);
    await people.admin1.moved(id, 'approve');
    const [entry] = (await people.admin2.get(`/review-workflow/datasets/${id}/history`)).body.data;
    assert.deepEqual(
      [entry.role, entry.details, entry.actor.id],
      ['platform-admin', { inPlaceOfManager: true }, people.admin1.userId],
    );
    const twice = await people.admin1.move(id, 'approve');
    assert.deepEqual([twice.status, codeOf(twice)], [403, 'review.second_approval']);
    assert.deepEqual([await waiting(people.admin1), await waiting(people.admin2)], [[], [id]]);
    assert.equal((await people.admin2.moved(id, 'approve')).state, 'listed');
    await changeRole(app, 'manager.moc', 'agency-manager');
  });

  it('does not leave a submission waiting for its own submitter, who has become the one manager', async () => {
    const { id } = await readyDraft(app, people.otherProvider);
    await people.otherProvider.moved(id, 'submit');
    await changeRole(app, 'manager.moc', 'provider');
    await changeRole(app, 'provider.moc', 'agency-manager');
    const own = await people.otherProvider.move(id, 'approve');
    assert.deepEqual([own.status, codeOf(own)], [403, 'review.own_submission']);
    assert.deepEqual(await waiting(people.otherProvider), []);
    assert.deepEqual(await waiting(people.admin1), [id]);
    await people.admin1.moved(id, 'return', { reason: '請補充來源' });
    await changeRole(app, 'provider.moc', 'provider');
    await changeRole(app, 'manager.moc', 'agency-manager');
  });

  it('tells whoever must act next, and the provider of each decision with its reason', async () => {
    const reason = '請補充資料來源';
    const { id } = await readyDraft(app, people.provider);
    const delisting = { delistOn: tomorrow(), reason };
    const admins = ['admin1.platform task.waiting', 'admin2.platform task.waiting'];
    const steps: [Person, string, Record<string, unknown>, string[]][] = [
      [people.provider, 'submit', {}, ['manager.moda task.waiting']],
      [people.provider, 'withdraw', {}, []],
      [people.provider, 'submit', {}, ['manager.moda task.waiting']],
      [people.manager, 'return', { reason }, [`provider.moda decision.returned ${reason}`]],
      [people.provider, 'submit', {}, ['manager.moda task.waiting']],
      [people.manager, 'approve', {}, [...admins, 'provider.moda decision.approved']],
      [people.admin1, 'approve', {}, ['provider.moda decision.listed']],
      [people.provider, 'request-delisting', delisting, ['manager.moda task.waiting']],
      [people.manager, 'approve', {}, [...admins, 'provider.moda decision.approved']],
      [people.admin2, 'approve', {}, ['provider.moda decision.delisting-scheduled']],
      [
        people.admin1,
        'cancel-delisting',
        { reason },
        [`provider.moda decision.delisting-cancelled ${reason}`],
      ],
      [people.provider, 'revise', {}, []],
      [people.provider, 'discard', {}, []],
      [people.admin1, 'suspend', { reason }, [`provider.moda decision.delisted ${reason}`]],
    ];
    for (const [person, action, more, told] of steps) {
      await app.sql('delete from notice_outbox');
      await person.moved(id, action, more);
      assert.deepEqual(await notices(), told, `${person.account} ${action}`);
    }
  });

  it('tells platform admins of a first step that no manager can take, and managers of what has no provider', async () => {
    const { id } = await readyDraft(app, people.otherProvider);
    await changeRole(app, 'manager.moc', 'provider');
    await app.sql('delete from notice_outbox');
    await people.otherProvider.moved(id, 'submit');
    assert.deepEqual(await notices(), [
      'admin1.platform task.waiting',
      'admin2.platform task.waiting',
    ]);
    await changeRole(app, 'manager.moc', 'agency-manager');
    const listed = await listedDataset(app, people);
    await app.sql('update datasets set provider_id = null where document_id = $1', [listed.id]);
    await app.sql('delete from notice_outbox');
    await people.admin1.moved(listed.id, 'suspend', { reason: '個資' });
    assert.deepEqual(await notices(), ['manager.moda decision.delisted 個資']);
  });

  async function notices(): Promise<string[]> {
    const rows = await app.sql<{ line: string }>(
      `select concat_ws(' ', o.account, n.notice ->> 'kind', n.notice ->> 'reason') line
       from notice_outbox n join officers o on o.admin_user_id = n.recipient_id order by 1`,
    );
    return rows.map(({ line }) => line);
  }
});
