// @ts-check
/**
 * `npm run files:verify`: counts the tokens and bytes of every accepted file again from what is
 * stored, and compares them with the files' records, the datasets' totals and the corpus'.
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
      [inRoot('dist/src/ingest/verify-files-command.js')],
      { env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  } finally {
    await close();
  }
});
