import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  startIdentityProvider,
  type RunningProvider,
} from '../../src/demo/identity-provider/start';
import { Browser } from '../support/browser';
import { createDatabase, databaseUrl, dropDatabase, prepared, query } from '../support/environment';
import { startRoundRobin, type RoundRobin } from '../support/round-robin';
import {
  freePort,
  spawnService,
  untilReady,
  type ServiceProcess,
} from '../support/service-process';
import { passIdentityProvider, providerEnv, tokenOf } from '../support/sign-in';

const ROOT = 'root@example.org';

describe('sessions of two instances behind one address', () => {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  let balancer: RoundRobin;
  let provider: RunningProvider;
  let instances: ServiceProcess[] = [];
  before(async () => {
    await createDatabase(database, 'template');
    balancer = await startRoundRobin();
    provider = await startIdentityProvider({
      clientId: 'corpus-test',
      clientSecret: 'corpus-test-secret-0123456789',
      port: await freePort(),
      corpusUrl: balancer.url,
    });
    await sql('update officers set issuer = $1', [provider.url]);
    const env = {
      ...providerEnv(provider.url, balancer.url),
      BREAK_GLASS_ACCOUNTS: ROOT,
      SERVE_ADMIN_PANEL: 'false',
    };
    instances = [await spawnService(database, env), await spawnService(database, env)];
    await Promise.all(instances.map(untilReady));
    balancer.use(instances.map(({ url }) => url));
  });
  after(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await balancer.close();
    await provider.close();
    await dropDatabase(database);
  });

  const sql = (text: string, params: readonly unknown[] = []) =>
    query(databaseUrl('APP', database), text, params);
  const signIn = (browser: Browser, account: string) =>
    passIdentityProvider(browser, { start: `${balancer.url}/login/start/government`, account });
  /** The status that each instance answers to the same access token. */
  const statuses = (token: string) =>
    Promise.all(
      instances.map(async ({ url }) => {
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(`${url}/admin/users/me`, { headers })).status;
      }),
    );

  it('signs an officer in although every request goes to the other instance', async () => {
    const browser = new Browser();
    const answer = await signIn(browser, 'provider.moda');
    assert.equal(answer.location?.pathname, '/admin');
    assert.ok(balancer.counts.every((count) => count > 0));
    assert.deepEqual(await statuses(tokenOf(browser)), [200, 200]);
  });

  it('renews a session at the instance that did not open it', async () => {
    const browser = new Browser();
    await signIn(browser, 'provider.moda');
    for (let turn = 0; turn < 2; turn++) {
      const answer = await browser.request(`${balancer.url}/admin/access-token`, {
        method: 'POST',
      });
      assert.equal(answer.status, 200);
    }
  });

  it('ends a session everywhere when its officer signs out at one instance', async () => {
    const browser = new Browser();
    await signIn(browser, 'manager.moc');
    const token = tokenOf(browser);
    assert.deepEqual(await statuses(token), [200, 200]);
    await browser.submit(`${balancer.url}/login/sign-out`, {});
    assert.deepEqual(await statuses(token), [401, 401]);
  });

  it("ends a session everywhere when it ends at the provider, by the provider's own call", async () => {
    const browser = new Browser();
    await signIn(browser, 'provider.moc');
    const token = tokenOf(browser);
    const question = await browser.request(`${provider.url}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)?.[1];
    assert.ok(xsrf, question.text);
    await browser.submit(`${provider.url}/session/end/confirm`, { xsrf, logout: 'yes' });
    assert.deepEqual(await statuses(token), [401, 401]);
  });

  it('ends every session of an account that is disabled at one instance, at once and everywhere', async () => {
    const [first, second, manager] = [new Browser(), new Browser(), new Browser()];
    await signIn(first, 'provider2.moda');
    await signIn(second, 'provider2.moda');
    await signIn(manager, 'manager.moda');
    const [row] = await sql(`select document_id from officers where account = 'provider2.moda'`);
    const one = instances[0]?.url ?? '';
    const disabled = await fetch(`${one}/gov-oidc/accounts/${String(row?.document_id)}/state`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(manager)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ active: false, remark: '離職' }),
    });
    assert.equal(disabled.status, 200);
    for (const browser of [first, second]) {
      assert.deepEqual(await statuses(tokenOf(browser)), [401, 401]);
      for (let turn = 0; turn < 2; turn++) {
        const renewed = await browser.request(`${balancer.url}/admin/access-token`, {
          method: 'POST',
        });
        assert.equal(renewed.status, 401);
      }
    }
    assert.equal((await signIn(new Browser(), 'provider2.moda')).status, 403);
  });

  it('counts failed passwords together: five spread over both lock the account at both', async () => {
    const attempt = async (instance: number) => {
      const answer = await fetch(`${instances[instance]?.url ?? ''}/login/local`, {
        method: 'POST',
        body: new URLSearchParams({ email: ROOT, password: 'wrong' }),
      });
      return { status: answer.status, text: await answer.text() };
    };
    for (const instance of [0, 1, 0, 1, 0]) {
      const { status, text } = await attempt(instance);
      assert.equal(status, 401);
      assert.ok(!text.includes('鎖定'), text);
    }
    for (const instance of [0, 1])
      assert.ok((await attempt(instance)).text.includes('鎖定 15 分鐘'));
  });
});
