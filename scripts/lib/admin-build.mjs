// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { hashFiles, read } from './compile.mjs';
import { BUILD_NOTES, inRoot } from './paths.mjs';
import { runStep } from './run.mjs';

const STAMP = path.join(BUILD_NOTES, 'admin.stamp');
const MEMORY_MB = 3_072;
/** What the panel is built from; the rest of src/ is the server's. */
const SOURCES = ['src', 'config/admin.ts', 'config/plugins.ts', 'package-lock.json'];
const OF_PANEL =
  /^(src\/(admin|contracts|domain|messages)\/|src\/plugins\/[^/]+\/(admin\/|shared\/|package\.json|strapi-admin)|config\/|package-lock)/;

/**
 * Builds Strapi's admin panel into dist/build where its sources have changed since; not for an
 * instance that serves no panel. After ensureCompiled().
 */
export async function ensureAdminBuilt() {
  if (process.env['SERVE_ADMIN_PANEL'] === 'false') return;
  const stamp = hashFiles(SOURCES, (file) => OF_PANEL.test(file.replaceAll(path.sep, '/')));
  if (stamp === read(STAMP) && fs.existsSync(inRoot('dist/build/index.html'))) return;
  fs.mkdirSync(path.dirname(STAMP), { recursive: true });
  fs.rmSync(STAMP, { force: true });
  await runStep({
    zh: '建置後臺管理介面（約需 1 分鐘）',
    en: 'Building the admin panel (about a minute)',
    file: process.execPath,
    args: [
      `--max-old-space-size=${MEMORY_MB}`,
      '--require',
      inRoot('scripts/lib/compiled-already.cjs'),
      inRoot('node_modules/@strapi/strapi/bin/strapi.js'),
      'build',
    ],
    env: { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
  });
  fs.writeFileSync(STAMP, stamp);
}
