import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Core } from '@strapi/strapi';
import { readAgencies } from '../reference-data/agencies/read-agencies';
import { importAgencies } from '../reference-data/agencies/run-import';
import { refuseInProduction } from './guard';

const FILE = 'src/reference-data/data/agencies-2018-01-28.csv.gz';
const STORE = { type: 'core', name: 'demo', key: 'agencies' } as const;

/**
 * Loads the whole list of agencies into the demo, once in the life of its database: what somebody
 * tries out on them stays, and a second start does not read the file.
 */
export async function loadDemoAgencies({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  refuseInProduction('The demo list of agencies');
  if (await strapi.store.get(STORE)) return;
  const bytes = await promisify(gunzip)(await readFile(path.join(strapi.dirs.app.root, FILE)));
  const { rows } = readAgencies(bytes);
  await strapi.db.connection.transaction((trx) => importAgencies(trx, rows));
  await strapi.store.set({ ...STORE, value: FILE });
}
