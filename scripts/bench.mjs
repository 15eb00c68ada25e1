// @ts-check
/**
 * `npm run bench:NAME`: one measurement of bench/, on a PostgreSQL that waits for its disk. Settings
 * of each are described in bench/README.md.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureAdminBuilt } from './lib/admin-build.mjs';
import { ensureCompiled } from './lib/compile.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { DATA, ROOT, inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';
import { spawn } from 'node:child_process';

runMain(async () => {
  process.env['TZ'] = 'UTC';
  checkNode();
  const name = process.argv[2] ?? '';
  const program = inRoot('bench', `${name}.ts`);
  if (!fs.existsSync(program)) throw new Error(`there is no bench ${name}`);
  await ensureInstalled({ withDev: true });
  await ensureCompiled();
  if (name.startsWith('panel-')) await ensureAdminBuilt();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-'));
  const { openTestDatabases } = await import('./lib/test-databases.mjs');
  const home = path.join(DATA, 'bench-postgres');
  const databases = await openTestDatabases({ home, scratch, durable: true });
  try {
    process.exitCode = await run(program, { ...databases.env });
  } finally {
    await databases.close();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
});

/**
 * @param {string} program
 * @param {Record<string, string>} env
 * @returns {Promise<number>} Its exit code.
 */
function run(program, env) {
  const child = spawn(process.execPath, ['--import=tsx', program, ...process.argv.slice(3)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_ENV: 'test', TZ: 'UTC' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
