import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { Browser, formInit } from '../support/browser';
import {
  passIdentityProvider,
  signIn,
  startSignInApp,
  tokenOf,
  type SignInApp,
} from '../support/sign-in';

const ROOT = 'root@example.org';
const MINUTES = 60;
const IDLE = 20 * MINUTES;
const LONGEST = 90 * MINUTES;
const ACCESS = 5 * MINUTES;

describe('sign-in under attack', () => {
  let app: SignInApp;
  before(async () => {
    app = await startSignInApp({
      BREAK_GLASS_ACCOUNTS: ROOT,
      ADMIN_ACCESS_TOKEN_SECONDS: String(ACCESS),
      ADMIN_IDLE_SECONDS: String(IDLE),
      ADMIN_SESSION_SECONDS: String(LONGEST),
      LOG_LEVEL: 'debug',
      RATE_LIMIT_SIGN_IN_FAILURES: '0',
    });
  });
  after(async () => {
    await app.close();
    delete process.env.RATE_LIMIT_SIGN_IN_FAILURES;
    for (const name of [
      'ADMIN_ACCESS_TOKEN_SECONDS',
      'ADMIN_IDLE_SECONDS',
      'ADMIN_SESSION_SECONDS',
    ]) {
      Reflect.deleteProperty(process.env, name);
    }
  });

  const me = async (token: string) =>
    (await app.http.get('/admin/users/me').set('authorization', `Bearer ${token}`)).status;
  const renew = async (browser: Browser) =>
    (await browser.request(`${app.url}/admin/access-token`, { method: 'POST' })).status;

  /** A request with headers that fetch does not let anybody choose. */
  const raw = (path: string, headers: Record<string, string>) =>
    new Promise<{ status: number; location: string; text: string }>((resolve, reject) => {
      const sent = request(`${app.url}${path}`, { headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => {
          const { statusCode: status = 0, headers: got } = answer;
          resolve({ status, location: got.location ?? '', text });
        });
      });
      sent.on('error', reject);
      sent.end();
    });

  it('believes neither Host nor X-Forwarded-*: every address comes from the settings', async () => {
    const evil = {
      host: 'evil.example',
      accept: 'text/html',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.7',
    };
    const moved = await raw('/login/start/government', evil);
    assert.equal(moved.location, `${app.url}/login/start/government?moved=1`);
    const started = await raw('/login/start/government?moved=1', evil);
    const redirectUri = new URL(started.location).searchParams.get('redirect_uri');
    assert.equal(redirectUri, `${app.url}/login/callback`);
    for (const path of ['/login', '/login/local', '/login/sign-out', '/login/callback?state=x']) {
      assert.ok(!(await raw(path, evil)).text.includes('evil.example'), path);
    }
  });

  it('leads nowhere but into the panel, whatever an address or form asks for', async () => {
    const away =
      'returnTo=https://evil.example&next=//evil.example&redirect_uri=https://evil.example';
    const browser = new Browser();
    const start = `${app.url}/login/start/government?${away}`;
    const answer = await passIdentityProvider(browser, { start, account: 'provider.moda' });
    assert.equal(answer.location?.href, `${app.url}/admin`);
    const page = await new Browser().request(`${app.url}/login?${away}`);
    assert.ok(!page.text.includes('evil.example'));
    const posted = await new Browser().request(
      `${app.url}/login/callback`,
      formInit({ state: 'x', redirect_uri: 'https://evil.example' }),
    );
    assert.equal(posted.location?.origin, app.url);
  });

  it('fixes no session: what a browser brought along is worth nothing after the sign-in', async () => {
    const attacker = new Browser();
    await signIn(app, attacker, 'provider.moda');
    const [brought, handle] = [tokenOf(attacker), attacker.cookie('corpus_sign_in') ?? ''];
    const victim = new Browser({ 'x-test': '1' });
    await victim.request(`${app.url}/login`, { headers: { cookie: `corpus_sign_in=${handle}` } });
    await signIn(app, victim, 'manager.moda');
    assert.notEqual(victim.cookie('corpus_sign_in'), handle);
    assert.notEqual(tokenOf(victim), brought);
    const asAttacker = await attacker.request(`${app.url}/login/application`);
    assert.ok(!asAttacker.text.includes('王淑芬'), 'the victim’s name');
  });

  it('takes a callback once: the same cookies and the same address again are refused', async () => {
    const browser = new Browser();
    const toCallback = (answer: { location: URL | null }) =>
      answer.location?.pathname === '/login/callback';
    const form = await browser.go(`${app.url}/login/start/government`, {}, toCallback);
    const back = await browser.go(
      form.url,
      formInit({ account: 'provider2.moda', password: 'provider2.moda' }),
      toCallback,
    );
    const names = browser.cookieNames().filter((name) => name.startsWith('corpus_flow_'));
    const cookie = names.map((name) => `${name}=${browser.cookie(name) ?? ''}`).join('; ');
    const first = await browser.request(back.location ?? '');
    assert.equal(first.location?.pathname, '/admin');
    const replay = await new Browser().request(back.location ?? '', { headers: { cookie } });
    assert.equal(replay.status, 403);
    assert.equal(await me(tokenOf(browser)), 200);
  });

  it('assigns nothing that a form or body names beyond its own fields', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'newcomer.moda');
    const wanted = { email: 'tseng@moda.example.tw', role: 'provider', consent: 'yes' };
    await browser.submit(`${app.url}/login/application`, {
      ...wanted,
      ...{ state: 'approved', agencyId: '1', agency_id: '1', officerId: '1', id: '1' },
      ...{ certificate: 'verified', certificate_state: 'verified', decided_by: '1' },
    });
    const [row] = await app.sql(
      `select a.state, a.certificate_state, a.decided_by, o.account, o.role, g.name
       from gov_oidc_applications a join officers o on o.id = a.officer_id
       join agencies g on g.id = a.agency_id`,
    );
    assert.deepEqual(row, {
      state: 'pending',
      certificate_state: 'not-needed',
      decided_by: null,
      account: 'newcomer.moda',
      role: null,
      name: '數位發展部',
    });
    const token = await app.tokenFor('manager.moda');
    const post = (path: string, body: object) =>
      app.http.post(path).set('authorization', `Bearer ${token}`).send(body);
    const list = await app.http
      .get('/gov-oidc/applications')
      .set('authorization', `Bearer ${token}`);
    const id = String(list.body.data[0].id);
    const decided = await post(`/gov-oidc/applications/${id}/decisions`, {
      ...{ decision: 'approve', role: 'platform-admin', state: 'approved', agency: '2.16' },
    });
    assert.equal(decided.status, 200);
    const [officer] = await app.sql(`select role from officers where account = 'newcomer.moda'`);
    assert.deepEqual(officer, { role: 'provider' });
  });

  it('answers NUL, half characters, lists and megabytes with a refusal, never a failure', async () => {
    const token = await app.tokenFor('manager.moda');
    const bearer = `Bearer ${token}`;
    const [account] = await app.sql<{ document_id: string }>(
      `select document_id from officers where account = 'provider.moda'`,
    );
    const id = account?.document_id ?? '';
    const queries = ['q=%00', 'q=%ED%A0%80', 'agency=%00', 'q[]=a&q[]=b', 'page=1e9', 'page=-1'];
    queries.push(
      `q=${'x'.repeat(5000)}`,
      'state[$ne]=pending',
      'role[]=provider',
      'page=99999999999',
    );
    for (const query of queries) {
      for (const path of ['applications', 'accounts']) {
        const answer = await app.http
          .get(`/gov-oidc/${path}?${query}`)
          .set('authorization', bearer);
        assert.ok(answer.status < 500, `${path}?${query}: ${String(answer.status)}`);
      }
    }
    const bodies: unknown[] = [
      [],
      'text',
      { active: 'no' },
      { active: false, remark: 'x'.repeat(1001) },
    ];
    bodies.push({ active: false, remark: '\u0000' }, { active: false, remark: ['x'] });
    for (const body of bodies) {
      const answer = await app.http
        .post(`/gov-oidc/accounts/${id}/state`)
        .set({ authorization: bearer, 'content-type': 'application/json' })
        .send(JSON.stringify(body));
      assert.ok([400, 422].includes(answer.status), JSON.stringify(body).slice(0, 60));
    }
    for (const odd of ['%00', '..%2f..', 'x'.repeat(3000), '1 or 1=1']) {
      for (const path of [`applications/${odd}/decisions`, `accounts/${odd}/state`]) {
        const answer = await app.http
          .post(`/gov-oidc/${path}`)
          .set('authorization', bearer)
          .send({ decision: 'approve', active: true });
        assert.equal(answer.status, 404, path.slice(0, 60));
      }
    }
    const forms: Record<string, string>[] = [
      { email: '\u0000', password: 'x' },
      { email: ROOT, password: 'x'.repeat(100_000) },
      { email: 'x'.repeat(100_000), password: '\u0000' },
    ];
    for (const form of forms) {
      const answer = await new Browser().submit(`${app.url}/login/local`, form);
      assert.ok([401, 413].includes(answer.status), String(answer.status));
    }
    const browser = new Browser();
    await signIn(app, browser, 'newcomer.moda');
    const late = await browser.submit(`${app.url}/login/application`, {
      ...{ email: 'a\u0000@b.tw', role: 'agency-manager\u0000', consent: 'yes' },
    });
    assert.equal(late.status, 422);
    for (const state of ['%00', 'x'.repeat(5000), '%ED%A0%80', '..%2F', 'a;b=c']) {
      const answer = await new Browser().request(`${app.url}/login/callback?state=${state}`);
      assert.equal(answer.status, 403, state.slice(0, 20));
    }
  });

  it('answers attempts on every address alike: counted, locked, and with a password looked at', async () => {
    const attempt = async (email: string) => {
      const started = performance.now();
      const answer = await new Browser().submit(`${app.url}/login/local`, {
        email,
        password: 'wrong',
      });
      return { ms: performance.now() - started, locked: answer.text.includes('鎖定 15 分鐘') };
    };
    await app.strapi.service('admin::user').create({
      ...{ email: ROOT, firstname: 'Local', password: 'Break-glass-2026' },
      ...{ isActive: true, registrationToken: null, roles: [] },
    });
    await app.sql('delete from gov_oidc_lockouts');
    const medians: number[] = [];
    for (const email of [ROOT, 'nobody@example.org']) {
      const tries = [];
      for (let count = 0; count < 5; count++) tries.push(await attempt(email));
      assert.ok(tries.every(({ locked }) => !locked));
      assert.ok((await attempt(email)).locked, email);
      medians.push(tries.map(({ ms }) => ms).sort((a, b) => a - b)[2] ?? 0);
    }
    const [named = 0, stranger = 0] = medians;
    assert.ok(stranger > named / 3, `${String(named)} and ${String(stranger)} ms`);
  });

  it('lets sessions idle and live as long as the settings say, and no longer', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'provider.moda');
    const token = tokenOf(browser);
    const [, payload = ''] = token.split('.');
    const { iat, exp, sessionId } = JSON.parse(
      Buffer.from(payload, 'base64url').toString(),
    ) as Record<string, number> & { sessionId: string };
    assert.equal((exp ?? 0) - (iat ?? 0), ACCESS);
    const [row] = await app.sql<{ idle: string; longest: string }>(
      `select extract(epoch from expires_at - created_at) as idle,
              extract(epoch from absolute_expires_at - created_at) as longest
       from strapi_sessions where session_id = $1`,
      [sessionId],
    );
    assert.ok(Math.abs(Number(row?.idle) - IDLE) < 5, row?.idle);
    assert.ok(Math.abs(Number(row?.longest) - LONGEST) < 5, row?.longest);
    assert.equal(await renew(browser), 200);
    const past = `now() at time zone 'utc' - interval '1 second'`;
    const userId = `(select admin_user_id::text from officers where account = 'provider.moda')`;
    await app.sql(
      `update strapi_sessions set absolute_expires_at = ${past} where user_id = ${userId}`,
    );
    assert.equal(await renew(browser), 401, 'the longest time has passed, although it was used');
    const other = new Browser();
    await signIn(app, other, 'provider.moda');
    // Renewing asks for the token's age, the panel's requests for its end.
    await app.sql(
      `update strapi_sessions set expires_at = ${past},
         created_at = created_at - interval '${String(IDLE + 1)} seconds'
       where user_id = ${userId}`,
    );
    assert.equal(await renew(other), 401, 'it idled too long');
    assert.equal(await me(tokenOf(other)), 401);
  });

  it('writes no code, state, token, PIN or e-mail into the log, and no token into an address', async () => {
    const lines: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array) => {
      lines.push(String(chunk));
      return write(chunk);
    };
    const addresses: string[] = [];
    try {
      const browser = new Browser();
      const seen = (answer: { url: URL; location: URL | null }) => {
        addresses.push(answer.url.href, answer.location?.href ?? '');
        return answer.location?.pathname === '/admin';
      };
      const form = await browser.go(`${app.url}/login/start/government`, {}, seen);
      const credentials = { account: 'manager.moc', password: 'manager.moc' };
      await browser.go(form.url, formInit(credentials), seen);
      await browser.request(`${app.url}/login/callback?code=secret-code&state=secret-state`);
      await browser.submit(`${app.url}/login/sign-out`, {});
    } finally {
      process.stdout.write = write;
    }
    const log = lines.join('');
    assert.ok(log.includes('/login/callback'), 'requests are logged');
    for (const address of addresses) {
      assert.doesNotMatch(address, /eyJ|id_token|access_token|refresh/);
      for (const value of address === '' ? [] : new URL(address).searchParams.values()) {
        const isSecret = value.length >= 20 && !value.startsWith('http') && !value.includes(' ');
        assert.ok(!isSecret || !log.includes(value), `the log has ${value.slice(0, 8)}…`);
      }
    }
    assert.doesNotMatch(log, /eyJ|secret-code|secret-state|@demo\.invalid/);
  });
});
