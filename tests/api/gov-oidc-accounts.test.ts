import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ApplicationDetail, ApplicationItem } from '../../src/contracts/accounts';
import { senderParts } from '../../src/notices';
import { sendDue, type OutgoingMail } from '../../src/notices/sender';
import { Browser } from '../support/browser';
import { signIn, startSignInApp, tokenOf, type SignInApp } from '../support/sign-in';

const APPLICATION = { email: 'tseng@moda.example.tw', role: 'provider', consent: 'yes' };

describe("review and life of officers' accounts", () => {
  let app: SignInApp;
  const newcomer = new Browser();
  before(async () => {
    app = await startSignInApp();
  });
  after(() => app.close());

  async function get(account: string, path: string) {
    const token = await app.tokenFor(account);
    return app.http.get(path).set('authorization', `Bearer ${token}`);
  }

  async function post(account: string, path: string, body: object) {
    const token = await app.tokenFor(account);
    return app.http.post(path).set('authorization', `Bearer ${token}`).send(body);
  }

  async function waiting(): Promise<ApplicationItem> {
    const answer = await get('manager.moda', '/gov-oidc/applications?state=pending');
    const [item] = answer.body.data as ApplicationItem[];
    assert.ok(item);
    return item;
  }

  /** Whom a mail waits for, by account, oldest first. */
  const mailsTo = async (kind: string) => {
    const rows = await app.sql<{ account: string; reason: string | null }>(
      `select o.account, n.notice->>'reason' as reason from notice_outbox n join officers o
         on (n.recipient_kind = 'user' and o.admin_user_id = n.recipient_id)
         or (n.recipient_kind = 'officer' and o.id = n.recipient_id)
       where n.notice->>'kind' = $1 order by n.id`,
      [kind],
    );
    return rows;
  };

  const apply = (browser: Browser, fields: Record<string, string>) =>
    browser.submit(`${app.url}/login/application`, fields);

  it('names every wrong field of an application, and stores nothing', async () => {
    await signIn(app, newcomer, 'newcomer.moda');
    const answer = await apply(newcomer, { email: 'nobody', role: 'platform-admin' });
    assert.equal(answer.status, 422);
    for (const words of ['正確的電子郵件', '請選擇申請身分', '請先閱讀並同意']) {
      assert.ok(answer.text.includes(words), words);
    }
    assert.equal((await app.sql('select from gov_oidc_applications')).length, 0);
  });

  it("puts a provider's application before the managers of the agency", async () => {
    const answer = await apply(newcomer, APPLICATION);
    assert.equal(answer.url.pathname, '/login/application');
    assert.ok(answer.text.includes('審核中'));
    const item = await waiting();
    assert.equal(item.name, '曾俊傑');
    assert.equal(item.account, 'newcomer.moda');
    assert.deepEqual(item.agency, { oid: '2.16.886.101.20003.20082', name: '數位發展部' });
    assert.equal(item.certificate.state, 'not-needed');
    assert.deepEqual(item.allowedDecisions, ['approve', 'reject']);
    assert.deepEqual(await mailsTo('account.applied'), [{ account: 'manager.moda', reason: null }]);
  });

  it('does not take a second application while one is under review', async () => {
    const answer = await apply(newcomer, APPLICATION);
    assert.equal(answer.status, 409);
    assert.equal((await app.sql('select from gov_oidc_applications')).length, 1);
  });

  it('hides applications from managers of other agencies, in lists and by id', async () => {
    const list = await get('manager.moc', '/gov-oidc/applications');
    assert.equal(list.body.meta.pagination.total, 0);
    const { id } = await waiting();
    const answer = await post('manager.moc', `/gov-oidc/applications/${id}/decisions`, {
      decision: 'approve',
    });
    assert.equal(answer.status, 404);
    assert.equal(answer.body.error.details.code, 'accounts.not_found');
  });

  it('shows one application with what has happened to the account, to those in scope alone', async () => {
    const { id } = await waiting();
    const answer = await get('manager.moda', `/gov-oidc/applications/${id}`);
    assert.equal(answer.status, 200);
    const detail = answer.body.data as ApplicationDetail;
    assert.equal(detail.account, 'newcomer.moda');
    assert.deepEqual(
      detail.history.map(({ action, actor, remark }) => ({ action, actor, remark })),
      [{ action: 'applied', actor: null, remark: null }],
    );
    for (const [account, status] of [
      ['manager.moc', 404],
      ['provider.moda', 403],
    ] as const) {
      assert.equal((await get(account, `/gov-oidc/applications/${id}`)).status, status, account);
    }
    assert.equal((await get('manager.moda', '/gov-oidc/applications/nothing')).status, 404);
  });

  it('finds applications and accounts by the OID or part of the name of their agency', async () => {
    const totals = await Promise.all(
      ['2.16.886.101.20003.20082', '數位發展', '2.16.886.101.20003.20067', '%'].map(
        async (agency) => {
          const query = `agency=${encodeURIComponent(agency)}`;
          const answer = await get('admin1.platform', `/gov-oidc/applications?${query}`);
          return answer.body.meta.pagination.total as number;
        },
      ),
    );
    assert.deepEqual(totals, [1, 1, 0, 0]);
  });

  it('lets providers see no applications and no accounts', async () => {
    for (const path of ['/gov-oidc/applications', '/gov-oidc/accounts']) {
      assert.equal((await get('provider.moda', path)).status, 403);
    }
    assert.equal((await app.http.get('/gov-oidc/accounts')).status, 401);
  });

  it("leaves a provider's application to the manager where the agency has one", async () => {
    const { id } = await waiting();
    const answer = await post('admin1.platform', `/gov-oidc/applications/${id}/decisions`, {
      decision: 'approve',
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.body.error.details.code, 'accounts.not_your_decision');
  });

  it('needs a reason for a refusal, and a decision that exists', async () => {
    const { id } = await waiting();
    const path = `/gov-oidc/applications/${id}/decisions`;
    const bare = await post('manager.moda', path, { decision: 'reject', remark: ' ' });
    assert.equal(bare.status, 422);
    assert.equal(bare.body.error.details.code, 'accounts.remark_required');
    assert.equal(bare.body.error.details.path, 'remark');
    assert.equal((await post('manager.moda', path, { decision: 'maybe' })).status, 422);
  });

  it('tells the applicant the reason of a refusal and takes a new application', async () => {
    const { id } = await waiting();
    const path = `/gov-oidc/applications/${id}/decisions`;
    const refused = await post('manager.moda', path, { decision: 'reject', remark: '請附職章' });
    assert.equal(refused.status, 200);
    assert.deepEqual(await mailsTo('account.rejected'), [
      { account: 'newcomer.moda', reason: '請附職章' },
    ]);
    const page = await newcomer.request(`${app.url}/login/application`);
    assert.ok(page.text.includes('請附職章'));
    assert.ok((await apply(newcomer, APPLICATION)).text.includes('審核中'));
  });

  it('counts one of two decisions at the same moment, and writes one audit entry for it', async () => {
    const { id } = await waiting();
    const path = `/gov-oidc/applications/${id}/decisions`;
    const answers = await Promise.all([
      post('manager.moda', path, { decision: 'approve' }),
      post('manager.moda', path, { decision: 'reject', remark: '不符資格' }),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    assert.equal(loser?.body.error.details.code, 'accounts.already_decided');
    const entries = await app.sql(
      `select from guard.account_entry where details->>'application' = $1`,
      [id],
    );
    assert.equal(entries.length, 1);
    if (answers[0].status === 409) {
      await apply(newcomer, APPLICATION);
      const next = await waiting();
      const again = `/gov-oidc/applications/${next.id}/decisions`;
      assert.equal((await post('manager.moda', again, { decision: 'approve' })).status, 200);
    }
  });

  it('mails a decision to the address that the application names, which nobody signs in with', async () => {
    const { db, ...parts } = senderParts(app.strapi);
    const mails: OutgoingMail[] = [];
    await sendDue({ db, ...parts, send: async (mail) => void mails.push(mail) });
    const decided = mails.filter(({ subject }) => subject.includes('帳號申請通過'));
    assert.deepEqual(
      decided.map(({ to }) => to),
      ['tseng@moda.example.tw'],
    );
  });

  it('opens the rights at once: the approved officer signs in to the panel as a provider', async () => {
    const answer = await signIn(app, newcomer, 'newcomer.moda');
    assert.equal(answer.location?.pathname, '/admin');
    const me = await app.http
      .get('/admin/users/me')
      .set('authorization', `Bearer ${tokenOf(newcomer)}`);
    assert.deepEqual(
      me.body.data.roles.map((role: { code: string }) => role.code),
      ['provider'],
    );
    assert.ok(!String(me.body.data.email).includes('tseng'));
  });

  it('ends the sessions of a disabled account at once, refuses its sign-in, and lets it back in later', async () => {
    const accounts = await get('manager.moda', '/gov-oidc/accounts?q=newcomer');
    const [account] = accounts.body.data;
    assert.equal(account.mayChangeState, true);
    const path = `/gov-oidc/accounts/${account.id}/state`;
    const token = tokenOf(newcomer);
    assert.equal((await post('manager.moda', path, { active: false })).status, 422);
    const disabled = await post('manager.moda', path, { active: false, remark: '離職' });
    assert.equal(disabled.status, 200);
    const me = await app.http.get('/admin/users/me').set('authorization', `Bearer ${token}`);
    assert.equal(me.status, 401);
    const refreshed = await newcomer.request(`${app.url}/admin/access-token`, { method: 'POST' });
    assert.equal(refreshed.status, 401);
    const refused = await signIn(app, new Browser(), 'newcomer.moda');
    assert.equal(refused.status, 403);
    assert.ok(refused.text.includes('已停用'));
    assert.equal((await post('manager.moda', path, { active: true })).status, 200);
    const back = await signIn(app, new Browser(), 'newcomer.moda');
    assert.equal(back.location?.pathname, '/admin');
  });

  it("lets a manager touch providers' accounts of its agency alone, and nobody the own one", async () => {
    const all = await get('admin1.platform', '/gov-oidc/accounts?pageSize=100');
    const idOf = (name: string): string =>
      all.body.data.find((item: { account: string }) => item.account === name).id;
    const disable = (actor: string, account: string) =>
      post(actor, `/gov-oidc/accounts/${idOf(account)}/state`, { active: false, remark: 'x' });
    assert.equal((await disable('manager.moda', 'admin1.platform')).status, 403);
    assert.equal((await disable('manager.moda', 'manager.moda')).status, 403);
    assert.equal((await disable('manager.moda', 'provider.moc')).status, 404);
    assert.equal((await disable('admin1.platform', 'admin1.platform')).status, 403);
  });

  it('keeps the trail of accounts append-only and chained', async () => {
    await assert.rejects(app.sql('delete from guard.account_entry'));
    await assert.rejects(app.sql(`update guard.account_entry set remark = ''`));
    await assert.rejects(app.ownerSql('delete from guard.account_entry'));
    const broken = await app.sql(
      `select seq from (select seq, previous, lag(hash) over (order by seq) as before,
         hash <> encode(sha256(convert_to(previous || e'\\n' || payload, 'UTF8')), 'hex') as wrong
         from guard.account_entry) as e
       where wrong or previous <> coalesce(before, repeat('0', 64))`,
    );
    assert.deepEqual(broken, []);
    const actions = await app.sql<{ action: string }>(
      'select action from guard.account_entry order by seq',
    );
    assert.ok(actions.length >= 6);
    assert.equal(actions[0]?.action, 'applied');
  });

  it('refuses lists with wrong parameters, naming each', async () => {
    const answer = await get('manager.moda', '/gov-oidc/applications?state=x&page=0&pageSize=999');
    assert.equal(answer.status, 422);
    const paths = answer.body.error.details.errors.map((item: { path: string }) => item.path);
    assert.deepEqual(paths.sort(), ['page', 'pageSize', 'state']);
  });
});
