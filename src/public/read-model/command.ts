process.env.TZ = 'UTC';

import { Client } from 'pg';
import { compareReadModel, rebuildReadModel } from './upkeep';

/**
 * The commands `npm run corpus:rebuild` and `npm run corpus:verify`: make the read model anew from
 * the records while the service runs, and prove that the two agree. Exit code 1 where they don't.
 */
async function main(command: string | undefined): Promise<number> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) {
    console.error('DATABASE_URL 未設定 is not set');
    return 1;
  }
  const client = new Client({ connectionString, application_name: 'corpus-read-model' });
  await client.connect();
  try {
    if (command === 'rebuild') {
      const datasets = await rebuildReadModel(client);
      console.log(`已重建 ${datasets} 筆資料集 Rebuilt ${datasets} datasets`);
    }
    const differences = await compareReadModel(client);
    const { stale, surplus, counts } = differences;
    const count = stale.length + surplus.length + counts.length;
    if (count > 0) console.error(JSON.stringify(differences, null, 2));
    else console.log('公開資料與紀錄一致 The read model agrees with the records');
    return count > 0 ? 1 : 0;
  } finally {
    await client.end();
  }
}

main(process.argv[2]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
