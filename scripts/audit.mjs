// @ts-check
/**
 * `npm run audit:verify`, `npm run audit:export`: the audit trail, verified or written out, of the
 * database of DATABASE_URL, else of the demo's. An exported file is verified without a database.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { ensureCompiled } from './lib/compile.mjs';
import { operatorDatabase } from './lib/operator-database.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';

// What goes to standard output is the command's: an export may be piped into a file.
process.stdout.write = process.stderr.write.bind(process.stderr);

runMain(async () => {
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  await ensureCompiled();
  const args = process.argv.slice(2);
  const offline = args.some((arg) => arg === '--file' || arg.startsWith('--file='));
  const { url, close } = offline ? { url: '', close: async () => {} } : await operatorDatabase();
  try {
    const { status } = spawnSync(
      process.execPath,
      [inRoot('dist/src/audit/audit-command.js'), ...args],
      {
        // npm runs scripts in the checkout; files are named from where the operator is.
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
