import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  startIdentityProvider,
  type RunningProvider,
} from '../../src/demo/identity-provider/start';
import { startApp, type TestApp } from '../support/app';
import { Browser } from '../support/browser';
import {
  atSite,
  comeBack,
  memberEnv,
  MEMBER_CLIENT,
  SITE,
  SiteVisit,
  type Tokens,
} from '../support/member-sign-in';
import { PASSWORD, signIn, signUp } from '../support/members';
import { CLIENT, freePort, listen } from '../support/sign-in';

describe('members who sign in through an identity provider', () => {
  let app: TestApp;
  let url: string;
  let provider: RunningProvider;
  before(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    provider = await startIdentityProvider({
      ...CLIENT,
      port: await freePort(),
      corpusUrl: url,
      members: MEMBER_CLIENT,
    });
    app = await startApp({ env: { PUBLIC_URL: url, ...memberEnv(provider.url) } });
    await listen(app, port);
  });
  after(async () => {
    await app.close();
    await provider.close();
  });

  const mine = (jwt: string) =>
    app.http.get('/api/access-applications/mine').set('authorization', `Bearer ${jwt}`);
  const refresh = (refreshToken: string) =>
    app.http.post('/api/auth/refresh').send({ refreshToken });
  const codeFor = async (visit: SiteVisit, account: string, browser = new Browser()) => {
    const back = await comeBack(browser, { start: visit.start(url), account });
    assert.equal(back.get('state'), visit.state);
    return back.get('code') ?? `refused: ${back.get('error') ?? ''}`;
  };
  const enter = async (account: string, browser = new Browser()): Promise<Tokens> => {
    const visit = new SiteVisit();
    const answer = await visit.exchange(app, await codeFor(visit, account, browser));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body as Tokens;
  };
  const asAdmin = async (method: 'get' | 'post', path: string, body?: object) => {
    const token = await app.tokenFor('admin1.platform');
    return app.http[method](path).set('authorization', `Bearer ${token}`).send(body);
  };

  it('two first sign-ins at once make one member, with the name and confirmed address of the provider', async () => {
    const [one, two] = await Promise.all([enter('member.chen'), enter('member.chen')]);
    assert.equal(one.user.id, two.user.id);
    assert.deepEqual(
      await app.sql(
        `select username, email, provider, confirmed, password from up_users where id = $1`,
        [one.user.id],
      ),
      [
        {
          username: '陳思妤',
          email: 'member.chen@demo.invalid',
          provider: 'oidc',
          confirmed: true,
          password: null,
        },
      ],
    );
    assert.deepEqual(await app.sql('select issuer, subject from member_identities'), [
      { issuer: provider.url, subject: 'member.chen' },
    ]);
    const found = await asAdmin('get', '/members?q=member.chen');
    assert.equal(found.body.data[0].signsInWith, 'oidc');
    const trail = await app.sql(`select action, actor from guard.member_entry where member = $1`, [
      one.user.id,
    ]);
    assert.deepEqual(trail, [{ action: 'registered', actor: null }]);
  });

  it('get the session that a password gives: access token, refresh tokens, sign-out', async () => {
    const { jwt, refreshToken } = await enter('member.chen');
    assert.equal((await mine(jwt)).status, 200);
    const renewed = await refresh(refreshToken);
    assert.equal(renewed.status, 200);
    const out = await app.http
      .post('/api/auth/logout')
      .set('authorization', `Bearer ${renewed.body.jwt as string}`)
      .send({ refreshToken: renewed.body.refreshToken });
    assert.equal(out.status, 200, JSON.stringify(out.body));
    assert.equal((await refresh(renewed.body.refreshToken as string)).status, 401);
  });

  it('get it once for each code, in time, and for the secret that began the sign-in alone', async () => {
    const visit = new SiteVisit();
    const code = await codeFor(visit, 'member.chen');
    const stored = JSON.stringify(await app.sql('select * from member_codes'));
    assert.ok(!stored.includes(code) && !stored.includes(visit.verifier));
    assert.equal((await visit.exchange(app, code)).status, 200);
    const refusals = [
      await visit.exchange(app, code),
      await new SiteVisit().exchange(app, await codeFor(visit, 'member.chen')),
    ];
    const late = await codeFor(visit, 'member.chen');
    await app.sql(`update member_codes set expires_at = now() - interval '1 second'`);
    refusals.push(await visit.exchange(app, late), await visit.exchange(app, 'A'.repeat(43)));
    for (const { status, body } of refusals) {
      assert.equal(status, 401);
      assert.equal(body.error.details.code, 'members.sign_in_code');
    }
    for (const wrong of ['', 'x', 'A'.repeat(44), '\u0000'.repeat(43)]) {
      assert.equal((await visit.exchange(app, wrong)).status, 400);
    }
    assert.equal((await visit.exchange(app, 'A'.repeat(43), 'short')).status, 400);
  });

  it('a code is used up by a wrong secret: whoever intercepted it learns nothing, nor the owner later', async () => {
    const visit = new SiteVisit();
    const code = await codeFor(visit, 'member.chen');
    assert.equal((await new SiteVisit().exchange(app, code)).status, 401);
    assert.equal((await visit.exchange(app, code)).status, 401);
  });

  it('take over nobody with the same e-mail address, and keep nobody from registering another', async () => {
    const email = 'member.lee@demo.invalid';
    await signUp(app, 'lee');
    await app.sql(`update up_users set email = $1 where username = 'lee'`, [email]);
    assert.equal(await codeFor(new SiteVisit(), 'member.lee'), 'refused: members.email_taken');
    assert.equal(
      (await app.sql(`select from member_identities where subject = 'member.lee'`)).length,
      0,
    );
    assert.equal((await signIn(app, email)).status, 200);
    await app.sql(`update up_users set email = 'lee@example.invalid' where username = 'lee'`);
    const { user } = await enter('member.lee');
    const [local] = await app.sql<{ id: number }>(`select id from up_users where username = 'lee'`);
    assert.notEqual(user.id, local?.id);
    const register = { username: 'another', email: email.toUpperCase(), password: PASSWORD };
    assert.equal((await app.http.post('/api/auth/local/register').send(register)).status, 400);
  });

  it('of two registrations with one address at the same moment, one counts', async () => {
    const send = (username: string) =>
      app.http
        .post('/api/auth/local/register')
        .send({ username, email: 'twice@example.invalid', password: PASSWORD });
    const answers = await Promise.all(['first', 'second', 'third'].map(send));
    const statuses = answers.map(({ status }) => status).sort();
    assert.equal(statuses[0], 200);
    assert.ok(
      statuses.slice(1).every((status) => status === 400 || status === 409),
      String(statuses),
    );
    assert.equal((await app.sql(`select from up_users where email like 'twice@%'`)).length, 1);
  });

  it('have no password here: none is accepted, none is sent by mail, none is changed', async () => {
    const { jwt, user } = await enter('member.chen');
    assert.equal((await signIn(app, user.email)).status, 400);
    const forgot = await app.http.post('/api/auth/forgot-password').send({ email: user.email });
    assert.deepEqual([forgot.status, forgot.body], [200, { ok: true }]);
    const changed = await app.http
      .post('/api/auth/change-password')
      .set('authorization', `Bearer ${jwt}`)
      .send({
        currentPassword: PASSWORD,
        password: 'Another-2026',
        passwordConfirmation: 'Another-2026',
      });
    assert.equal(changed.status, 409);
    assert.equal(changed.body.error.details.code, 'members.password_elsewhere');
    await app.sql(`update up_users set password = 'x', reset_password_token = 'y' where id = $1`, [
      user.id,
    ]);
    assert.deepEqual(
      await app.sql('select password, reset_password_token from up_users where id = $1', [user.id]),
      [{ password: null, reset_password_token: null }],
    );
  });

  it('stay out while they are suspended, also with a code from before', async () => {
    const { user, refreshToken } = await enter('member.chen');
    const visit = new SiteVisit();
    const code = await codeFor(visit, 'member.chen');
    await asAdmin('post', `/members/${String(user.id)}/state`, { active: false });
    const late = await visit.exchange(app, code);
    assert.equal(late.status, 403);
    assert.equal(late.body.error.details.code, 'members.suspended');
    assert.equal(await codeFor(new SiteVisit(), 'member.chen'), 'refused: members.suspended');
    assert.equal((await refresh(refreshToken)).status, 401);
    await asAdmin('post', `/members/${String(user.id)}/state`, { active: true });
    await enter('member.chen');
  });

  it('sign out at the provider, whose call back ends the session here', async () => {
    const browser = new Browser();
    const { refreshToken } = await enter('member.chen', browser);
    const elsewhere = await enter('member.chen');
    const out = await browser.request(`${url}/api/members/sign-in/sign-out`);
    assert.equal(out.location?.searchParams.get('post_logout_redirect_uri'), SITE);
    assert.ok(out.location.href.startsWith(`${provider.url}/session/end?`));
    const question = await browser.request(out.location);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)?.[1];
    assert.ok(xsrf, question.text);
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    const done = await browser.go(
      `${provider.url}/session/end/confirm`,
      { method: 'POST', body },
      atSite,
    );
    assert.ok(atSite(done), done.text);
    assert.equal((await refresh(refreshToken)).status, 401);
    assert.equal((await refresh(elsewhere.refreshToken)).status, 200);
  });

  it('refuses a response to another browser, and says so to the site', async () => {
    const [victim, attacker] = [new Browser(), new Browser()];
    const start = await attacker.request(new SiteVisit().start(url));
    const state = start.location?.searchParams.get('state') ?? '';
    const answer = await victim.request(
      `${url}/api/members/sign-in/callback?code=x&state=${state}&iss=${provider.url}`,
    );
    assert.ok(atSite(answer));
    const told = answer.location?.searchParams;
    assert.equal(told?.get('error'), 'accounts.flow_missing');
    assert.match(told.get('request_id') ?? '', /\S/);
  });

  it('leads to the site that is configured and nowhere else, whatever the address asks for', async () => {
    const ask = `${new SiteVisit().start(url)}&returnTo=https://evil.example&redirect_uri=https://evil.example`;
    const browser = new Browser();
    const back = await comeBack(browser, { start: ask, account: 'member.chen' });
    assert.ok(back.get('code'));
    const moved = await browser.request(new SiteVisit().start(url), {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    assert.ok(!moved.location?.href.includes('evil.example'));
  });

  it('refuses a sign-in that begins without the site’s proof', async () => {
    for (const query of ['', '?challenge=short', `?challenge=${'A'.repeat(43)}&state=%00`]) {
      const answer = await app.http.get(`/api/members/sign-in/start${query}`);
      assert.equal(answer.status, 400, query);
      assert.equal(answer.body.error.details.code, 'members.sign_in_request');
    }
  });

  it('come as somebody new after they were erased', async () => {
    const before = await enter('member.chen');
    const erased = await app.http
      .post('/api/members/me/erase')
      .set('authorization', `Bearer ${before.jwt}`)
      .send({ confirm: before.user.email });
    assert.equal(erased.status, 204);
    const left = await app.sql(`select from member_identities where subject = 'member.chen'`);
    assert.equal(left.length, 0);
    assert.notEqual((await enter('member.chen')).user.id, before.user.id);
  });
});
