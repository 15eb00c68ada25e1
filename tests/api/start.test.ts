import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';

describe('a started service', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it('works in UTF-8 as an ordinary database user that owns its tables', async () => {
    const rows = await app.sql(
      `select current_user as user, pg_encoding_to_char(encoding) as encoding, tableowner as owner
         from pg_database, pg_tables where datname = current_database() and tablename = 'datasets'`,
    );
    assert.deepEqual(rows, [{ user: 'corpus_app', encoding: 'UTF8', owner: 'corpus_app' }]);
  });

  it('knows the officers of the demo, who enter with their own token', async () => {
    const token = await app.tokenFor('provider.moda');
    const answer = await app.http.get('/admin/users/me').set('authorization', `Bearer ${token}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.body.data.username, 'provider.moda');
  });

  it('lets nobody into the back office without a token', async () => {
    const answer = await app.http.get('/admin/users/me');
    assert.equal(answer.status, 401);
  });
});
