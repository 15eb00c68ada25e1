// @ts-check
/**
 * `npm run check`: types, lint, format, layers, dead code. Each check runs although another failed;
 * what failed is shown in full at the end.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { BUILD_NOTES, ROOT, inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';

/** @typedef {{ name: string, script: string, args: string[] }} Check */

const FOLDERS = ['config', 'database', 'src', 'scripts', 'tests', 'bench'];
const TSC = 'typescript/bin/tsc';
/** What ESLint reads by itself, beside the rest; each has types of its own. */
const PANEL = ['src/admin/**', 'src/plugins/*/admin/**'];
const TESTS = ['tests/**', 'bench/**', 'examples/**'];
const REST = [...PANEL, ...TESTS].flatMap((glob) => ['--ignore-pattern', glob]);

/** The slowest first. */
const CHECKS = [
  lint('tests', TESTS),
  lint('server', ['.', ...REST]),
  lint('admin panel', PANEL),
  { name: 'types: admin panel', script: TSC, args: project('src/admin/tsconfig.json', 'admin') },
  { name: 'types: server', script: TSC, args: project('tsconfig.json', 'server-check') },
  { name: 'types: tests', script: TSC, args: project('tests/tsconfig.json', 'tests') },
  { name: 'types: scripts', script: TSC, args: project('scripts/tsconfig.json', 'scripts') },
  {
    name: 'Prettier',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '.', ...remembered()],
  },
  {
    name: 'layers',
    script: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: [...FOLDERS.filter((name) => fs.existsSync(inRoot(name))), '--output-type', 'err'],
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: [] },
];

runMain(async () => {
  checkNode();
  await ensureInstalled({ withDev: true });
  fs.mkdirSync(BUILD_NOTES, { recursive: true });
  const started = Date.now();
  const waiting = [...CHECKS];
  /** @type {string[]} */
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const output = await run(check);
      if (output !== null) failures.push(`── ${check.name}\n${output}`);
    }
  };
  const workers = Math.max(1, Math.min(os.availableParallelism(), 4));
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) process.stdout.write(`\n${failures.join('\n\n')}\n`);
  const passed = CHECKS.length - failures.length;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(`\n${passed} of ${CHECKS.length} checks passed (${seconds} s)\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string[]} args
 */
function lint(name, args) {
  return {
    name: `ESLint: ${name}`,
    script: 'eslint/bin/eslint.js',
    args: [...args, '--max-warnings=0'],
  };
}

/**
 * @param {string} file
 * @param {string} name Of the notes that make the next run faster.
 */
function project(file, name) {
  const notes = path.join(BUILD_NOTES, `${name}.tsbuildinfo`);
  return ['-p', file, '--noEmit', '--incremental', '--tsBuildInfoFile', notes];
}

/** Prettier passes over files whose text, options and Prettier are those of the last run. */
function remembered() {
  const place = path.join(BUILD_NOTES, 'prettier.cache');
  return ['--cache', '--cache-strategy', 'content', '--cache-location', place];
}

/**
 * @param {Check} check
 * @returns {Promise<string | null>} The output of a failure.
 */
function run({ name, script, args }) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('node_modules', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
      resolve(code === 0 ? null : output.trim());
    });
  });
}
