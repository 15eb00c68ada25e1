import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, describe, it } from 'node:test';
import { taipeiDay } from '../../src/domain/time/taipei';
import { databaseNow, timeParts } from '../../src/time';
import type { TimeParts } from '../../src/time/parts';
import { runDue } from '../../src/time/run-due';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, type Cast } from '../support/datasets';

const DAY_MS = 86_400_000;
const YEAR = Number(taipeiDay(new Date()).slice(0, 4)) + 1;

/** Midnight in Taipei at which a day begins, as UTC. */
const midnight = (day: string) => new Date(Date.parse(day) - 8 * 3_600_000);
const before1ms = (at: Date) => new Date(at.getTime() - 1);

describe('time', () => {
  let app: TestApp;
  let people: Cast;
  let parts: TimeParts;

  before(async () => {
    app = await startApp();
    people = await cast(app);
    parts = timeParts(app.strapi);
  });
  after(() => app.close());
  beforeEach(() => app.sql('delete from notice_outbox'));

  const isPublic = async (id: string) =>
    (
      await app.sql('select 1 from datasets where document_id = $1 and published_at is not null', [
        id,
      ])
    ).length === 1;
  const moves = async (id: string, action: string) =>
    (
      await app.sql<{ role: string; actor: number | null }>(
        `select role, actor from guard.audit_entry where dataset = $1 and action = $2`,
        [id, action],
      )
    ).map(({ role, actor }) => ({ role, actor }));
  const notices = (kind: string) =>
    app.sql<{ account: string; days: string | null; reason: string | null }>(
      `select o.account, n.notice ->> 'days' days, n.notice ->> 'reason' reason
       from notice_outbox n join officers o on o.admin_user_id = n.recipient_id
       where n.notice ->> 'kind' = $1 order by 1, n.id`,
      [kind],
    );

  async function scheduled(delistOn: string): Promise<string> {
    const { id } = await listedDataset(app, people);
    await people.provider.moved(id, 'request-delisting', { delistOn, reason: '資料整併' });
    await people.manager.moved(id, 'approve');
    await people.admin1.moved(id, 'approve');
    return id;
  }

  it('delists at 00:00 in Taipei of the day agreed, not a millisecond before, and once', async () => {
    const day = taipeiDay(new Date(Date.now() + 40 * DAY_MS));
    const id = await scheduled(day);
    await app.sql('delete from notice_outbox');
    assert.deepEqual(await runDue(parts, before1ms(midnight(day))), {
      moved: 0,
      failed: 0,
      reminded: 0,
    });
    assert.equal(await isPublic(id), true);
    assert.equal((await runDue(parts, midnight(day)))?.moved, 1);
    assert.equal(await isPublic(id), false);
    assert.equal((await people.provider.read(id)).state, 'delisted');
    assert.equal((await runDue(parts, midnight(day)))?.moved, 0);
    assert.deepEqual(await moves(id, 'delist'), [{ role: 'system', actor: null }]);
    assert.deepEqual(await notices('decision.delisted'), [
      { account: 'provider.moda', days: null, reason: '資料整併' },
    ]);
  });

  it('makes up for days on which nothing ran', async () => {
    const first = await scheduled(taipeiDay(new Date(Date.now() + 2 * DAY_MS)));
    const second = await scheduled(taipeiDay(new Date(Date.now() + 9 * DAY_MS)));
    const result = await runDue(parts, new Date(Date.now() + 30 * DAY_MS));
    assert.equal(result?.moved, 2);
    assert.deepEqual([await isPublic(first), await isPublic(second)], [false, false]);
  });

  it('leaves a dataset whose delisting was cancelled', async () => {
    const day = taipeiDay(new Date(Date.now() + 5 * DAY_MS));
    const id = await scheduled(day);
    await people.admin2.moved(id, 'cancel-delisting', { reason: '仍需公開' });
    assert.equal((await runDue(parts, midnight(day)))?.moved, 0);
    assert.equal(await isPublic(id), true);
  });

  it('ends a licence after 31 December in Taipei: off the public site, a revision stays', async () => {
    const validity = { untilYear: YEAR };
    const { id } = await listedDataset(app, people, { validity });
    const revised = await listedDataset(app, people, { validity });
    await people.provider.moved(revised.id, 'revise');
    const permanent = await listedDataset(app, people);
    const end = midnight(`${YEAR + 1}-01-01`);
    assert.equal((await runDue(parts, before1ms(end)))?.moved, 0);
    assert.equal((await runDue(parts, end))?.moved, 2);
    assert.equal((await people.provider.read(id)).state, 'delisted');
    const draft = await people.provider.read(revised.id);
    assert.deepEqual([draft.state, draft.hasPublicVersion], ['revising', false]);
    assert.equal(await isPublic(permanent.id), true);
    assert.equal((await runDue(parts, end))?.moved, 0);
    assert.deepEqual(await moves(id, 'expire'), [{ role: 'system', actor: null }]);
  });

  it('leaves nothing listed that is not public where a licence ends while its delisting is reviewed', async () => {
    const { id } = await listedDataset(app, people, { validity: { untilYear: YEAR } });
    const later = { delistOn: `${YEAR + 1}-03-01`, reason: '資料整併' };
    await people.provider.moved(id, 'request-delisting', later);
    await people.manager.moved(id, 'approve');
    const end = midnight(`${YEAR + 1}-01-01`);
    await runDue(parts, end);
    const { state, delistOn, delistedAt } = await people.admin1.moved(id, 'approve');
    assert.deepEqual([state, delistOn, delistedAt], ['delisted', null, end.toISOString()]);
  });

  it('keeps to the database’s clock where an instance’s own is wrong', async (test) => {
    const id = await scheduled(taipeiDay(new Date(Date.now() + 2 * DAY_MS)));
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 5 * DAY_MS });
    const result = await runDue(parts, await databaseNow(parts.db));
    test.mock.timers.reset();
    assert.equal(result?.moved, 0);
    assert.equal(await isPublic(id), true);
    const later = new Date(Date.now() + 5 * DAY_MS);
    assert.equal((await runDue(parts, later))?.moved, 1);
  });

  it('reminds provider and manager 90, 30 and 7 days before, each once', async () => {
    await listedDataset(app, people, { validity: { untilYear: YEAR } });
    await app.sql('delete from notice_outbox');
    const told = async (day: string) => {
      await app.sql(`update notice_outbox set closed_at = now(), outcome = 'sent'`);
      await runDue(parts, midnight(day));
      await runDue(parts, new Date(midnight(day).getTime() + 3_600_000));
      const rows = await app.sql<{ account: string; days: string }>(
        `select o.account, n.notice ->> 'days' days
         from notice_outbox n join officers o on o.admin_user_id = n.recipient_id
         where n.closed_at is null order by 1`,
      );
      return rows.map(({ account, days }) => `${account} ${days}`);
    };
    assert.deepEqual(await told(`${YEAR}-10-02`), []);
    assert.deepEqual(await told(`${YEAR}-10-03`), ['manager.moda 90', 'provider.moda 90']);
    assert.deepEqual(await told(`${YEAR}-11-20`), []);
    // The service was down on 2 December.
    assert.deepEqual(await told(`${YEAR}-12-05`), ['manager.moda 27', 'provider.moda 27']);
    assert.deepEqual(await told(`${YEAR}-12-25`), ['manager.moda 7', 'provider.moda 7']);
    assert.deepEqual(await told(`${YEAR}-12-31`), []);
  });

  it('goes on with the others when one move fails, and tries that one again', async () => {
    const day = taipeiDay(new Date(Date.now() + 3 * DAY_MS));
    const [bad, good] = [await scheduled(day), await scheduled(day)];
    const failing: TimeParts = {
      ...parts,
      move: (due) =>
        due.documentId === bad ? Promise.reject(new Error('disk full')) : parts.move(due),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
    assert.deepEqual(await runDue(failing, midnight(day)), { moved: 1, failed: 1, reminded: 0 });
    assert.equal(await isPublic(good), false);
    assert.equal((await runDue(parts, midnight(day)))?.moved, 1);
    assert.equal(await isPublic(bad), false);
  });

  it('delists each dataset once when two instances come to midnight together', async () => {
    const day = taipeiDay(new Date(Date.now() + 4 * DAY_MS));
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) ids.push(await scheduled(day));
    await app.sql('delete from notice_outbox');
    const other = spawn(
      process.execPath,
      [
        '--import=tsx',
        path.join(__dirname, '../support/second-instance.ts'),
        midnight(day).toISOString(),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const lines: string[] = [];
    for await (const line of createInterface({ input: other.stdout })) {
      if (line !== 'ready') {
        lines.push(line);
        continue;
      }
      other.stdin.write('go\n');
      // Both on the same moves, past the lock that keeps rounds apart: the datasets' own decides.
      await Promise.all(
        ids.map((id) => parts.move({ documentId: id, action: 'delist', at: midnight(day) })),
      );
      await runDue(parts, midnight(day));
    }
    for (const id of ids) assert.deepEqual((await moves(id, 'delist')).length, 1);
    assert.equal((await notices('decision.delisted')).length, ids.length);
    assert.ok(
      lines.some((line) => /^\{"moved":\d,"failed":0|^null$/.test(line)),
      lines.join(),
    );
  });
});
