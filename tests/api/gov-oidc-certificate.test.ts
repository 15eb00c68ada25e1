import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ApplicationItem } from '../../src/contracts/accounts';
import { DEMO_PIN } from '../../src/demo/certificate-authority/card-component';
import {
  startCertificateAuthority,
  type RunningAuthority,
} from '../../src/demo/certificate-authority/start';
import { Browser } from '../support/browser';
import { freePort, signIn, startSignInApp, type SignInApp } from '../support/sign-in';

/** The cards in the demo's reader, in their order. */
const CARD = { moda: 0, moc: 1, revoked: 2, expired: 3 };

describe("an agency manager's application with the agency's certificate", () => {
  let app: SignInApp;
  let authority: RunningAuthority;
  let folder: string;
  const browser = new Browser();
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'corpus-ca-'));
    authority = await startCertificateAuthority({ port: await freePort(), folder });
    app = await startSignInApp({
      CERTIFICATE_AUTHORITY_FILES: authority.authorityFile,
      CERTIFICATE_CRL_PLACES: `${authority.url}/demo.crl`,
      CARD_COMPONENT_URL: authority.url,
    });
  });
  after(async () => {
    await app.close();
    await authority.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the page's script does. */
  async function call(path: string, body: object, who = browser) {
    const answer = await who.request(`${app.url}/login/certificate/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const parsed = JSON.parse(answer.text) as {
      data: { text: string; unitName: string } | null;
      error?: { message: string; details: { code: string } };
    };
    return { status: answer.status, ...parsed };
  }

  async function cardSigns(card: number, text: string, pin = DEMO_PIN): Promise<string> {
    const answer = await fetch(`${authority.url}/sign`, {
      method: 'POST',
      body: JSON.stringify({ card, pin, tbs: text }),
    });
    const { ret_code: code, signature } = (await answer.json()) as {
      ret_code: number;
      signature?: string;
    };
    if (code !== 0 || signature === undefined) throw new Error(`card: ${String(code)}`);
    return signature;
  }

  async function challenge(): Promise<string> {
    const answer = await call('challenge', {});
    assert.equal(answer.status, 200);
    return answer.data?.text ?? '';
  }

  it('is saved and asks for the card; reviewers do not see it yet', async () => {
    await signIn(app, browser, 'newcomer.moda');
    const page = await browser.submit(`${app.url}/login/application`, {
      email: 'tseng@moda.example.tw',
      role: 'agency-manager',
      consent: 'yes',
    });
    assert.ok(page.text.includes('驗證機關憑證'));
    assert.ok(page.text.includes(`${authority.url}/popupForm`));
    const later = await browser.request(`${app.url}/login/application`);
    assert.ok(later.text.includes('驗證機關憑證'));
    const token = await app.tokenFor('admin1.platform');
    const list = await app.http
      .get('/gov-oidc/applications')
      .set('authorization', `Bearer ${token}`);
    assert.equal(list.body.meta.pagination.total, 0);
  });

  it('has the card sign what for, where, for whom, and something that is never the same', async () => {
    const [first, second] = [await challenge(), await challenge()];
    for (const part of ['purpose=agency-manager-application', `origin=${app.url}`, 'agency=2.16']) {
      assert.ok(first.includes(part), part);
    }
    assert.notEqual(first, second);
  });

  it('has its own words for each card that does not count', async () => {
    const cases = [
      { card: CARD.revoked, code: 'certificate.revoked' },
      { card: CARD.expired, code: 'certificate.expired' },
      { card: CARD.moc, code: 'certificate.agency_mismatch' },
    ];
    const sentences = new Set<string | undefined>();
    for (const { card, code } of cases) {
      const answer = await call('verify', { signature: await cardSigns(card, await challenge()) });
      assert.equal(answer.status, 422);
      assert.equal(answer.error?.details.code, code);
      sentences.add(answer.error.message);
    }
    assert.equal(sentences.size, cases.length);
  });

  it('uses a challenge once, also when it was refused', async () => {
    const text = await challenge();
    await call('verify', { signature: await cardSigns(CARD.revoked, text) });
    const replayed = await call('verify', { signature: await cardSigns(CARD.moda, text) });
    assert.equal(replayed.status, 409);
    assert.equal(replayed.error?.details.code, 'certificate.challenge_missing');
  });

  it('does not accept an older challenge once there is a newer one', async () => {
    const older = await challenge();
    await challenge();
    const answer = await call('verify', { signature: await cardSigns(CARD.moda, older) });
    assert.equal(answer.error?.details.code, 'certificate.other_content');
  });

  it("does not accept the challenge of another application, signed by the right agency's card", async () => {
    await app.sql(`update officers set role = null where account = 'provider2.moda'`);
    const colleague = new Browser();
    await signIn(app, colleague, 'provider2.moda');
    await colleague.submit(`${app.url}/login/application`, {
      email: 'chen@moda.example.tw',
      role: 'agency-manager',
      consent: 'yes',
    });
    const foreign = (await call('challenge', {}, colleague)).data?.text ?? '';
    await challenge();
    const answer = await call('verify', { signature: await cardSigns(CARD.moda, foreign) });
    assert.equal(answer.status, 422);
    assert.equal(answer.error?.details.code, 'certificate.other_content');
    await app.sql(
      `delete from gov_oidc_applications where officer_id = (select id from officers where account = 'provider2.moda')`,
    );
  });

  it('is for the officer who signed in alone', async () => {
    const answer = await app.http.post('/login/certificate/challenge').send({});
    assert.equal(answer.status, 401);
  });

  it("goes to the platform admins with the certificate's unit name once the card has signed", async () => {
    const signature = await cardSigns(CARD.moda, await challenge());
    const verified = await call('verify', { signature });
    assert.equal(verified.status, 200);
    assert.equal(verified.data?.unitName, '數位發展部');
    const again = await call('challenge', {});
    assert.equal(again.error?.details.code, 'certificate.not_expected');
    const byManager = await app.tokenFor('manager.moda');
    const own = await app.http
      .get('/gov-oidc/applications')
      .set('authorization', `Bearer ${byManager}`);
    assert.deepEqual(own.body.data[0].allowedDecisions, []);
    const token = await app.tokenFor('admin1.platform');
    const list = await app.http
      .get('/gov-oidc/applications?state=pending')
      .set('authorization', `Bearer ${token}`);
    const [item] = list.body.data as ApplicationItem[];
    assert.ok(item);
    assert.equal(item.certificate.state, 'verified');
    assert.equal(item.certificate.unitName, '數位發展部');
    const told = await app.sql<{ account: string }>(
      `select o.account from notice_outbox n join officers o on o.admin_user_id = n.recipient_id
       where n.notice->>'kind' = 'account.applied' order by 1`,
    );
    assert.deepEqual(
      told.map(({ account }) => account),
      ['admin1.platform', 'admin2.platform'],
    );
    const decided = await app.http
      .post(`/gov-oidc/applications/${item.id}/decisions`)
      .set('authorization', `Bearer ${token}`)
      .send({ decision: 'approve' });
    assert.equal(decided.status, 200);
    const entered = await signIn(app, new Browser(), 'newcomer.moda');
    assert.equal(entered.location?.pathname, '/admin');
  });

  it('leaves each step in the trail of accounts', async () => {
    const rows = await app.sql<{ action: string }>(
      'select action from guard.account_entry order by seq',
    );
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['certificate-verified', 'applied', 'approved'],
    );
  });
});
