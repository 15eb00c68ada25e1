import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  prepared,
  query,
} from '../tests/support/environment';
import { MisbehavingProvider } from '../tests/support/misbehaving-provider';
import { CLIENT_ID, CLIENT_SECRET } from '../tests/support/provider-faults';
import { freePort, spawnService, untilReady } from '../tests/support/service-process';
import { timesOf } from './support/numbers';

/**
 * `npm run bench:sign-in`: the login page, the start of a sign-in and the callback of one service
 * process at 10 connections. The identity provider is a well-behaved stand-in in the process of the
 * clients: its signatures and key set cost the same machine.
 */
const CONNECTIONS = 10;
const WARM_UP_MS = 2_000;
const MEASURED_MS = Number(process.env.BENCH_SECONDS ?? 10) * 1_000;
const ACCOUNTS = ['provider.moda', 'provider2.moda', 'manager.moda', 'provider.moc', 'manager.moc'];

interface Flow {
  readonly callback: URL;
  readonly cookie: string;
}

async function main(): Promise<void> {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  await createDatabase(database, 'template');
  const provider = new MisbehavingProvider(CLIENT_ID, CLIENT_SECRET, personOf(0));
  // Everything stands in the ID token: the stand-in's userinfo knows one person at a time.
  provider.faults = {
    claims: (claims) => ({ ...personOf(ACCOUNTS.indexOf(String(claims.sub))), ...claims }),
  };
  await provider.start();
  await query(databaseUrl('APP', database), 'update officers set issuer = $1', [provider.url]);
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const service = await spawnService(database, {
    PORT: String(port),
    PUBLIC_URL: url,
    GOV_OIDC_ISSUER: provider.url,
    GOV_OIDC_CLIENT_ID: CLIENT_ID,
    GOV_OIDC_CLIENT_SECRET: CLIENT_SECRET,
    GOV_OIDC_USERINFO: 'false',
    SERVE_ADMIN_PANEL: 'false',
  });
  await untilReady({ ...service, url });
  let count = 0;
  const flows: Flow[] = [];
  const start = async () => {
    const answer = await get(`${url}/login/start/government`, 302);
    provider.identity = personOf(count++);
    flows.push({
      callback: provider.authorize(new URL(answer.headers.get('location') ?? '')),
      cookie: answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    });
  };
  const callback = async () => {
    const flow = flows.pop();
    if (!flow) throw new Error('more flows are needed');
    const answer = await get(flow.callback.href, 302, flow.cookie);
    const path = new URL(answer.headers.get('location') ?? '', url).pathname;
    if (path !== '/admin') throw new Error(`the callback led to ${path}`);
  };
  const results = {
    connections: CONNECTIONS,
    'GET /login': await measure(() => get(`${url}/login`, 200)),
    'GET /login/start': await measure(start),
    'GET /login/callback': await measure(callback),
  };
  console.log(JSON.stringify(results, null, 1));
  await service.stop('SIGKILL');
  await provider.close();
  await pause(100);
  await dropDatabase(database);
}

/** Officers who have a role, in turns. */
function personOf(turn: number) {
  const sub = ACCOUNTS[turn % ACCOUNTS.length] ?? '';
  const isModa = sub.endsWith('.moda');
  return {
    sub,
    preferred_username: sub,
    name: '測試人員',
    account_type: 'public-servant',
    agency_oid: `2.16.886.101.20003.${isModa ? '20082' : '20067'}`,
  };
}

async function get(url: string, status: number, cookie = ''): Promise<Response> {
  const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }) };
  const answer = await fetch(url, { redirect: 'manual', headers });
  const text = await answer.text();
  if (answer.status !== status) {
    throw new Error(`${new URL(url).pathname}: ${String(answer.status)} ${text.slice(0, 300)}`);
  }
  return answer;
}

/** Ten clients that each send one request after the other, warm before they are counted. */
async function measure(request: () => Promise<unknown>) {
  const from = performance.now() + WARM_UP_MS;
  const until = from + MEASURED_MS;
  const times: number[] = [];
  const client = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      await request();
      const ended = performance.now();
      if (started >= from && ended <= until) times.push(ended - started);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const perSecond = Math.round((times.length / MEASURED_MS) * 10_000) / 10;
  return { requestsPerSecond: perSecond, milliseconds: timesOf(times) };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
