import type { Core } from '@strapi/strapi';
import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { Client, type ClientConfig } from 'pg';
import { forEachChain } from '../../../../../audit/chains';
import { exportTrail } from '../../../../../audit/export';

/**
 * The trails as JSON lines, the chains' heads last, as `npm run audit:export` writes them. Whoever
 * stops reading ends the reading of the database.
 */
export async function exportEntries(strapi: Core.Strapi, at: Date): Promise<Readable> {
  const { connectionString, ssl } = strapi.config.get<ClientConfig>(
    'database.connection.connection',
  );
  const client = new Client({ connectionString, ssl, application_name: 'corpus-audit-export' });
  await client.connect();
  const output = new PassThrough();
  output.once('close', () => void client.end().catch(() => undefined));
  exportTrail(client, {
    since: forEachChain(() => 0),
    at,
    write: (line) => writeTo(output, line),
  }).then(
    () => output.end(),
    // A cut answer has no heads as its last line, so that it is not taken for a whole one.
    (error: unknown) => output.destroy(error as Error),
  );
  return output;
}

async function writeTo(output: PassThrough, line: string): Promise<void> {
  if (output.destroyed) throw new Error('The reader is gone.');
  if (!output.write(line)) await Promise.race([once(output, 'drain'), once(output, 'close')]);
}
