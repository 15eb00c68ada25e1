import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { generateKeyPair } from 'jose';
import { startApp, type TestApp } from '../support/app';
import { Browser } from '../support/browser';
import { encode, json, MisbehavingProvider, seconds } from '../support/misbehaving-provider';
import { CLIENT_ID, CLIENT_SECRET } from '../support/provider-faults';
import { freePort, listen, tokenOf } from '../support/sign-in';

const SUB = 'provider.moda';
const IDENTITY = {
  sub: SUB,
  name: '林怡君',
  account_type: 'public-servant',
  agency_oid: '2.16.886.101.20003.20082',
  agency_name: '數位發展部',
};
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

type Claims = Record<string, unknown>;

describe('back-channel logout', () => {
  const provider = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, IDENTITY);
  let app: TestApp;
  let url: string;
  before(async () => {
    await provider.start();
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    app = await startApp({
      env: {
        PUBLIC_URL: url,
        GOV_OIDC_ISSUER: provider.url,
        GOV_OIDC_CLIENT_ID: CLIENT_ID,
        GOV_OIDC_CLIENT_SECRET: CLIENT_SECRET,
        GOV_OIDC_TIMEOUT_SECONDS: '5',
      },
    });
    await app.sql('update officers set issuer = $1', [provider.url]);
    await listen(app, port);
  });
  after(async () => {
    await app.close();
    await provider.close();
  });
  afterEach(() => {
    provider.faults = {};
    provider.identity = IDENTITY;
  });

  /** A signed-in browser whose session the provider calls `sid`. */
  async function signedIn(sid: string, sub = SUB): Promise<Browser> {
    provider.faults = { claims: (claims) => ({ ...claims, sid }) };
    provider.identity = { ...IDENTITY, sub };
    const browser = new Browser();
    const start = await browser.request(`${url}/login/start/government`);
    assert.ok(start.location);
    const answer = await browser.request(provider.authorize(start.location));
    assert.equal(answer.location?.pathname, '/admin');
    provider.faults = {};
    return browser;
  }

  const right = (claims: Claims = {}): Claims => ({
    iss: provider.url,
    aud: CLIENT_ID,
    sub: SUB,
    iat: seconds(),
    exp: seconds() + 120,
    jti: randomUUID(),
    events: { [EVENT]: {} },
    ...claims,
  });
  const without = (name: string): Claims =>
    Object.fromEntries(Object.entries(right()).filter(([key]) => key !== name));
  const sign = (claims: Claims, header: object = { typ: 'logout+jwt' }) =>
    provider.sign(claims, { header });

  function send(fields: Record<string, string> | [string, string][]): Promise<Response> {
    const body = new URLSearchParams(fields);
    return fetch(`${url}/login/back-channel-logout/government`, { method: 'POST', body });
  }
  const order = (token: string) => send({ logout_token: token });
  const alive = async (browser: Browser) => {
    const headers = { authorization: `Bearer ${tokenOf(browser)}` };
    return (await fetch(`${url}/admin/users/me`, { headers })).status === 200;
  };

  describe('refuses, and ends no session for', () => {
    let browser: Browser;
    before(async () => {
      browser = await signedIn('untouched');
    });

    const cases: readonly (readonly [string, () => Promise<string> | string])[] = [
      ['what is no token', () => 'not.a.token'],
      ['alg none', () => `${encode({ alg: 'none', typ: 'logout+jwt' })}.${encode(right())}.`],
      ['HS256 with the client secret', () => provider.hmac(right(), CLIENT_SECRET)],
      [
        'HS256 with the public key as the secret',
        async () => provider.hmac(right(), await provider.publicPem()),
      ],
      [
        'the key of somebody else under the known kid',
        async () => provider.sign(right(), { key: await generateKeyPair('RS256') }),
      ],
      ['an unknown kid', () => sign(right(), { kid: 'other' })],
      [
        'an algorithm that was not agreed',
        async () => provider.sign(right(), { alg: 'PS256', key: await generateKeyPair('PS256') }),
      ],
      ['the iss of another provider', () => sign(right({ iss: 'https://evil.example' }))],
      ['no iss', () => sign(without('iss'))],
      ['the aud of another client', () => sign(right({ aud: 'another-client' }))],
      ['no aud', () => sign(without('aud'))],
      ['no iat', () => sign(without('iat'))],
      ['an iat to come', () => sign(right({ iat: seconds() + 3600, exp: seconds() + 7200 }))],
      ['no exp', () => sign(without('exp'))],
      ['an exp that has passed', () => sign(right({ exp: seconds() - 3600 }))],
      ['no jti', () => sign(without('jti'))],
      ['an empty jti', () => sign(right({ jti: '' }))],
      ['no events', () => sign(without('events'))],
      ['another event', () => sign(right({ events: { 'https://other.example': {} } }))],
      ['an event that is text', () => sign(right({ events: { [EVENT]: 'yes' } }))],
      ['a nonce, as ID tokens have one', () => sign(right({ nonce: 'x' }))],
      ['neither sub nor sid', () => sign(without('sub'))],
      ['a sub that is a number', () => sign(right({ sub: 7 }))],
      ['a sid that is a list', () => sign(right({ sid: ['untouched'] }))],
      ['the type of an access token', () => sign(right(), { typ: 'at+jwt' })],
      [
        'a critical header that nobody knows',
        () => sign(right(), { crit: ['strange'], strange: 1 }),
      ],
    ];
    for (const [name, make] of cases) {
      it(name, async () => {
        const answer = await order(await make());
        assert.equal(answer.status, 400);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        assert.deepEqual(await answer.json(), { error: 'invalid_request' });
        assert.ok(await alive(browser));
      });
    }

    it('a request without a token, and one with two', async () => {
      const token = await sign(right());
      assert.equal((await send({})).status, 400);
      const two: [string, string][] = [
        ['logout_token', token],
        ['logout_token', token],
      ];
      assert.equal((await send(two)).status, 400);
      assert.ok(await alive(browser));
    });

    it('any token while the key set cannot be read', async () => {
      provider.faults = { jwks: (_request, response) => response.writeHead(500).end() };
      assert.equal((await order(await sign(right()))).status, 400);
      provider.faults = { jwks: (_request, response) => json(response, { keys: [] }) };
      assert.equal((await order(await sign(right()))).status, 400);
      assert.ok(await alive(browser));
    });

    it('a unit type that has no provider, or that does not exist', async () => {
      for (const type of ['company', 'nobody']) {
        const body = new URLSearchParams({ logout_token: await sign(right()) });
        const path = `${url}/login/back-channel-logout/${type}`;
        assert.equal((await fetch(path, { method: 'POST', body })).status, 400);
      }
      assert.ok(await alive(browser));
    });
  });

  it('ends the one session that the provider names, and answers 200', async () => {
    const [one, other] = [await signedIn('sid-one'), await signedIn('sid-other')];
    const answer = await order(await sign(right({ sid: 'sid-one' })));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.deepEqual([await alive(one), await alive(other)], [false, true]);
    const renewed = await one.request(`${url}/admin/access-token`, { method: 'POST' });
    assert.equal(renewed.status, 401);
  });

  it('ends a session that is named by its sid alone', async () => {
    const browser = await signedIn('sid-alone');
    const token = await sign({ ...without('sub'), sid: 'sid-alone' });
    assert.equal((await order(token)).status, 200);
    assert.equal(await alive(browser), false);
  });

  it('ends every session of the officer where no session is named, and nobody else’s', async () => {
    const browsers = [await signedIn('first'), await signedIn('second')];
    const colleague = await signedIn('third', 'provider2.moda');
    assert.equal((await order(await sign(right()))).status, 200);
    for (const browser of browsers) assert.equal(await alive(browser), false);
    assert.ok(await alive(colleague));
  });

  it('takes a token once: a new session outlives the same token sent again', async () => {
    const token = await sign(right());
    assert.equal((await order(token)).status, 200);
    const browser = await signedIn('after-logout');
    assert.equal((await order(token)).status, 400);
    assert.ok(await alive(browser));
  });

  it("does not end another officer's session whose sid a token names with a strange sub", async () => {
    const browser = await signedIn('mine');
    const token = await sign(right({ sub: 'provider2.moda', sid: 'mine' }));
    assert.equal((await order(token)).status, 200);
    assert.ok(await alive(browser));
  });

  it('answers 200 for a session or an officer that is not known here: it has ended already', async () => {
    assert.equal((await order(await sign(right({ sid: 'nobody' })))).status, 200);
    assert.equal((await order(await sign(right({ sub: 'nobody' })))).status, 200);
  });

  it('ends the former session of a browser that signs in again', async () => {
    const browser = await signedIn('before');
    const former = tokenOf(browser);
    const start = await browser.request(`${url}/login/start/government`);
    assert.ok(start.location);
    await browser.request(provider.authorize(start.location));
    const headers = { authorization: `Bearer ${former}` };
    assert.equal((await fetch(`${url}/admin/users/me`, { headers })).status, 401);
    assert.ok(await alive(browser));
  });
});
