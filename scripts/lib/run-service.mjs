// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from './children.mjs';
import { DATA, ROOT } from './paths.mjs';
import { freePort, isFree } from './ports.mjs';
import { isAlive } from './postgres-state.mjs';
import { Explained, say } from './say.mjs';
import { demoSecrets } from './secrets.mjs';
import { welcome } from './welcome.mjs';

/** @typedef {{ stoppers: import('./stoppers.mjs').Stoppers, started: number }} Run */

const DEMO_FILE = path.join(DATA, 'demo.json');
/** A service that was killed a moment ago still holds its port for that moment. */
const PORT_WAIT_MS = 5_000;
const READY_TIMEOUT_MS = 120_000;
/** Longer than the service's own 30 seconds. */
const STOP_GRACE_MS = 33_000;

const host = () => process.env['HOST'] || '127.0.0.1';
const port = () => Number(process.env['PORT'] || 1337);

/** @throws {Explained} The port is taken. */
export async function checkPort() {
  const last = readJson(DEMO_FILE);
  const killed = last?.port === port() && !isAlive(last.pid);
  const deadline = Date.now() + (killed ? PORT_WAIT_MS : 0);
  while (!(await isFree(port(), host()))) {
    if (Date.now() > deadline) throw portTaken();
    await pause(250);
  }
}

function portTaken() {
  const running = readJson(DEMO_FILE);
  const hint =
    running?.port === port()
      ? { zh: '（這個專案可能已在執行）', en: ' (this project may be running already)' }
      : { zh: '', en: '' };
  return new Explained(
    `連接埠 ${port()} 已被使用${hint.zh}。請停止該程式，或指定其他連接埠：PORT=8080 npm start`,
    `Port ${port()} is taken${hint.en}. Stop that program, or choose another port: PORT=8080 npm start`,
  );
}

/**
 * The service alone, with the settings it was given.
 *
 * @param {Run} run
 * @returns {Promise<string>} How the service ended.
 */
export async function runProduction({ stoppers }) {
  const database =
    process.env['EMBEDDED_POSTGRES'] === 'true' ? await embeddedDatabase(stoppers) : {};
  const service = startChild({
    name: 'service',
    entry: 'src/server.js',
    env: { ...process.env, ...database },
    quiet: false,
  });
  stoppers.add(() => service.stop('SIGTERM', STOP_GRACE_MS));
  return service.ended;
}

/**
 * The service with everything that the demo needs.
 *
 * @param {Run} run
 * @returns {Promise<string>} How the service ended.
 */
export async function runDemo({ stoppers, started }) {
  const database = process.env['DATABASE_URL'] ? {} : await embeddedDatabase(stoppers);
  if (stoppers.begun) return 'stopped';
  const provider = await providerSettings();
  const cards = await cardSettings();
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    STRAPI_TELEMETRY_DISABLED: 'true',
    STORAGE_DIR: path.join(DATA, 'storage'),
    UPLOAD_DIR: path.join(DATA, 'uploads'),
    WORK_DIR: path.join(DATA, 'work'),
    MAIL_FOLDER: path.join(DATA, 'mail'),
    BREAK_GLASS_ACCOUNTS: 'superadmin@demo.invalid',
    ...demoSecrets(),
    ...provider,
    ...cards,
    ...process.env,
    ...database,
    NODE_ENV: process.env['NODE_ENV'] ?? 'development',
    HOST: host(),
    PORT: String(port()),
  };
  if (provider['DEMO_OIDC_PORT'] !== undefined) {
    const child = startChild({
      name: 'identity-provider',
      entry: 'src/demo/identity-provider.js',
      env: { ...env, PUBLIC_URL: env['PUBLIC_URL'] ?? ownUrl() },
      quiet: true,
    });
    stoppers.add(() => child.stop('SIGTERM', 5_000));
  }
  if (cards['DEMO_CARD_PORT'] !== undefined) await startCards({ env, stoppers });
  say('… 啟動服務', 'Starting the service');
  const service = startChild({ name: 'service', entry: 'src/demo/server.js', env, quiet: true });
  stoppers.add(() => service.stop('SIGTERM', STOP_GRACE_MS));
  await untilReady(service, stoppers, provider['GOV_OIDC_ISSUER']);
  if (stoppers.begun) return service.ended;
  writeJson(DEMO_FILE, { url: ownUrl(), port: port(), pid: process.pid, ...provider });
  stoppers.add(async () => fs.rmSync(DEMO_FILE, { force: true }));
  welcome({ url: ownUrl(), env, seconds: (Date.now() - started) / 1000 });
  return service.ended;
}

/**
 * @param {import('./stoppers.mjs').Stoppers} stoppers
 * @returns {Promise<Record<string, string>>}
 */
