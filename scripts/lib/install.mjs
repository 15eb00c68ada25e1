// @ts-check
import fs from 'node:fs';
import { inRoot } from './paths.mjs';
import { runStep } from './run.mjs';
import { Explained } from './say.mjs';

const MINIMUM = [20, 19, 0];

/**
 * Strapi and the libraries need a Node that can `require` ES modules.
 *
 * @throws {Explained} This Node is too old.
 */
export function checkNode() {
  const present = process.versions.node.split('.').map(Number);
  const [major = 0, minor = 0] = present;
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Explained(
    `需要 Node.js ${MINIMUM.join('.')} 以上，目前為 ${process.versions.node}。請至 https://nodejs.org 安裝 LTS 版。`,
    `Node.js ${MINIMUM.join('.')} or later is needed; this is ${process.versions.node}. Install the LTS from https://nodejs.org.`,
  );
}

/**
 * Runs `npm install` when node_modules is not what the lock file says.
 *
 * @param {{ withDev: boolean }} options Whether tools for tests and checks are needed too.
 */
export async function ensureInstalled({ withDev }) {
  if (isInstalled({ withDev })) return;
  const npm = process.env['npm_execpath'];
  const args = ['install', '--no-audit', '--no-fund', ...(withDev ? ['--include=dev'] : [])];
  const isScript = npm !== undefined && /\.c?js$/.test(npm);
  await runStep({
    zh: '安裝套件（首次約需 1 至 3 分鐘）',
    en: 'Installing packages (1 to 3 minutes the first time)',
    file: isScript ? process.execPath : 'npm',
    args: isScript ? [npm, ...args] : args,
  });
}

/**
 * Compares the lock with the one npm leaves in node_modules; packages for other platforms may be
 * missing there.
 *
 * @param {{ withDev: boolean }} options
 */
function isInstalled({ withDev }) {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(
    ([at, entry]) =>
      at === '' ||
      entry.optional === true ||
      entry.devOptional === true ||
      (entry.dev === true && !withDev) ||
      (present[at]?.version === entry.version && present[at]?.integrity === entry.integrity),
  );
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, dev?: boolean }} Entry */

/**
 * @param {string} file
 * @returns {Record<string, Entry> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(inRoot(file), 'utf8')).packages;
  } catch {
    return null;
  }
}
