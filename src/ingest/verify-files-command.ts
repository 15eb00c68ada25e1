process.env.TZ = 'UTC';

import path from 'node:path';
import { Client } from 'pg';
import { createStorage } from './storage-factory';
import { o200k } from './tokenizer';
import { verifyFiles } from './verify-files';

/** `npm run files:verify`; exit code 1 where anything disagrees. */
async function main(): Promise<number> {
  const root = path.resolve(__dirname, '../../..');
  const storage = createStorage({
    env: process.env,
    appRoot: root,
    publicDir: path.join(root, 'public'),
  });
  const client = new Client({
    connectionString: process.env.DATABASE_URL,
    application_name: 'corpus-files-verify',
  });
  await client.connect();
  try {
    const { files, disagreements } = await verifyFiles({ client, storage, tokenizer: o200k() });
    for (const one of disagreements) console.error(JSON.stringify(one));
    const summary =
      disagreements.length === 0
        ? `已核對 ${files} 個檔案，全部一致 Verified ${files} files: all agree`
        : `${disagreements.length} 處不一致 ${disagreements.length} disagreements`;
    console.log(summary);
    return disagreements.length === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
