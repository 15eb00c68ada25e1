// @ts-check
/** `npm run worker`: a process that reads uploaded files, with the settings of the service. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { ensureCompiled } from './lib/compile.mjs';
import { inRoot } from './lib/paths.mjs';
import { Explained, runMain } from './lib/say.mjs';

runMain(async () => {
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  if (!process.env['DATABASE_URL']) {
    throw new Explained(
      '請設定 DATABASE_URL 與服務相同的其他設定。',
      'Set DATABASE_URL and the other settings as for the service.',
    );
  }
  await ensureCompiled();
  const child = spawn(process.execPath, [inRoot('dist/src/worker.js')], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    process.on(signal, () => child.kill(signal));
  }
  process.exitCode = await new Promise((resolve) =>
    child.once('exit', (code) => resolve(code ?? 1)),
  );
});
