import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp, type TestApp } from '../support/app';

/** Both limits count in windows that divide this one. */
const WINDOW_MS = 15 * 60_000;

const UPLOADS = path.resolve(__dirname, '../../public/uploads');

describe('the safety of every answer', () => {
  let app: TestApp;
  before(async () => {
    await mkdir(UPLOADS, { recursive: true });
    await writeFile(path.join(UPLOADS, 'test-page.html'), '<script>alert(1)</script>');
    app = await startApp({
      env: {
        CORS_ORIGINS: 'https://corpus.example,https://other.example',
        TRUST_PROXY: 'true',
        RATE_LIMIT_PUBLIC_PER_MINUTE: '40',
        RATE_LIMIT_SIGN_IN_FAILURES: '5',
      },
    });
    // The clock stands still at the beginning of a window: none ends while the tests count.
    const now = Math.ceil(Date.now() / WINDOW_MS) * WINDOW_MS;
    mock.timers.enable({ apis: ['Date'], now });
  });
  after(async () => {
    mock.timers.reset();
    await rm(path.join(UPLOADS, 'test-page.html'), { force: true });
    await app.close();
    for (const name of [
      'CORS_ORIGINS',
      'TRUST_PROXY',
      'RATE_LIMIT_PUBLIC_PER_MINUTE',
      'RATE_LIMIT_SIGN_IN_FAILURES',
    ]) {
      Reflect.deleteProperty(process.env, name);
    }
  });

  it('carries security headers on answers, refusals, failures and unknown paths alike', async () => {
    for (const [method, target] of [
      ['get', '/api/datasets'],
      ['get', '/api/datasets?nonsense=1'],
      ['get', '/api/nowhere'],
      ['get', '/nowhere'],
      ['get', '/%'],
      ['get', '/admin/users/me'],
      ['get', '/livez'],
      ['post', '/api/datasets'],
      ['post', '/api/auth/local'],
      ['get', '/review-workflow/datasets'],
      ['get', '/graphql'],
      ['options', '/api/datasets'],
    ] as const) {
      const { headers, status } = await app.http[method](target);
      const where = `${method} ${target} (${status})`;
      assert.equal(headers['x-content-type-options'], 'nosniff', where);
      assert.match(headers['content-security-policy'] ?? '', /script-src 'self'/, where);
      assert.doesNotMatch(headers['content-security-policy'] ?? '', /script-src[^;]*unsafe/, where);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin-allow-popups', where);
      assert.equal(headers['x-frame-options'], 'SAMEORIGIN', where);
      assert.match(headers['strict-transport-security'] ?? '', /max-age/, where);
      assert.equal(headers['x-powered-by'], undefined, where);
      assert.ok(status < 500, where);
    }
  });

  it('has a picture of its own for the browser tab', async () => {
    const { status, headers } = await app.http.get('/favicon.ico');
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', /^image\//);
  });

  it('opens its interfaces to the configured origins only', async () => {
    const allowed = await app.http.get('/api/tags').set('origin', 'https://corpus.example');
    assert.equal(allowed.headers['access-control-allow-origin'], 'https://corpus.example');
    for (const origin of ['https://evil.example', 'null', 'https://corpus.example.evil.example']) {
      for (const target of ['/api/tags', '/api/nowhere', '/graphql']) {
        const { headers } = await app.http.get(target).set('origin', origin);
        assert.equal(headers['access-control-allow-origin'], undefined, `${origin} ${target}`);
      }
      const asked = await app.http
        .options('/graphql')
        .set('origin', origin)
        .set('access-control-request-method', 'POST');
      assert.equal(asked.headers['access-control-allow-origin'], undefined);
    }
  });

  it('lets no uploaded file run as a page, however its path is written', async () => {
    for (const target of [
      '/uploads/test-page.html',
      '/%75ploads/test-page.html',
      '//uploads/test-page.html',
    ]) {
      const { headers, status } = await app.http.get(target);
      if (status === 404) continue;
      assert.equal(headers['content-disposition'], 'attachment', target);
      assert.match(headers['content-security-policy'] ?? '', /sandbox/, target);
    }
    assert.equal((await app.http.get('/uploads/test-page.html')).status, 200);
  });

  it('limits what one address may ask in a minute, and tells it when to come back', async () => {
    const from = (address: string) =>
      app.http.get('/api/tags?fields=code').set('x-forwarded-for', address);
    const statuses = await Promise.all(
      Array.from({ length: 45 }, () => from('192.0.2.7').then((r) => r.status)),
    );
    assert.equal(statuses.filter((status) => status === 200).length, 40);
    const refused = await from('192.0.2.7');
    assert.equal(refused.status, 429);
    assert.equal(refused.body.error.details.code, 'query.rate_limited');
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.equal((await from('192.0.2.8')).status, 200);
  });

  it('keeps the counts where other instances see them, without addresses', async () => {
    const counted = async () =>
      app.sql<{ client: string; hits: number }>('select client, hits from corpus_rate_counts');
    // Counts are exchanged once a second, in the course of a request.
    mock.timers.tick(2_000);
    await app.http.get('/api/tags').set('x-forwarded-for', '192.0.2.9');
    const deadline = performance.now() + 30_000;
    while (!(await counted()).some(({ hits }) => hits >= 40)) {
      assert.ok(performance.now() < deadline, 'the counts never reached the table');
      await pause(20);
    }
    assert.ok(!JSON.stringify(await counted()).includes('192.0.2'));
  });

  it('slows down guessing of passwords from one address', async () => {
    const guess = () =>
      app.http
        .post('/api/auth/local')
        .set('x-forwarded-for', '192.0.2.50')
        .send({ identifier: `x${Math.random()}@example.invalid`, password: 'wrong' });
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await guess()).status);
    assert.deepEqual(statuses.slice(5), [429, 429]);
    assert.ok(!statuses.slice(0, 5).includes(429));
  });
});
