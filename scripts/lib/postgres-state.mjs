// @ts-check
/** What has to survive a restart of the embedded PostgreSQL: its port and its passwords. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { Explained } from './say.mjs';

/**
 * @typedef {{ port: number, superuser: string, app: string, guard: string }} State
 * Port on loopback, and the passwords of postgres, corpus_app and corpus_guard.
 */

/**
 * @param {string} home
 * @returns {State | null} Null: this cluster has never been started.
 */
export function readState(home) {
  const file = path.join(home, 'state.json');
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (cause) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (cause);
    if (code === 'ENOENT') return null;
    throw new Explained(
      `無法讀取 ${file}（${code ?? '內容損壞'}）。它可能屬於另一位使用者（例如先前以 root 執行）；請改用該使用者，或移除資料夾 ${home} 重新開始。`,
      `${file} cannot be read (${code ?? 'damaged'}). It may belong to another user (an earlier run as root); run as that user, or remove ${home} to begin anew.`,
      { cause },
    );
  }
}

/**
 * Written beside and renamed, so that a killed start leaves the old file or the new one.
 *
 * @param {string} home
 * @param {State} state
 */
export function writeState(home, state) {
  const file = path.join(home, 'state.json');
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** @returns {Promise<State>} */
export async function newState() {
  const password = () => randomBytes(24).toString('base64url');
  return {
    port: await freePort(),
    superuser: password(),
    app: password(),
    guard: password(),
  };
}

/**
 * Runs `work` alone among the launchers of one checkout. A lock whose owner has died is taken over.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, work) {
  const deadline = Date.now() + 60_000;
  while (!take(file)) {
    if (Date.now() > deadline) throw new Error(`${file} is held by another process`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    const owner = Number.parseInt(safeRead(file), 10);
    // An empty file is one whose owner is about to write its pid, unless it is old.
    const fresh = ageMs(file) < 2_000;
    if (Number.isNaN(owner) ? !fresh : !isAlive(owner)) fs.rmSync(file, { force: true });
    return false;
  }
}

/** @param {string} file */
function ageMs(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

/** @param {string} file */
function safeRead(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
