// @ts-check
/**
 * `npm run agencies:import -- FILE.csv [--all]`: brings the register of agencies up to the
 * government's list, in the database of DATABASE_URL, else in the demo's.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { ensureCompiled } from './lib/compile.mjs';
import { operatorDatabase } from './lib/operator-database.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';

runMain(async () => {
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  await ensureCompiled();
  const { url, close } = await operatorDatabase();
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
