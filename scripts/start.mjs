// @ts-check
/**
 * `npm start`: from a fresh clone to a running service. Without settings it is the demo (embedded
 * PostgreSQL, identity provider, accounts); with NODE_ENV=production only the service.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureAdminBuilt } from './lib/admin-build.mjs';
import { ensureCompiled } from './lib/compile.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { DATA, inRoot } from './lib/paths.mjs';
import { checkPort, runDemo, runProduction } from './lib/run-service.mjs';
import { Explained, runMain } from './lib/say.mjs';
import { Stoppers, stopWithNpm } from './lib/stoppers.mjs';

const require = createRequire(import.meta.url);

runMain(async () => {
  process.env['TZ'] = 'UTC';
  const started = Date.now();
  checkNode();
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  const production = process.env['NODE_ENV'] === 'production';
  await checkPort();
  await ensureInstalled({ withDev: false });
  await ensureCompiled();
  if (production) refuseUnfitSecrets();
  await ensureAdminBuilt();
  const stoppers = new Stoppers();
  stopWithNpm(stoppers);
  try {
    const run = production ? runProduction : runDemo;
    const ended = await run({ stoppers, started });
    if (!stoppers.begun) {
      throw new Explained(
        `服務意外結束（${ended}），紀錄在 ${path.join(DATA, 'log')}。`,
        `The service ended unexpectedly (${ended}); its log is in ${path.join(DATA, 'log')}.`,
      );
    }
  } finally {
    await stoppers.stop();
  }
});

/** Before the long build: the service itself checks again. */
function refuseUnfitSecrets() {
  const { checkSecrets, describeFindings } = require(inRoot('dist/src/settings/secrets.js'));
  const embedded = process.env['EMBEDDED_POSTGRES'] === 'true';
  const findings = checkSecrets(process.env).filter(
    (/** @type {{ name: string }} */ { name }) => !(embedded && name === 'DATABASE_URL'),
  );
  if (findings.length > 0) throw new Explained(describeFindings(findings), '');
}
