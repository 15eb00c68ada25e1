// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BUILD_NOTES, ROOT, inRoot } from './paths.mjs';
import { runStep } from './run.mjs';

export const SERVER_SOURCES = [
  'config',
  'database',
  'src',
  'types',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = path.join(BUILD_NOTES, 'server.stamp');
const BUILD_INFO = path.join(BUILD_NOTES, 'server.tsbuildinfo');

/** Compiles the server into dist/ where its sources have changed since. */
export async function ensureCompiled() {
  const stamp = hashFiles(SERVER_SOURCES);
  if (stamp === read(STAMP) && fs.existsSync(inRoot('dist/src/index.js'))) return;
  fs.mkdirSync(path.dirname(STAMP), { recursive: true });
  fs.rmSync(STAMP, { force: true });
  // With its notes but without its output, the incremental compiler would write nothing.
  if (!fs.existsSync(inRoot('dist/src/index.js'))) fs.rmSync(BUILD_INFO, { force: true });
  await runStep({
    zh: '編譯伺服器程式',
    en: 'Compiling the server',
    file: process.execPath,
    args: [inRoot('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'],
  });
  removeOrphans();
  fs.writeFileSync(STAMP, stamp);
}

/** What was compiled from files that are gone would still be loaded by Strapi. */
function removeOrphans() {
  for (const top of ['config', 'database', 'src']) {
    for (const file of list(inRoot('dist', top))) {
      const source = path.join(ROOT, path.relative(inRoot('dist'), file));
      const base = source.replace(/\.(js|js\.map|d\.ts)$/, '');
      const exists = [source, `${base}.ts`, `${base}.tsx`].some((name) => fs.existsSync(name));
      if (!exists) fs.rmSync(file);
    }
  }
}

/**
 * One hash over the names and contents of files and folders below the checkout.
 *
 * @param {string[]} names
 * @param {(file: string) => boolean} [wanted]
 */
export function hashFiles(names, wanted = () => true) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const file of list(inRoot(name))) {
      const relative = path.relative(ROOT, file);
      if (!wanted(relative)) continue;
      hash.update(`${relative}\0`).update(fs.readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} at
 * @returns {string[]} The files below a folder in a stable order, or the file itself.
 */
function list(at) {
  const stat = fs.statSync(at, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [at];
  return fs
    .readdirSync(at)
    .sort()
    .flatMap((name) => list(path.join(at, name)));
}

/** @param {string} file */
export function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}
