// @ts-check
import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';
import { say } from './say.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs one long step quietly, with a line of elapsed seconds now and then, and shows its output only
 * if it fails.
 *
 * @param {object} step
 * @param {string} step.zh What is being done.
 * @param {string} step.en
 * @param {string} step.file
 * @param {string[]} step.args
 * @param {NodeJS.ProcessEnv} [step.env]
 * @returns {Promise<void>}
 * @throws {Error} With the output, when the program ends with another code than 0.
 */
export async function runStep({ zh, en, file, args, env = process.env }) {
  const start = Date.now();
  say(`… ${zh}`, en);
  const seconds = () => Math.round((Date.now() - start) / 1000);
  const ticker = setInterval(() => say(`  … ${seconds()} s`), 10_000);
  try {
    await collect({ file, args, env });
    say(`✓ ${zh}（${seconds()} s）`);
  } finally {
    clearInterval(ticker);
  }
}

/**
 * @param {{ file: string, args: string[], env: NodeJS.ProcessEnv }} command
 * @returns {Promise<void>}
 */
function collect({ file, args, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && file === 'npm',
    });
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(1);
    };
    for (const signal of SIGNALS) process.once(signal, end);
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk).slice(-100_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.removeListener(name, end);
      if (code === 0) resolve();
      else reject(new Error(`${file} ${args.join(' ')}: ${signal ?? code}\n${output}`));
    });
  });
}
