import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { loadDemoDatasets } from '../../src/demo/datasets';
import { DEMO_DATASETS } from '../../src/demo/datasets/specs';
import { startApp, type TestApp } from '../support/app';

describe('the demo', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
    app.strapi.server.httpServer.listen(0, '127.0.0.1');
    await once(app.strapi.server.httpServer, 'listening');
  });
  after(() => app.close());

  it('has datasets in every state that people meet, all marked as demo, made once', async () => {
    assert.equal(await loadDemoDatasets(app.strapi), DEMO_DATASETS.length);
    const states = await app.sql<{ state: string; n: number }>(
      `select state, count(*)::int n from datasets where published_at is null group by 1 order by 1`,
    );
    assert.deepEqual(
      states.map(({ state, n }) => `${state} ${n}`),
      [
        'delisted 1',
        'delisting-review-agency 1',
        'draft 1',
        'listed 4',
        'listing-review-agency 1',
        'listing-review-platform 1',
        'revising 1',
      ],
    );
    const names = await app.sql<{ name: string }>('select name from datasets');
    assert.ok(names.every(({ name }) => name.endsWith('（示範資料）')));
    assert.equal(await loadDemoDatasets(app.strapi), 0);
  });
});
