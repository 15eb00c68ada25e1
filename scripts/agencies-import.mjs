// @ts-check
/**
 * `npm run agencies:import -- FILE.csv [--all]`: brings the register of agencies up to the
 * government's list, in the database of DATABASE_URL, else in the demo's.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureCompiled } from './lib/compile.mjs';
import { DATA, inRoot } from './lib/paths.mjs';
import { Explained, runMain } from './lib/say.mjs';

const DEMO_CLUSTER = path.join(DATA, 'postgres');

runMain(async () => {
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  await ensureCompiled();
  const { url, close } = await database();
  try {
    const { status } = spawnSync(
      process.execPath,
      [inRoot('dist/src/reference-data/import-agencies.js'), ...process.argv.slice(2)],
      {
        // npm runs scripts in the checkout; the file is named from where the operator is.
        cwd: process.env['INIT_CWD'] ?? process.cwd(),
        env: { ...process.env, DATABASE_URL: url },
        stdio: 'inherit',
      },
    );
    process.exitCode = status ?? 1;
  } finally {
    await close();
  }
});

async function database() {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, close: async () => {} };
  if (!fs.existsSync(path.join(DEMO_CLUSTER, 'state.json'))) {
    throw new Explained(
      '尚無資料庫：請先執行一次 npm start，或設定 DATABASE_URL。',
      'There is no database yet: run npm start once, or set DATABASE_URL.',
    );
  }
  const { openPostgres } = await import('./lib/postgres.mjs');
  const cluster = await openPostgres({ home: DEMO_CLUSTER });
  return { url: cluster.url('corpus', 'app'), close: () => cluster.stop() };
}
