import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { guardVersion } from '../../src/guard/sql';
import { startApp, type TestApp } from '../support/app';
import { decision, FIRST_VERSION, LIFE } from '../support/life';
import { brokenPromises } from '../support/promises';
import { readyDrafts } from '../support/ready-drafts';
import { spawnService, untilReady, type ServiceProcess } from '../support/service-process';
import { decideAt } from '../support/storm';

const CLIENTS = 4;
/** From a draft to the public site. */
const STEPS = LIFE.slice(0, 3);

describe('a newer version that starts beside one that serves', () => {
  let app: TestApp;
  let older: ServiceProcess;
  let newer: ServiceProcess | undefined;
  let drafts: string[];
  const tokens = new Map<string, string>();

  before(async () => {
    app = await startApp();
    drafts = await readyDrafts(app, { count: 1_000, provider: 'provider.moda' });
    for (const { account } of STEPS) tokens.set(account, await app.tokenFor(account));
    older = await spawnService(app.database);
    await untilReady(older);
  });
  after(async () => {
    await older.stop('SIGKILL');
    await newer?.stop('SIGKILL');
    await app.close();
  });

  /** Takes datasets through their reviews until told to stop; every answer that is not 200. */
  async function work(service: ServiceProcess, goOn: () => boolean): Promise<string[]> {
    const others: string[] = [];
    const client = async () => {
      for (let id = drafts.pop(); id !== undefined; id = goOn() ? drafts.pop() : undefined) {
        let version = FIRST_VERSION;
        for (const step of STEPS) {
          const move = decision(step, version);
          const token = tokens.get(step.account) ?? '';
          const answer = await decideAt({ url: service.url, token, id, move });
          if (answer.status !== 200) others.push(`${step.action}: ${answer.status} ${answer.code}`);
          version = answer.data?.version ?? version;
        }
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    return others;
  }

  it('puts its rules in place without a decision that fails at either', async () => {
    // What an installation of the version before looks like: other texts of everything.
    await app.ownerSql(`update guard.meta set value = 'older' where key = 'version'`);
    await app.ownerSql(`comment on trigger guard_row on public.datasets is 'older'`);
    await app.ownerSql(`drop index public.datasets_draft_name`);
    await app.ownerSql(`update corpus_read_model set version = 'older'`);
    let starting = true;
    const working = work(older, () => starting);
    newer = await spawnService(app.database);
    const [others] = await Promise.all([
      working,
      untilReady(newer).finally(() => {
        starting = false;
      }),
    ]);
    assert.deepEqual(others, []);
    let left = 20;
    assert.deepEqual(await work(newer, () => (left -= 1) > 0), []);
    left = 20;
    assert.deepEqual(await work(older, () => (left -= 1) > 0), []);
  });

  it('leaves the rules of the newer one, and every promise kept', async () => {
    const [meta] = await app.sql<{ value: string }>(
      `select value from guard.meta where key = 'version'`,
    );
    assert.equal(meta?.value, guardVersion());
    assert.equal(
      (await app.sql(`select from pg_indexes where indexname = 'datasets_draft_name'`)).length,
      1,
    );
    assert.deepEqual(await brokenPromises((text, params) => app.ownerSql(text, params)), []);
  });
});
