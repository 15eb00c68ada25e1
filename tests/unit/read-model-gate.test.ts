import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import Koa from 'koa';
import supertest from 'supertest';
import { readModelGate } from '../../src/public/read-model/gate';
import { readModelState } from '../../src/public/read-model/state';

describe('while a new version fills its read model', () => {
  const app = new Koa();
  app.use(readModelGate());
  app.use((ctx) => {
    ctx.body = 'served';
  });
  const http = supertest(app.callback());
  afterEach(() => {
    readModelState.building = false;
  });

  it('tells readers of the corpus when to come back, and serves everything else', async () => {
    readModelState.building = true;
    for (const path of ['/api/datasets', '/api/datasets/x/download', '/graphql', '/sitemap.xml']) {
      const { status, body, headers } = await http.get(path);
      assert.equal(status, 503, path);
      assert.equal(body.error.details.code, 'corpus.being_built');
      assert.equal(headers['retry-after'], '10');
    }
    assert.equal((await http.get('/review-workflow/datasets')).text, 'served');
  });

  it('serves everything when it is in place', async () => {
    assert.equal((await http.get('/api/datasets')).text, 'served');
  });
});