async function embeddedDatabase(stoppers) {
  const { openPostgres } = await import('./postgres.mjs');
  const { ensureDatabase, ensureRoles } = await import('./postgres-databases.mjs');
  const cluster = await openPostgres({ home: path.join(DATA, 'postgres') });
  stoppers.add(() => cluster.stop());
  await ensureRoles(cluster);
  await ensureDatabase(cluster, 'corpus');
  return {
    DATABASE_URL: cluster.url('corpus', 'app'),
    DATABASE_OWNER_URL: cluster.url('corpus', 'guard'),
  };
}

/**
 * The demo's identity provider keeps its port, since its address is part of each account's identity.
 * Empty where the operator has named a provider.
 *
 * @returns {Promise<Record<string, string>>}
 */
async function providerSettings() {
  if (process.env['GOV_OIDC_ISSUER']) return {};
  const file = path.join(DATA, 'identity-provider.json');
  const wanted = Number(process.env['DEMO_OIDC_PORT'] || readJson(file)?.port || port() + 1);
  // One that was killed a moment ago is given the time to let go of it.
  for (let attempt = 0; attempt < 8 && !(await isFree(wanted)); attempt += 1) await pause(250);
  const chosen = (await isFree(wanted)) ? wanted : await freePort();
  writeJson(file, { port: chosen });
  return {
    DEMO_OIDC_PORT: String(chosen),
    GOV_OIDC_ISSUER: `http://127.0.0.1:${chosen}`,
    GOV_OIDC_CLIENT_ID: 'corpus-demo',
    ...memberSettings(`http://127.0.0.1:${chosen}`),
  };
}

/**
 * Members sign in at the same provider through a client of its own; the provider's process has a page
 * in the place of the public site. Empty where the operator has named a provider.
 *
 * @param {string} issuer
 * @returns {Record<string, string>}
 */
function memberSettings(issuer) {
  if (process.env['MEMBER_OIDC_ISSUER']) return {};
  return {
    MEMBER_OIDC_ISSUER: issuer,
    MEMBER_OIDC_CLIENT_ID: 'corpus-members-demo',
    MEMBER_SIGNED_IN_URL: `${issuer}/site`,
    CORS_ORIGINS: issuer,
  };
}

/**
 * The demo's certificate authority and card component. Empty where the operator has named
 * authorities.
 *
 * @returns {Promise<Record<string, string>>}
 */
async function cardSettings() {
  if (process.env['CERTIFICATE_AUTHORITY_FILES']) return {};
  const wanted = Number(process.env['DEMO_CARD_PORT'] || port() + 2);
  const chosen = (await isFree(wanted)) ? wanted : await freePort();
  const folder = path.join(DATA, 'demo-ca');
  return {
    DEMO_CARD_PORT: String(chosen),
    DEMO_CA_DIR: folder,
    CERTIFICATE_AUTHORITY_FILES: path.join(folder, 'authority.pem'),
    CERTIFICATE_CRL_PLACES: `http://127.0.0.1:${chosen}/demo.crl`,
    CARD_COMPONENT_URL: `http://127.0.0.1:${chosen}`,
  };
}

/**
 * The service reads the authority's certificate as it starts, so this waits until it is there.
 *
 * @param {{ env: Record<string, string | undefined>, stoppers: import('./stoppers.mjs').Stoppers }} options
 */
async function startCards({ env, stoppers }) {
  const entry = 'src/demo/certificate-authority.js';
  const child = startChild({ name: 'certificate-authority', entry, env, quiet: true });
  stoppers.add(() => child.stop('SIGTERM', 5_000));
  const deadline = Date.now() + PORT_WAIT_MS * 4;
  while (!stoppers.begun && Date.now() < deadline) {
    const answer = await fetch(String(env['CERTIFICATE_CRL_PLACES'])).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  if (!stoppers.begun) {
    throw new Explained(
      '示範憑證管理中心沒有啟動成功。',
      `The demo certificate authority did not start:\n${child.tail()}`,
    );
  }
}

function ownUrl() {
  const reachable = ['0.0.0.0', '::'].includes(host()) ? '127.0.0.1' : host();
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port()}`;
}

/**
 * @param {import('./children.mjs').Child} service
 * @param {import('./stoppers.mjs').Stoppers} stoppers
 * @param {string | undefined} issuer The demo's identity provider, where it runs.
 */
async function untilReady(service, stoppers, issuer) {
  const wanted = [
    `${ownUrl()}/readyz`,
    ...(issuer === undefined ? [] : [`${issuer}/.well-known/openid-configuration`]),
  ];
  let ended = false;
  void service.ended.then(() => (ended = true));
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!ended && !stoppers.begun && Date.now() < deadline) {
    const answers = await Promise.all(wanted.map((url) => fetch(url).catch(() => null)));
    if (answers.every((answer) => answer?.ok)) return;
    await pause(100);
  }
  if (stoppers.begun) return;
  throw new Explained(
    `服務沒有啟動成功，紀錄在 ${path.join(path.relative(ROOT, DATA), 'log', 'service.log')}：`,
    `The service did not start:\n${service.tail()}`,
  );
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {object} value
 */
function writeJson(file, value) {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  fs.renameSync(`${file}.new`, file);
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
