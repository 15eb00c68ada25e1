import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { addOfficers, changeRole, type NewOfficer } from '../support/officers';
import { auditTrail, brokenPromises, type Ask } from '../support/promises';
import { readyDrafts } from '../support/ready-drafts';
import { spawnService, untilReady, type ServiceProcess } from '../support/service-process';
import { decideAt, inParallel, setting, type Answer } from '../support/storm';

/** STORM_DATASETS=2000 makes a longer storm. */
const DATASETS = setting('STORM_DATASETS', 200);
/** Datasets that are decided on at once, by eight people each. */
const WIDTH = 6;
/** Of these the provider sends the submission to both instances. */
const SENT_TWICE = 30;

interface Decider {
  readonly account: string;
  readonly action: string;
}

/** Submits half of the datasets as a provider and reviews as a manager afterwards. */
const PROMOTED = 'storm.promoted';
const MANAGERS = ['manager.moda', 'storm.manager1', 'storm.manager2', 'storm.manager3'] as const;
const ADMINS = ['admin1.platform', 'admin2.platform', 'storm.admin1', 'storm.admin2'] as const;

const MORE_PEOPLE: readonly NewOfficer[] = [
  { account: PROMOTED, role: 'provider' },
  ...MANAGERS.slice(1).map((account) => ({ account, role: 'agency-manager' }) as const),
  ...ADMINS.slice(2).map((account) => ({ account, role: 'platform-admin' }) as const),
];

/** Eight people; the submitter is among them, once as its provider and once as a manager since. */
const AT_THE_AGENCY: readonly Decider[] = [
  { account: 'provider.moda', action: 'withdraw' },
  { account: PROMOTED, action: 'approve' },
  { account: MANAGERS[0], action: 'approve' },
  { account: MANAGERS[1], action: 'return' },
  { account: MANAGERS[2], action: 'approve' },
  { account: MANAGERS[3], action: 'approve' },
  { account: 'admin1.platform', action: 'approve' },
  { account: 'manager.moc', action: 'return' },
];
const AT_THE_PLATFORM: readonly Decider[] = [
  { account: 'provider.moda', action: 'withdraw' },
  { account: PROMOTED, action: 'approve' },
  { account: MANAGERS[0], action: 'return' },
  { account: MANAGERS[2], action: 'approve' },
  { account: ADMINS[0], action: 'approve' },
  { account: ADMINS[1], action: 'return' },
  { account: ADMINS[2], action: 'approve' },
  { account: ADMINS[3], action: 'approve' },
];

/** Conflicts with another decision, and refusals that no race changes. */
const REFUSALS = new Set([
  '409 review.stale_version',
  '409 review.stale_state',
  '409 review.transition_not_allowed',
  '403 review.forbidden',
  '403 review.own_submission',
  '403 review.not_submitter',
  '403 review.second_approval',
  '403 review.manager_decides',
  '404 review.not_found',
]);

describe('eight people who decide at the same moment, on two instances', () => {
  let app: TestApp;
  let services: readonly ServiceProcess[] = [];
  let ids: readonly string[];
  let waiting: readonly string[] = [];
  const ask: Ask = (text, params) => app.ownerSql(text, params);
  const tokens = new Map<string, string>();

  before(async () => {
    app = await startApp();
    services = await Promise.all([spawnService(app.database), spawnService(app.database)]);
    await addOfficers(app, MORE_PEOPLE);
    for (const { account } of [...AT_THE_AGENCY, ...AT_THE_PLATFORM])
      tokens.set(account, await app.tokenFor(account));
    const half = Math.floor(DATASETS / 2);
    ids = [
      ...(await readyDrafts(app, { count: half, provider: PROMOTED })),
      ...(await readyDrafts(app, { count: DATASETS - half, provider: 'provider.moda' })),
    ];
    await Promise.all(services.map(untilReady));
  });
  after(async () => {
    await Promise.all(services.map((service) => service.stop('SIGKILL')));
    await app.close();
  });

  const url = (index: number) => services[index % services.length]?.url ?? '';
  const token = (account: string) => tokens.get(account) ?? '';

  async function everybodyOn(
    id: string,
    deciders: readonly Decider[],
    version: number,
  ): Promise<readonly Answer[]> {
    return Promise.all(
      deciders.map(({ account, action }, index) =>
        decideAt({
          url: url(index),
          token: token(account),
          id,
          move: { action, version, reason: '同時決定' },
        }),
      ),
    );
  }

  /** One success and seven refusals, each with a reason, for every dataset. @returns the successes. */
  async function storm(
    datasets: readonly string[],
    deciders: readonly Decider[],
    version: number,
  ): Promise<string[]> {
    const answers = await inParallel(datasets, WIDTH, (id) => everybodyOn(id, deciders, version));
    return answers.map((given, index) => {
      const told = given.map(({ status, code }) => `${String(status)} ${code ?? ''}`.trim());
      const won = given.filter(({ status }) => status === 200);
      const unexpected = told.filter((one) => one !== '200' && !REFUSALS.has(one));
      assert.deepEqual([won.length, unexpected], [1, []], `${datasets[index]}: ${told.join(', ')}`);
      return won[0]?.data?.state ?? '';
    });
  }

  it('submits each dataset once, also where its provider sends it to both instances', async () => {
    await inParallel(ids, WIDTH, async (id, index) => {
      const account = index < Math.floor(DATASETS / 2) ? PROMOTED : 'provider.moda';
      const twice = index < SENT_TWICE;
      const answers = await Promise.all(
        (twice ? [0, 1] : [index]).map((at) =>
          decideAt({
            url: url(at),
            token: token(account),
            id,
            move: { action: 'submit', version: 2 },
          }),
        ),
      );
      const told = answers.map(({ status }) => status).sort();
      assert.deepEqual(
        told,
        twice ? [200, 409] : [200],
        JSON.stringify(answers.map(({ code }) => code)),
      );
    });
    await changeRole(app, PROMOTED, 'agency-manager');
  });

  it('lets exactly one of the first decisions count, and tells the others why theirs did not', async () => {
    const states = await storm(ids, AT_THE_AGENCY, 3);
    waiting = ids.filter((_, index) => states[index] === 'listing-review-platform');
    assert.ok(waiting.length > 0, 'some were approved');
  });

  it('lets exactly one of the second decisions count', async () => {
    const states = await storm(waiting, AT_THE_PLATFORM, 4);
    assert.ok(states.includes('listed'));
  });

  it('leaves one audit entry a decision and no broken promise', async () => {
    const trail = await auditTrail(ask);
    assert.equal(trail.length, 2 * ids.length + waiting.length);
    assert.deepEqual(await brokenPromises(ask), []);
  });

  it('answered nobody with an error of its own', () => {
    const errors = services.flatMap((service) =>
      service.logged().filter((line) => line['level'] === 'error'),
    );
    assert.deepEqual(errors, []);
  });
});
