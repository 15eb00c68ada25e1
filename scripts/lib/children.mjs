// @ts-check
/** The processes of a running demo: started together, ended in order. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DATA, ROOT, inRoot } from './paths.mjs';

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {Promise<string>} ended How it ended, such as `SIGTERM` or `1`.
 * @property {() => string} tail Its last lines.
 * @property {(signal: NodeJS.Signals, graceMs: number) => Promise<void>} stop
 */

const MAX_LOG_BYTES = 20 * 1024 ** 2;

/**
 * Starts a compiled entry that ends with this launcher, however the launcher ends.
 *
 * @param {object} options
 * @param {string} options.name Also of its log below .data/log.
 * @param {string} options.entry Below dist/.
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} options.quiet Only warnings and errors to the terminal; everything to the log file.
 * @returns {Child}
 */
export function startChild({ name, entry, env, quiet }) {
  const child = spawn(
    process.execPath,
    ['--require', inRoot('scripts/lib/end-with-launcher.cjs'), inRoot('dist', entry)],
    {
      cwd: ROOT,
      env,
      // A process group of its own: Ctrl-C reaches the launcher, which ends things in order.
      detached: true,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit', 'ipc'],
    },
  );
  const lines = quiet ? keepLines(name) : { push: () => {}, tail: () => '' };
  child.stdout?.on('data', lines.push);
  child.stderr?.on('data', lines.push);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
  });
  const stop = async (/** @type {NodeJS.Signals} */ signal, /** @type {number} */ graceMs) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  return { name, ended, tail: lines.tail, stop };
}

/** @param {string} name */
function keepLines(name) {
  const folder = path.join(DATA, 'log');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.log`);
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) fs.renameSync(file, `${file}.1`);
  const log = fs.createWriteStream(file, { flags: 'a', mode: 0o600 });
  let rest = '';
  /** @type {string[]} */
  let recent = [];
  const push = (/** @type {Buffer} */ chunk) => {
    log.write(chunk);
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    recent = [...recent, ...parts].slice(-40);
    for (const line of parts) showTrouble(line);
  };
  return { push, tail: () => [...recent, rest].join('\n').trim() };
}

/**
 * The log file has everything; the terminal shows what somebody should look at.
 *
 * @param {string} line
 */
function showTrouble(line) {
  try {
    const { level, message, path: at } = JSON.parse(line);
    if (level !== 'error') return;
    process.stderr.write(`! ${[message, at].filter(Boolean).join(' ')}\n`);
  } catch {
    // Not a log line of ours; it is in the file.
  }
}
