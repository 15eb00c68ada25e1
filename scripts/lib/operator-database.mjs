// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { DATA } from './paths.mjs';
import { Explained } from './say.mjs';

const DEMO_CLUSTER = path.join(DATA, 'postgres');

/**
 * The database that an operator's command works on: DATABASE_URL, else the demo's, started for it.
 *
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function operatorDatabase() {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, close: async () => {} };
  if (!fs.existsSync(path.join(DEMO_CLUSTER, 'state.json'))) {
    throw new Explained(
      '尚無資料庫：請先執行一次 npm start，或設定 DATABASE_URL。',
      'There is no database yet: run npm start once, or set DATABASE_URL.',
    );
  }
  const { openPostgres } = await import('./postgres.mjs');
  const cluster = await openPostgres({ home: DEMO_CLUSTER });
  return { url: cluster.url('corpus', 'app'), close: () => cluster.stop() };
}
