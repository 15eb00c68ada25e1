// @ts-check
/**
 * Installs what the optional tests use, from Debian's own packages: a browser with Chinese fonts, a
 * malware scanner, the PDF tools that the benchmarks compare with. Neither the service nor its other
 * tests need any of it; where it cannot be installed, those tests say that they are skipped.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { say } from './lib/say.mjs';

/** Debian package, and the file that proves it is there. */
const PACKAGES = [
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
  { name: 'clamav-daemon', file: '/usr/sbin/clamd' },
  { name: 'poppler-utils', file: '/usr/bin/pdftotext' },
];

const missing = () => PACKAGES.filter(({ file }) => !exists(file)).map(({ name }) => name);

const wanted = missing();
if (wanted.length > 0) {
  const refusal = install(wanted);
  const left = missing();
  if (left.length > 0) {
    say(
      `！未能安裝 ${left.join('、')}（${refusal ?? '安裝後仍找不到'}）。需要它們的測試會略過，並註明原因。`,
      `Not installed: ${left.join(', ')}. The tests that need them are skipped, and say so.`,
    );
  }
}
say(
  `✓ 選用套件：${PACKAGES.map(({ name, file }) => `${name} ${exists(file) ? '有' : '無'}`).join('，')}`,
  'Optional packages looked for; see above.',
);

/**
 * @param {string[]} names
 * @returns {string | null} Why it could not be done.
 */
function install(names) {
  if (process.platform !== 'linux' || !exists('/usr/bin/apt-get')) return '不是 Debian';
  if (process.getuid?.() !== 0) return '需要 root 權限';
  say(`… 安裝 ${names.join('、')}`, 'Installing from Debian');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (/** @type {string[]} */ args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status;
  run(['update']);
  const code = run(['install', '-y', '--no-install-recommends', ...names]);
  return code === 0 ? null : `apt-get ${String(code)}`;
}

/** @param {string} file */
function exists(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
