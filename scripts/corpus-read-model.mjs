// @ts-check
/**
 * `npm run corpus:rebuild`, `npm run corpus:verify`: the read model of the public interface, made
 * anew from the records or compared with them, in the database of DATABASE_URL, else in the demo's.
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
      [inRoot('dist/src/public/read-model/command.js'), ...process.argv.slice(2)],
      { env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' },
    );
    process.exitCode = status ?? 1;
  } finally {
    await close();
  }
});
