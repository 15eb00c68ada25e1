import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser } from '../support/browser';
import { signIn, startSignInApp, tokenOf, type SignInApp } from '../support/sign-in';

describe('signing in with a government account', () => {
  let app: SignInApp;
  before(async () => {
    app = await startSignInApp({ BREAK_GLASS_ACCOUNTS: 'Root@Example.org' });
  });
  after(() => app.close());

  const me = (token: string) =>
    app.http.get('/admin/users/me').set('authorization', `Bearer ${token}`);

  it('shows the three unit types, says which are not open, in Chinese first and English on demand', async () => {
    const chinese = await new Browser().request(`${app.url}/login`);
    assert.equal(chinese.status, 200);
    for (const words of [
      '請選擇申請單位類型',
      '政府機關',
      '公司行號',
      '團體組織',
      '尚未開放登入',
    ]) {
      assert.ok(chinese.text.includes(words), words);
    }
    assert.ok(!chinese.text.includes('/login/start/company'));
    const english = await new Browser({ 'accept-language': 'en' }).request(`${app.url}/login`);
    assert.ok(english.text.includes('Government agency'));
  });

  it('remembers the text size that a person chose', async () => {
    const browser = new Browser();
    await browser.request(`${app.url}/login?size=large`);
    const later = await browser.request(`${app.url}/login`);
    assert.ok(later.text.includes('data-size="large"'));
  });

  it('leads an officer with a role through the provider into the panel, with a session of its own', async () => {
    const browser = new Browser();
    const answer = await signIn(app, browser, 'provider.moda');
    assert.equal(answer.location?.pathname, '/admin');
    const user = await me(tokenOf(browser));
    assert.equal(user.body.data.firstname, '林怡君');
    const refreshed = await browser.request(`${app.url}/admin/access-token`, { method: 'POST' });
    assert.equal(refreshed.status, 200);
  });

  it('tells a citizen what to do, and makes no account', async () => {
    const answer = await signIn(app, new Browser(), 'citizen.lin');
    assert.equal(answer.status, 403);
    assert.ok(answer.text.includes('申請公務帳號'));
    const rows = await app.sql(`select from officers where subject = 'citizen.lin'`);
    assert.equal(rows.length, 0);
  });

  it('leads an officer without a role to the application, and not into the panel', async () => {
    const browser = new Browser();
    const answer = await signIn(app, browser, 'newcomer.moda');
    assert.equal(answer.url.pathname, '/login/application');
    assert.ok(answer.text.includes('選擇申請身分'));
    assert.equal(browser.cookie('jwtToken'), undefined);
  });

  it('keeps of a sign-in under way nothing but a hash, and uses it once', async () => {
    const browser = new Browser();
    const start = await browser.request(`${app.url}/login/start/government`);
    const state = start.location?.searchParams.get('state') ?? '';
    const nonce = start.location?.searchParams.get('nonce') ?? '';
    assert.equal(start.location?.searchParams.get('code_challenge_method'), 'S256');
    const stored = JSON.stringify(await app.sql('select * from gov_oidc_flows'));
    const handle = browser.cookie(browser.cookieNames()[0] ?? '') ?? '';
    for (const secret of [state, nonce, handle]) assert.ok(!stored.includes(secret));
    const before = await app.sql('select count(*)::int as n from gov_oidc_flows');
    const callback = `${app.url}/login/callback?code=x&state=${state}&iss=${app.provider.url}`;
    assert.equal((await browser.request(callback)).status, 403);
    const after = await app.sql('select count(*)::int as n from gov_oidc_flows');
    assert.equal(Number(after[0]?.n), Number(before[0]?.n) - 1);
  });

  it('refuses a response to another browser: the flow belongs to the one that began it', async () => {
    const victim = new Browser();
    const attacker = new Browser();
    const start = await attacker.request(`${app.url}/login/start/government`);
    const state = start.location?.searchParams.get('state') ?? '';
    const callback = `${app.url}/login/callback?code=x&state=${state}&iss=${app.provider.url}`;
    const answer = await victim.request(callback);
    assert.equal(answer.status, 403);
    assert.ok(answer.text.includes('重新登入'));
  });

  it('sends people who open the panel without a session to /login, however the path is written', async () => {
    for (const path of ['/admin', '/ADMIN/', '//admin//auth/login', '/admin/auth/register-admin']) {
      const answer = await new Browser().request(`${app.url}${path}`);
      assert.equal(answer.status, 302, path);
      assert.equal(answer.location?.pathname, '/login', path);
    }
  });

  it('ends the session here when signing out, offers the provider, and can be repeated', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'manager.moc');
    const token = tokenOf(browser);
    assert.equal((await me(token)).status, 200);
    const answer = await browser.submit(`${app.url}/login/sign-out`, {});
    assert.equal(answer.status, 200);
    assert.ok(answer.text.includes('name="id_token_hint"'));
    assert.ok(answer.headers.get('content-security-policy')?.includes(app.provider.url));
    assert.equal(browser.cookie('jwtToken'), undefined);
    assert.equal((await me(token)).status, 401);
    const again = await browser.submit(`${app.url}/login/sign-out`, {});
    assert.equal(again.status, 200);
    assert.ok(!again.text.includes('id_token_hint'));
  });

  it('goes on with signing out at the provider after a person signed out in the panel', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'manager.moc');
    const headers = { authorization: `Bearer ${tokenOf(browser)}` };
    await browser.request(`${app.url}/admin/logout`, { method: 'POST', headers });
    const answer = await browser.go(`${app.url}/login`);
    assert.equal(answer.url.pathname, '/login/sign-out');
    assert.ok(answer.text.includes('您已登出'));
    assert.ok(answer.text.includes('name="id_token_hint"'));
    assert.equal((await browser.go(`${app.url}/login`)).url.pathname, '/login');
  });

  it('leads to the login page, and signs nobody out, where a session in the panel ran out', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'manager.moc');
    const headers = { authorization: 'Bearer expired' };
    await browser.request(`${app.url}/admin/logout`, { method: 'POST', headers });
    const answer = await browser.go(`${app.url}/login`);
    assert.equal(answer.url.pathname, '/login');
    assert.ok(answer.text.includes('請選擇申請單位類型'));
  });

  it('keeps what an officer had filled in when the sign-in ran out, for that officer alone', async () => {
    const browser = new Browser();
    const page = await signIn(app, browser, 'newcomer.moda');
    const applicant = /name="applicant" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await app.sql(`update gov_oidc_sign_ins set expires_at = now() - interval '1 second'`);
    const late = await browser.submit(`${app.url}/login/application`, {
      applicant,
      email: 'kept@moda.example.tw',
      role: 'agency-manager',
      consent: 'yes',
    });
    assert.equal(late.status, 403);
    assert.ok(late.text.includes('已經保留'));
    assert.equal((await app.sql('select from gov_oidc_applications')).length, 0);
    const again = await signIn(app, browser, 'newcomer.moda');
    assert.ok(again.text.includes('value="kept@moda.example.tw"'));
    assert.match(again.text, /value="agency-manager" required checked/);
    await app.sql(`update officers set role = null where account = 'provider2.moda'`);
    browser.forget('corpus_sign_in');
    browser.forget('_session');
    const other = await signIn(app, browser, 'provider2.moda');
    assert.equal(other.url.pathname, '/login/application');
    assert.ok(!other.text.includes('kept@moda.example.tw'));
  });

  it('keeps nothing of a form that says nobody, or a made-up officer', async () => {
    for (const applicant of ['', 'x'.repeat(60)]) {
      const browser = new Browser();
      const answer = await browser.submit(`${app.url}/login/application`, {
        applicant,
        email: 'kept@moda.example.tw',
      });
      assert.equal(answer.status, 403);
      assert.ok(!browser.cookieNames().includes('corpus_application'));
    }
  });

  it('does not let another site sign a person out', async () => {
    const browser = new Browser({ origin: 'https://evil.example' });
    const answer = await browser.submit(`${app.url}/login/sign-out`, {});
    assert.equal(answer.status, 403);
  });

  it('stores the ID token encrypted', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'provider.moc');
    const rows = await app.sql<{ sealed_id_token: string }>(
      'select sealed_id_token from gov_oidc_sign_ins where sealed_id_token is not null',
    );
    assert.ok(rows.length > 0);
    for (const { sealed_id_token: sealed } of rows) assert.ok(!sealed.startsWith('eyJ'));
  });
});
