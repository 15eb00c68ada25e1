import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser } from '../support/browser';
import { signIn, startSignInApp, tokenOf, type SignInApp } from '../support/sign-in';

const ROOT = 'root@example.org';
const PASSWORD = 'Break-glass-2026';

/** Of one door: the router reads some of them as /admin/login, the rest leads nowhere. */
const SPELLINGS = [
  ...['/admin/login', '/ADMIN/Login', '/admin//login', '//admin/login', '/admin/login/'],
  ...['/%61dmin/login', '/admin/%6Cogin', '/admin%2Flogin', '/admin/./login', '/x/../admin/login'],
  ...['/admin/login?x=1', '/admin/login;x=1', '/admin/auth/login', '/api/admin/login'],
];

describe('an officer who moves, and the local accounts', () => {
  let app: SignInApp;
  before(async () => {
    app = await startSignInApp({ BREAK_GLASS_ACCOUNTS: ROOT });
    for (const email of [ROOT, 'other@example.org']) {
      await app.strapi.service('admin::user').create({
        email,
        firstname: 'Local',
        password: PASSWORD,
        isActive: true,
        registrationToken: null,
        roles: [],
      });
    }
  });
  after(() => app.close());

  const agencyId = async (oid: string) => {
    const [row] = await app.sql<{ id: number }>('select id from agencies where oid = $1', [oid]);
    assert.ok(row);
    return row.id;
  };
  const officer = async (account: string) => {
    const [row] = await app.sql<{ role: string | null; agency_id: number; id: number }>(
      'select id, role, agency_id from officers where account = $1',
      [account],
    );
    assert.ok(row);
    return row;
  };
  const me = (token: string) =>
    app.http.get('/admin/users/me').set('authorization', `Bearer ${token}`);

  it('ends the rights in the former agency when the provider names another, and opens an application', async () => {
    const browser = new Browser();
    await signIn(app, browser, 'provider2.moda');
    const token = tokenOf(browser);
    const moc = await agencyId('2.16.886.101.20003.20067');
    await app.sql('update officers set agency_id = $1 where account = $2', [moc, 'provider2.moda']);
    const moved = await signIn(app, new Browser(), 'provider2.moda');
    assert.equal(moved.url.pathname, '/login/application');
    assert.ok(moved.text.includes('審核中'));
    assert.equal((await me(token)).status, 401);
    const now = await officer('provider2.moda');
    assert.equal(now.role, null);
    const applications = await app.sql(
      'select role, state, agency_id from gov_oidc_applications where officer_id = $1',
      [now.id],
    );
    assert.deepEqual(applications, [
      { role: 'provider', state: 'pending', agency_id: now.agency_id },
    ]);
    const entries = await app.sql<{ action: string }>(
      'select action from guard.account_entry order by seq',
    );
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['agency-changed', 'applied'],
    );
  });

  it("keeps a platform admin's rights, which belong to no agency", async () => {
    const moc = await agencyId('2.16.886.101.20003.20067');
    await app.sql('update officers set agency_id = $1 where account = $2', [
      moc,
      'admin2.platform',
    ]);
    const answer = await signIn(app, new Browser(), 'admin2.platform');
    assert.equal(answer.location?.pathname, '/admin');
  });

  it('keeps the rights where the agency was merged into the one that the provider names', async () => {
    const moda = await agencyId('2.16.886.101.20003.20082');
    const [old] = await app.sql<{ id: number }>(
      `insert into agencies (document_id, oid, name, retired, successor_id)
       values ('formeragency000000000000', '2.16.886.101.20003.29999', '前機關', true, $1)
       returning id`,
      [moda],
    );
    assert.ok(old);
    await app.sql('update officers set agency_id = $1 where account = $2', [
      old.id,
      'provider.moda',
    ]);
    const answer = await signIn(app, new Browser(), 'provider.moda');
    assert.equal(answer.location?.pathname, '/admin');
    const now = await officer('provider.moda');
    assert.deepEqual([now.role, now.agency_id], ['provider', moda]);
  });

  it('opens no account in an agency that is no longer in use and has no successor, and says what to do', async () => {
    const retire = (retired: boolean) =>
      app.sql(`update agencies set retired = $1 where oid = '2.16.886.101.20003.20067'`, [retired]);
    await app.sql(`update officers set role = null where account = 'provider.moc'`);
    await retire(true);
    const refused = await signIn(app, new Browser(), 'provider.moc');
    assert.equal(refused.status, 403);
    assert.ok(refused.text.includes('已停用，且沒有承接的機關'));
    // Who has a role there finishes the work.
    const manager = await signIn(app, new Browser(), 'manager.moc');
    assert.equal(manager.location?.pathname, '/admin');
    await retire(false);
    const admitted = await signIn(app, new Browser(), 'provider.moc');
    assert.equal(admitted.url.pathname, '/login/application');
  });

  it('has platform admins named by the Super Admin alone, whose choice counts at the next sign-in', async () => {
    const [superRole] = await app.sql<{ id: number }>(
      `select id from admin_roles where code = 'strapi-super-admin'`,
    );
    const [root] = await app.sql<{ id: number }>('select id from admin_users where email = $1', [
      ROOT,
    ]);
    assert.ok(superRole && root);
    await app.strapi.db
      .query('admin::user')
      .update({ where: { id: root.id }, data: { roles: [superRole.id] } });
    const [account] = await app.sql<{ document_id: string }>(
      `select document_id from officers where account = 'manager.moc'`,
    );
    assert.ok(account);
    const path = `/gov-oidc/accounts/${account.document_id}/role`;
    const ask = async (token: string) =>
      app.http
        .post(path)
        .set('authorization', `Bearer ${token}`)
        .send({ role: 'platform-admin', remark: '派任' });
    const rootLogin = await login('/admin/login', ROOT, PASSWORD);
    assert.equal((await ask(await app.tokenFor('admin1.platform'))).status, 403);
    assert.equal((await ask(await app.tokenFor('manager.moda'))).status, 404);
    assert.equal((await ask(rootLogin.body.data.accessToken)).status, 200);
    assert.equal((await officer('manager.moc')).role, 'platform-admin');
    const browser = new Browser();
    await signIn(app, browser, 'manager.moc');
    const answer = await me(tokenOf(browser));
    assert.deepEqual(
      answer.body.data.roles.map((role: { code: string }) => role.code),
      ['platform-admin'],
    );
  });

  const login = (path: string, email: string, password: string) =>
    app.http.post(path).send({ email, password });

  it('lets no account but the named ones use a password, however the path is written', async () => {
    for (const path of SPELLINGS) {
      await app.sql('delete from gov_oidc_lockouts');
      const answer = await login(path, 'other@example.org', PASSWORD);
      assert.notEqual(answer.status, 200, path);
      assert.ok(!JSON.stringify(answer.body).includes('accessToken'), path);
    }
    const named = await login('/admin/login', ROOT.toUpperCase(), PASSWORD);
    assert.equal(named.status, 200);
  });

  it('resets and registers no password but of the named ones, however the path is written', async () => {
    await app.sql(
      `update admin_users set reset_password_token = 'reset-me',
         reset_password_token_expires_at = now() + interval '1 hour', registration_token = 'register-me'
       where email = 'other@example.org'`,
    );
    const userInfo = { firstname: 'Other', lastname: 'x', password: 'Another-2026' };
    for (const path of [
      '/admin/reset-password',
      '/ADMIN//reset-password/',
      '/%61dmin/reset-password',
    ]) {
      const answer = await app.http
        .post(path)
        .send({ resetPasswordToken: 'reset-me', password: 'Another-2026' });
      assert.ok(answer.status >= 400, path);
      assert.ok(!JSON.stringify(answer.body).includes('oken":"ey'), path);
    }
    for (const path of ['/admin/register', '/admin//REGISTER', '/admin/register/']) {
      const answer = await app.http.post(path).send({ registrationToken: 'register-me', userInfo });
      assert.ok(answer.status >= 400, path);
    }
    await app.http.post('/admin/forgot-password').send({ email: 'other@example.org' });
    const [row] = await app.sql(
      `select reset_password_token, registration_token from admin_users where email = 'other@example.org'`,
    );
    assert.deepEqual(row, {
      reset_password_token: 'reset-me',
      registration_token: 'register-me',
    });
    await app.sql('delete from gov_oidc_lockouts');
    const still = await login('/admin/login', 'other@example.org', 'Another-2026');
    assert.notEqual(still.status, 200);
  });

  it('closes registration of the first admin to visitors', async () => {
    const answer = await app.http.post('/admin/register-admin').send({
      email: 'first@example.org',
      firstname: 'First',
      password: PASSWORD,
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.body.error.details.code, 'accounts.password_closed');
  });

  it('locks a named account after five failures, for the right password too, and says so', async () => {
    const attempt = (password: string) =>
      new Browser().submit(`${app.url}/login/local`, { email: ROOT, password });
    const five = await Promise.all(Array.from({ length: 5 }, () => attempt('wrong')));
    for (const answer of five) assert.equal(answer.status, 401);
    const locked = await attempt(PASSWORD);
    assert.equal(locked.status, 401);
    assert.ok(locked.text.includes('鎖定 15 分鐘'));
    await app.sql(`update gov_oidc_lockouts set locked_until = now() - interval '1 second'`);
    const free = await new Browser().request(`${app.url}/login/local`, {
      method: 'POST',
      body: new URLSearchParams({ email: ROOT, password: PASSWORD }),
    });
    assert.equal(free.location?.pathname, '/admin');
  });

  it('ends the session of a local account that signs out at /login/sign-out', async () => {
    const browser = new Browser();
    await browser.submit(`${app.url}/login/local`, { email: ROOT, password: PASSWORD });
    const token = tokenOf(browser);
    assert.equal((await me(token)).status, 200);
    const left = await browser.submit(`${app.url}/login/sign-out`, {});
    assert.equal(left.status, 200);
    assert.equal((await me(token)).status, 401);
  });
});
