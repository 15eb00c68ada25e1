import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { Browser, type Answer } from '../support/browser';
import { MisbehavingProvider } from '../support/misbehaving-provider';
import { CLIENT_ID, CLIENT_SECRET } from '../support/provider-faults';
import { freePort, listen } from '../support/sign-in';

const OID = '2.16.886.101.20003.20082';

describe('companies and organisations, each with a provider of its own', () => {
  /** It has its own names for everything, and answers by form_post. */
  const company = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, {
    sub: 'person-1',
    uid: 'wang@company',
    displayName: '王小明',
    grade: 'staff',
    org: OID,
  });
  /** It publishes no metadata. */
  const organisation = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, {
    sub: 'person-1',
    preferred_username: 'lee@organisation',
    name: '李小華',
    account_type: 'member',
    agency_oid: OID,
  });
  let app: TestApp;
  let url: string;
  before(async () => {
    await company.start();
    await organisation.start();
    organisation.faults = { discovery: (_request, response) => response.writeHead(404).end() };
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    app = await startApp({
      env: {
        PUBLIC_URL: url,
        GOV_OIDC_ISSUER: '',
        COMPANY_OIDC_ISSUER: company.url,
        COMPANY_OIDC_CLIENT_ID: CLIENT_ID,
        COMPANY_OIDC_CLIENT_SECRET: CLIENT_SECRET,
        COMPANY_OIDC_CLIENT_AUTH: 'client_secret_post',
        COMPANY_OIDC_RESPONSE_MODE: 'form_post',
        COMPANY_OIDC_SCOPES: 'openid,staff',
        COMPANY_OIDC_PKCE: 'false',
        COMPANY_OIDC_CLAIM_ACCOUNT: 'uid',
        COMPANY_OIDC_CLAIM_NAME: 'displayName',
        COMPANY_OIDC_CLAIM_KIND: 'grade',
        COMPANY_OIDC_CLAIM_AGENCY_OID: 'org',
        COMPANY_OIDC_KIND_PUBLIC_SERVANT: 'staff,manager',
        ORGANISATION_OIDC_ISSUER: organisation.url,
        ORGANISATION_OIDC_CLIENT_ID: CLIENT_ID,
        ORGANISATION_OIDC_CLIENT_SECRET: CLIENT_SECRET,
        ORGANISATION_OIDC_DISCOVERY: 'false',
        ORGANISATION_OIDC_AUTHORIZATION_ENDPOINT: `${organisation.url}/authorize`,
        ORGANISATION_OIDC_TOKEN_ENDPOINT: `${organisation.url}/token`,
        ORGANISATION_OIDC_USERINFO_ENDPOINT: `${organisation.url}/userinfo`,
        ORGANISATION_OIDC_JWKS_URI: `${organisation.url}/jwks`,
        ORGANISATION_OIDC_KIND_PUBLIC_SERVANT: 'member',
      },
    });
    await listen(app, port);
  });
  after(async () => {
    await app.close();
    await company.close();
    await organisation.close();
  });

  async function begin(browser: Browser, unitType: string): Promise<URL> {
    const { location, text } = await browser.request(`${url}/login/start/${unitType}`);
    assert.ok(location, text);
    return location;
  }

  /** As a browser sends another site's form: without lax cookies. */
  async function postBack(callback: URL): Promise<URL> {
    const answer = await new Browser().request(`${url}/login/callback`, {
      method: 'POST',
      body: callback.searchParams,
      headers: { origin: company.url },
    });
    assert.equal(answer.status, 303);
    assert.ok(answer.location);
    return answer.location;
  }

  const officer = async (account: string) => {
    const rows = await app.sql<{ issuer: string; name: string; role: string | null }>(
      'select issuer, name, role from officers where account = $1',
      [account],
    );
    return rows[0];
  };
  const arrived = (answer: Answer) => {
    assert.equal(answer.location?.pathname, '/login/application', answer.text);
  };

  it('opens the types that are configured and says so of the one that is not', async () => {
    const page = await new Browser().request(`${url}/login`);
    assert.ok(page.text.includes('/login/start/company'));
    assert.ok(page.text.includes('/login/start/organisation'));
    assert.ok(!page.text.includes('/login/start/government'));
    const closed = await new Browser().request(`${url}/login/start/government`);
    assert.equal(closed.status, 503);
    assert.ok(closed.text.includes('尚未開放登入'));
    assert.equal((await new Browser().request(`${url}/login/start/nobody`)).status, 404);
  });

  it('asks each provider as its settings say: scopes, response mode, PKCE', async () => {
    const asked = (await begin(new Browser(), 'company')).searchParams;
    assert.equal(asked.get('scope'), 'openid staff');
    assert.equal(asked.get('response_mode'), 'form_post');
    assert.equal(asked.get('code_challenge'), null);
    const other = (await begin(new Browser(), 'organisation')).searchParams;
    assert.equal(other.get('response_mode'), null);
    assert.equal(other.get('code_challenge_method'), 'S256');
  });

  it('signs in by form_post, whose form comes without the cookie of the sign-in', async () => {
    const browser = new Browser();
    const back = await postBack(company.authorize(await begin(browser, 'company')));
    arrived(await browser.request(back));
    assert.deepEqual(await officer('wang@company'), {
      issuer: company.url,
      name: '王小明',
      role: null,
    });
  });

  it('hands on what was posted as it came: a doubled state is refused, another browser too', async () => {
    const browser = new Browser();
    company.faults = { callback: (p) => p.append('state', p.get('state') ?? '') };
    const doubled = await postBack(company.authorize(await begin(browser, 'company')));
    company.faults = {};
    assert.equal((await browser.request(doubled)).status, 403);
    const mine = await postBack(company.authorize(await begin(browser, 'company')));
    assert.equal((await new Browser().request(mine)).status, 403);
  });

  it('refuses a person whose kind of account is not among those that are configured', async () => {
    const { identity } = company;
    company.identity = { ...identity, sub: 'person-2', grade: 'visitor' };
    const browser = new Browser();
    const back = await postBack(company.authorize(await begin(browser, 'company')));
    company.identity = identity;
    assert.equal((await browser.request(back)).status, 403);
  });

  it('signs in at a provider without metadata, by end points that are named', async () => {
    const browser = new Browser();
    arrived(await browser.request(organisation.authorize(await begin(browser, 'organisation'))));
    assert.equal((await officer('lee@organisation'))?.issuer, organisation.url);
  });

  it('does not take the answer of one type’s provider for another’s', async () => {
    const browser = new Browser();
    const callback = company.authorize(await begin(browser, 'organisation'));
    assert.equal((await browser.request(callback)).status, 403);
  });

  it('keeps persons with the same subject at different providers apart', async () => {
    const rows = await app.sql(`select from officers where subject = 'person-1'`);
    assert.equal(rows.length, 2);
  });
});
