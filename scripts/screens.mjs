// @ts-check
/**
 * `npm run screens`: takes the pictures of docs/screens again, while the tests of the
 * screens look at each.
 */
import { spawn } from 'node:child_process';
import { inRoot } from './lib/paths.mjs';
import { checkNode } from './lib/install.mjs';
import { runMain } from './lib/say.mjs';

runMain(async () => {
  checkNode();
  const child = spawn(
    process.execPath,
    [inRoot('scripts/test.mjs'), 'tests/browser/screens.test.ts'],
    { stdio: 'inherit', env: { ...process.env, SCREENS_TO: inRoot('docs/screens') } },
  );
  process.exitCode = await new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
});
