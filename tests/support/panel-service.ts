import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  startCertificateAuthority,
  type RunningAuthority,
} from '../../src/demo/certificate-authority/start';
import {
  startIdentityProvider,
  type RunningProvider,
} from '../../src/demo/identity-provider/start';
import { createDatabase, databaseUrl, dropDatabase, prepared, query } from './environment';
import { freePort, spawnService, untilReady } from './service-process';
import { CLIENT, providerEnv } from './sign-in';

/** The service as `npm start` runs it, panel included, with the demo's provider, cards and people. */
export interface PanelService {
  readonly url: string;
  readonly database: string;
  readonly provider: RunningProvider;
  readonly authority: RunningAuthority;
  sql<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
  close(): Promise<void>;
}

export async function startPanelService(
  env: Readonly<Record<string, string>> = {},
): Promise<PanelService> {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  await createDatabase(database, 'template');
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const provider = await startIdentityProvider({
    ...CLIENT,
    port: await freePort(),
    corpusUrl: url,
  });
  const folder = path.join(prepared('TEST_SCRATCH'), database, 'authority');
  const authority = await startCertificateAuthority({ port: await freePort(), folder });
  const sql: PanelService['sql'] = (text, params = []) =>
    query(databaseUrl('APP', database), text, params) as Promise<never>;
  await sql('update officers set issuer = $1', [provider.url]);
  const service = await spawnService(database, {
    ...providerEnv(provider.url, url),
    PORT: String(port),
    CERTIFICATE_AUTHORITY_FILES: authority.authorityFile,
    CERTIFICATE_CRL_PLACES: `${authority.url}/demo.crl`,
    CARD_COMPONENT_URL: authority.url,
    ...env,
  });
  await untilReady({ ...service, url });
  return {
    url,
    database,
    provider,
    authority,
    sql,
    close: async () => {
      await service.stop();
      await provider.close();
      await authority.close();
      await dropDatabase(database);
    },
  };
}
