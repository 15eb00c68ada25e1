/**
 * Fills the database named on the command line as a first start of the demo would, and exits: the
 * tests copy it. Run by scripts/test.mjs.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadDemoPeople } from '../../src/demo/people';
import { loadStrapi, destroyStrapi } from './app';
import { databaseUrl, serviceEnvironment, TEST_ISSUER } from './environment';

const INSTALLER = path.resolve(__dirname, '../../dist/src/guard/install.js');

async function main(database: string): Promise<void> {
  Object.assign(process.env, serviceEnvironment(database));
  if (existsSync(INSTALLER)) {
    const { installGuard } = (await import(INSTALLER)) as {
      installGuard: (ownerUrl: string, appRole: string) => Promise<void>;
    };
    await installGuard(databaseUrl('GUARD', database), 'corpus_app');
  }
  const strapi = await loadStrapi();
  await loadDemoPeople({ strapi, issuer: TEST_ISSUER });
  await destroyStrapi(strapi);
}

main(process.argv[2] ?? '').then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
