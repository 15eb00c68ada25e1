import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseInProduction } from '../guard';
import { loginInteraction, signOutByPost } from './login';
import { memberSite } from './member-site';
import { createProvider, type DemoClient } from './provider';

export interface RunningProvider {
  /** Issuer and address: always loopback. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the demo's identity provider on loopback.
 *
 * @param options.port TCP port; the issuer is `http://127.0.0.1:port`, so it must be known.
 * @throws {Error} in production, or where the port is taken.
 */
export async function startIdentityProvider(
  options: DemoClient & { port: number },
): Promise<RunningProvider> {
  refuseInProduction('The demo identity provider');
  const url = `http://127.0.0.1:${String(options.port)}`;
  const provider = await createProvider(url, options);
  provider.on('backchannel.error', (_ctx, error) => {
    console.warn(`Demo identity provider: back-channel logout failed: ${error.message}`);
  });
  provider.use(loginInteraction(provider));
  provider.use(signOutByPost());
  provider.use(memberSite(options.corpusUrl));
  const server = await new Promise<Server>((resolve, reject) => {
    const starting: Server = provider.listen(options.port, '127.0.0.1', () => {
      resolve(starting);
    });
    starting.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  if (port !== options.port) throw new Error(`Expected port ${String(options.port)}.`);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
