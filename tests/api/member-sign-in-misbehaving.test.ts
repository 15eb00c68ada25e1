import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { Browser } from '../support/browser';
import { memberEnv, SiteVisit, type Tokens } from '../support/member-sign-in';
import { MisbehavingProvider, seconds } from '../support/misbehaving-provider';
import {
  ANSWER_CASES,
  CLAIM_CASES,
  CLIENT_ID,
  CLIENT_SECRET,
  prepareForeignKeys,
  REFUSED,
  RESPONSE_CASES,
  SIGNATURE_CASES,
  type Case,
} from '../support/provider-faults';
import { freePort, listen } from '../support/sign-in';

const MEMBER = {
  sub: 'member-under-test',
  name: '會員',
  email: 'Member@Example.invalid',
  email_verified: true,
};

/** The code that the site hears where officers read these words. */
const CODES: Readonly<Record<string, string>> = {
  [REFUSED]: 'accounts.sign_in_refused',
  目前沒有回應: 'accounts.provider_unavailable',
  重新登入: 'accounts.flow_missing',
  取消登入: 'accounts.sign_in_cancelled',
};

describe("a misbehaving identity provider of members, by the same checks as officers'", () => {
  const provider = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, MEMBER);
  let app: TestApp;
  let url: string;
  let mails: string;
  before(async () => {
    await prepareForeignKeys();
    await provider.start();
    mails = await mkdtemp(path.join(os.tmpdir(), 'member-sign-in-mail-'));
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    app = await startApp({
      env: {
        ...memberEnv(provider.url),
        PUBLIC_URL: url,
        MEMBER_OIDC_CLIENT_ID: CLIENT_ID,
        MEMBER_OIDC_CLIENT_SECRET: CLIENT_SECRET,
        MEMBER_OIDC_TIMEOUT_SECONDS: '10',
        MAIL_FOLDER: mails,
      },
    });
    await listen(app, port);
  });
  after(async () => {
    await app.close();
    await provider.close();
    await rm(mails, { recursive: true, force: true });
  });
  afterEach(() => {
    provider.faults = {};
    provider.identity = MEMBER;
  });

  /** What the site hears at the end of a sign-in. */
  async function comeBack(visit: SiteVisit): Promise<URLSearchParams> {
    const browser = new Browser();
    const start = await browser.request(visit.start(url));
    assert.ok(start.location, start.text);
    const answer = await browser.request(provider.authorize(start.location));
    assert.ok(answer.location, answer.text);
    return answer.location.searchParams;
  }
  const members = async () => (await app.sql('select from up_users')).length;

  function refuses({ name, faults, words = REFUSED }: Case): void {
    it(`refuses ${name}`, async () => {
      provider.faults = faults;
      const back = await comeBack(new SiteVisit());
      assert.equal(back.get('error'), CODES[words]);
      assert.equal(back.get('code'), null);
      assert.equal(await members(), 0);
      assert.equal((await app.sql('select from member_codes')).length, 0);
      assert.equal((await app.http.get('/livez')).status, 200);
    });
  }
  [...CLAIM_CASES, ...SIGNATURE_CASES, ...ANSWER_CASES, ...RESPONSE_CASES].forEach(refuses);

  it('refuses a person without an e-mail address that can be written to', async () => {
    for (const email of [undefined, '', 'nobody', 'a@b@c.example', 7, 'x'.repeat(300)]) {
      provider.identity = { ...MEMBER, email };
      assert.equal((await comeBack(new SiteVisit())).get('error'), 'members.email_missing');
    }
    assert.equal(await members(), 0);
  });

  it('has an address that the provider does not vouch for confirmed by mail, before anybody comes in', async () => {
    provider.identity = { ...MEMBER, sub: 'unverified', email_verified: false };
    const first = await comeBack(new SiteVisit());
    assert.equal(first.get('error'), 'members.email_unconfirmed');
    assert.equal((await comeBack(new SiteVisit())).get('error'), 'members.email_unconfirmed');
    const texts = await Promise.all(
      (await readdir(mails)).map((name) => readFile(path.join(mails, name), 'utf8')),
    );
    assert.equal(texts.filter((text) => text.includes('member@example.invalid')).length, 1);
    const [row] = await app.ownerSql<{ confirmation_token: string }>(
      'select confirmation_token from up_users',
    );
    const token = row?.confirmation_token ?? '';
    await app.http.get(`/api/auth/email-confirmation?confirmation=${token}`).expect(302);
    const visit = new SiteVisit();
    const code = (await comeBack(visit)).get('code') ?? '';
    const { status, body } = await visit.exchange(app, code);
    assert.equal(status, 200);
    assert.equal((body as Tokens).user.email, 'member@example.invalid');
  });

  it('takes nobody over: the same address under another subject is refused', async () => {
    assert.equal((await comeBack(new SiteVisit())).get('error'), 'members.email_taken');
    assert.equal((await app.sql('select from member_identities')).length, 1);
  });

  it('follows a logout token of the right client alone', async () => {
    const order = async (changes: object) => {
      const event = 'http://schemas.openid.net/event/backchannel-logout';
      const token = await provider.sign(
        {
          ...{ iss: provider.url, aud: CLIENT_ID, sub: 'unverified', jti: String(Math.random()) },
          ...{ iat: seconds(), exp: seconds() + 60, events: { [event]: {} }, ...changes },
        },
        { header: { typ: 'logout+jwt' } },
      );
      const answer = await app.http
        .post('/api/members/sign-in/back-channel-logout')
        .type('form')
        .send({ logout_token: token });
      return answer.status;
    };
    provider.identity = { ...MEMBER, sub: 'unverified' };
    const visit = new SiteVisit();
    const code = (await comeBack(visit)).get('code') ?? '';
    const { refreshToken } = (await visit.exchange(app, code)).body as Tokens;
    for (const wrong of [
      { aud: 'another-client' },
      { iss: 'https://evil.example' },
      { nonce: 'x' },
      { sub: undefined, sid: 'a-session' },
    ]) {
      assert.equal(await order(wrong), 400, JSON.stringify(wrong));
    }
    assert.equal(await order({ sub: 'nobody' }), 200);
    const renewed = await app.http.post('/api/auth/refresh').send({ refreshToken });
    assert.equal(renewed.status, 200);
    assert.equal(await order({}), 200);
    const ended = await app.http
      .post('/api/auth/refresh')
      .send({ refreshToken: (renewed.body as Tokens).refreshToken });
    assert.equal(ended.status, 401);
  });
});
