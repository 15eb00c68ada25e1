import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { Browser, type Answer } from '../support/browser';
import { json, MisbehavingProvider } from '../support/misbehaving-provider';
import {
  ANSWER_CASES,
  CLAIM_CASES,
  CLIENT_ID,
  CLIENT_SECRET,
  prepareForeignKeys,
  REFUSED,
  RESPONSE_CASES,
  set,
  SIGNATURE_CASES,
  type Case,
} from '../support/provider-faults';
import { freePort, listen } from '../support/sign-in';

const IDENTITY = {
  sub: 'officer-under-test',
  name: '測試人員',
  email: 'officer@demo.invalid',
  account_type: 'public-servant',
  agency_oid: '2.16.886.101.20003.20082',
  agency_name: '數位發展部',
};

describe('a misbehaving identity provider', () => {
  const provider = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, IDENTITY);
  const broken = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, IDENTITY);
  let app: TestApp;
  let url: string;
  before(async () => {
    await prepareForeignKeys();
    await provider.start();
    await broken.start();
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    const env = {
      PUBLIC_URL: url,
      GOV_OIDC_ISSUER: provider.url,
      GOV_OIDC_CLIENT_ID: CLIENT_ID,
      GOV_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      GOV_OIDC_TIMEOUT_SECONDS: '10',
      COMPANY_OIDC_ISSUER: broken.url,
      COMPANY_OIDC_CLIENT_ID: CLIENT_ID,
      COMPANY_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      COMPANY_OIDC_TIMEOUT_SECONDS: '10',
    };
    app = await startApp({ env });
    await listen(app, port);
  });
  after(async () => {
    await app.close();
    await provider.close();
    await broken.close();
  });
  afterEach(() => {
    provider.faults = {};
    broken.faults = {};
    provider.identity = IDENTITY;
  });

  async function begin(browser: Browser, unitType = 'government'): Promise<URL> {
    const start = await browser.request(`${url}/login/start/${unitType}`);
    assert.ok(start.location, start.text);
    return start.location;
  }

  async function signIn(browser: Browser): Promise<Answer> {
    return browser.request(provider.authorize(await begin(browser)));
  }

  const officers = async () =>
    (await app.sql(`select from officers where issuer = $1`, [provider.url])).length;

  function refuses({ name, faults, status = 403, words = REFUSED }: Case): void {
    it(`refuses ${name}`, async () => {
      provider.faults = faults;
      const browser = new Browser();
      const answer = await signIn(browser);
      assert.equal(answer.status, status);
      assert.ok(answer.text.includes(words), answer.text);
      assert.match(answer.headers.get('x-request-id') ?? '', /\S/);
      assert.equal(browser.cookie('jwtToken'), undefined);
      assert.equal(browser.cookie('corpus_sign_in'), undefined);
      assert.equal(await officers(), 0);
      const left = 'select id from strapi_sessions union all select id from gov_oidc_sign_ins';
      assert.equal((await app.sql(left)).length, 0);
      assert.equal((await new Browser().request(`${url}/login`)).status, 200);
    });
  }

  describe('with a wrong claim', () => {
    CLAIM_CASES.forEach(refuses);
  });
  describe('with a wrong signature', () => {
    SIGNATURE_CASES.forEach(refuses);
  });
  describe('with a wrong answer', () => {
    ANSWER_CASES.forEach(refuses);
  });
  describe('with a wrong response', () => {
    RESPONSE_CASES.forEach(refuses);
  });

  it("refuses the response to another browser's sign-in", async () => {
    const [mine, foreign] = [new Browser(), new Browser()];
    await begin(mine);
    const answer = await mine.request(provider.authorize(await begin(foreign)));
    assert.equal(answer.status, 403);
    assert.equal(await officers(), 0);
  });

  it('refuses a sign-in that took longer than its flow lives', async () => {
    const browser = new Browser();
    const request = await begin(browser);
    await app.sql(`update gov_oidc_flows set expires_at = now() - interval '1 second'`);
    assert.equal((await browser.request(provider.authorize(request))).status, 403);
  });

  it('says that sign-in is not possible while discovery is down or names another issuer, and recovers', async () => {
    const start = () => new Browser().request(`${url}/login/start/company`);
    broken.faults = { discovery: (_request, response) => response.writeHead(500).end() };
    assert.equal((await start()).status, 503);
    broken.faults = {
      discovery: (_request, response) => json(response, { issuer: 'https://evil.example' }),
    };
    assert.equal((await start()).status, 403);
    broken.faults = { discovery: () => undefined };
    assert.equal((await start()).status, 503);
    broken.faults = {};
    assert.equal((await start()).status, 302);
  });

  it('writes neither codes nor tokens into the answer of a refusal', async () => {
    provider.faults = set({ aud: 'another-client' });
    const answer = await signIn(new Browser());
    assert.ok(!/eyJ|another-client|aud/.test(answer.text));
  });

  it('lets the officer in when the provider does everything right, once for each response', async () => {
    const browser = new Browser();
    const callback = provider.authorize(await begin(browser));
    const answer = await browser.request(callback);
    assert.equal(answer.location?.pathname, '/login/application');
    assert.equal(await officers(), 1);
    assert.equal((await browser.request(callback)).status, 403);
  });

  it('follows a rotation of keys while it runs, and takes the old key no more', async () => {
    const old = provider.key.key;
    await provider.rotate();
    const answer = await signIn(new Browser());
    assert.equal(answer.location?.pathname, '/login/application');
    provider.faults = { idToken: (claims) => provider.sign(claims, { key: old }) };
    assert.equal((await signIn(new Browser())).status, 403);
  });

  it('makes one account of two first sign-ins at the same moment', async () => {
    provider.identity = { ...IDENTITY, sub: 'two-at-once' };
    const browsers = Array.from({ length: 8 }, () => new Browser());
    const callbacks = await Promise.all(
      browsers.map(async (browser) => provider.authorize(await begin(browser))),
    );
    const answers = await Promise.all(
      browsers.map((browser, index) => browser.request(callbacks[index] ?? '')),
    );
    for (const answer of answers) assert.equal(answer.location?.pathname, '/login/application');
    assert.equal((await app.sql(`select from officers where subject = 'two-at-once'`)).length, 1);
  });

  it('takes nothing over: the e-mail of an officer or an admin under another sub is a stranger', async () => {
    for (const email of ['admin1.platform@demo.invalid', 'provider.moda@demo.invalid']) {
      provider.identity = {
        ...IDENTITY,
        sub: `stranger-${email}`,
        email,
        preferred_username: 'admin1.platform',
      };
      const browser = new Browser();
      const answer = await signIn(browser);
      assert.equal(answer.location?.pathname, '/login/application');
      assert.equal(browser.cookie('jwtToken'), undefined);
      const [row] = await app.sql<{ role: string | null; admin_user_id: number | null }>(
        'select role, admin_user_id from officers where subject = $1',
        [`stranger-${email}`],
      );
      assert.deepEqual(row, { role: null, admin_user_id: null });
    }
  });

  it('takes nothing over: the same sub at another provider is another person', async () => {
    const before = await app.sql(`select from officers where subject = 'provider.moda'`);
    provider.identity = { ...IDENTITY, sub: 'provider.moda' };
    const browser = new Browser();
    assert.equal((await signIn(browser)).location?.pathname, '/login/application');
    const now = await app.sql(`select from officers where subject = 'provider.moda'`);
    assert.equal(now.length, before.length + 1);
  });

  it('says what to do where the agency is not bound, unknown, or the name is missing', async () => {
    const cases: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ agency_oid: undefined }, '綁定'],
      [{ agency_oid: 'no OID' }, '綁定'],
      [{ agency_oid: '2.16.886.101.99999' }, '查無'],
      [{ name: ' ' }, '姓名'],
      [{ account_type: 'citizen' }, '一般民眾'],
      [{ account_type: undefined }, '一般民眾'],
    ];
    for (const [claims, words] of cases) {
      provider.identity = { ...IDENTITY, ...claims, sub: 'told-what-to-do' };
      const answer = await signIn(new Browser());
      assert.equal(answer.status, 403);
      assert.ok(answer.text.includes(words), words);
    }
    assert.equal(
      (await app.sql(`select from officers where subject = 'told-what-to-do'`)).length,
      0,
    );
  });
});
