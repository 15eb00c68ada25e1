// @ts-check
/**
 * `npm test [-- FILE…]`: everything the tests need, the tests, and the totals as the last line.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureAdminBuilt } from './lib/admin-build.mjs';
import { ensureCompiled } from './lib/compile.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { DATA, ROOT, inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';
import { groupTests } from './lib/test-groups.mjs';

/** More than two processors: a browser, a storm or a job to be taken up again is often waited for. */
const CONCURRENCY = 3;
/** A file, or several in one process, that takes longer hangs. */
const FILE_TIMEOUT_MS = 20 * 60_000;

runMain(async () => {
  process.env['TZ'] = 'UTC';
  checkNode();
  await ensureInstalled({ withDev: true });
  await ensureCompiled();
  const files = findTests(process.argv.slice(2));
  if (files.some(inBrowser) && hasChromium()) await ensureAdminBuilt();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'corpus-test-'));
  // A PostgreSQL that a test starts below it runs as another user when root tests.
  fs.chmodSync(scratch, 0o711);
  // Only now: it needs the packages that were perhaps installed a moment ago.
  const { openTestDatabases } = await import('./lib/test-databases.mjs');
  const databases = await openTestDatabases({ home: path.join(DATA, 'test-postgres'), scratch });
  const stopped = stopOnSignal();
  try {
    process.exitCode = await runTests({ files, scratch, env: databases.env, stopped });
  } finally {
    await databases.close();
    const totals = readTotals(totalsFile(scratch));
    fs.rmSync(scratch, { recursive: true, force: true });
    process.stdout.write(`${totals}\n`);
  }
});

/** Tests in a browser, which need the built panel; without a browser they are skipped. @param {string} file */
function inBrowser(file) {
  return file.startsWith(path.join('tests', 'browser'));
}

function hasChromium() {
  const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.some((place) => place !== undefined && fs.existsSync(place));
}

/**
 * @param {string[]} patterns Files, folders or globs; none: all tests.
 * @returns {string[]}
 */
function findTests(patterns) {
  const all = fs
    .readdirSync(inRoot('tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('tests', name))
    .sort();
  if (patterns.length === 0) return all;
  const chosen = all.filter((file) =>
    patterns.some((pattern) => toRegExp(path.normalize(pattern)).test(file)),
  );
  if (chosen.length === 0) throw new Error(`no test file matches ${patterns.join(' ')}`);
  return chosen;
}

/** @param {string} pattern */
function toRegExp(pattern) {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*/g, (star) => (star.startsWith('**') ? '.*' : '[^/]*'));
  return new RegExp(`^${source}(/.*)?$`);
}

/**
 * @param {{ files: string[], scratch: string, env: Record<string, string>, stopped: AbortSignal }} options
 * @returns {Promise<number>} The exit code of the test run.
 */
function runTests({ files, scratch, env, stopped }) {
  const args = [
    '--import=tsx',
    `--import=${pathToFileURL(inRoot('scripts/lib/hung-test.mjs')).href}`,
    '--test',
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${FILE_TIMEOUT_MS}`,
    // Strapi keeps timers and sockets that outlive its destroy().
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${inRoot('scripts/lib/test-counts.mjs')}`,
    '--test-reporter-destination=stderr',
    ...groupTests(files, scratch),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ...env,
        NODE_ENV: 'test',
        TZ: 'UTC',
        TEST_TOTALS: totalsFile(scratch),
      },
    });
    stopped.addEventListener('abort', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Ctrl-C ends the tests, and what was started for them is stopped as after any run. */
function stopOnSignal() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => controller.abort());
  }
  return controller.signal;
}

/** @param {string} scratch */
function totalsFile(scratch) {
  return path.join(scratch, 'totals.json');
}

/** @param {string} file */
function readTotals(file) {
  /** @type {Record<string, number>} */
  let totals = {};
  try {
    totals = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    // The run ended before its summary: nothing passed that could be counted.
  }
  const failed = (totals['fail'] ?? 0) + (totals['cancelled'] ?? 0);
  const skipped = (totals['skipped'] ?? 0) + (totals['todo'] ?? 0);
  const line = `${totals['pass'] ?? 0} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
