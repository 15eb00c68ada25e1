import { createServer } from 'node:net';
import {
  startIdentityProvider,
  type RunningProvider,
} from '../../src/demo/identity-provider/start';
import { startApp, type TestApp } from './app';
import { formInit, type Answer, type Browser } from './browser';

export interface SignInApp extends TestApp {
  /** Address of the product, as browsers see it. */
  readonly url: string;
  readonly provider: RunningProvider;
}

export const CLIENT = { clientId: 'corpus-test', clientSecret: 'corpus-test-secret-0123456789' };

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** The settings that name an identity provider, and the product's own address. */
export function providerEnv(issuer: string, publicUrl: string): Record<string, string> {
  return {
    PUBLIC_URL: publicUrl,
    GOV_OIDC_ISSUER: issuer,
    GOV_OIDC_CLIENT_ID: CLIENT.clientId,
    GOV_OIDC_CLIENT_SECRET: CLIENT.clientSecret,
  };
}

export async function listen(app: TestApp, port: number): Promise<void> {
  await new Promise<void>((resolve) => {
    app.strapi.server.httpServer.listen(port, '127.0.0.1', resolve);
  });
}

/** The product and the demo's identity provider, both on loopback ports of their own. */
export async function startSignInApp(env: Record<string, string> = {}): Promise<SignInApp> {
  const [port, providerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${String(port)}`;
  const provider = await startIdentityProvider({ ...CLIENT, port: providerPort, corpusUrl: url });
  const app = await startApp({ env: { ...providerEnv(provider.url, url), ...env } });
  await app.sql('update officers set issuer = $1', [provider.url]);
  await listen(app, port);
  const close = async () => {
    await app.close();
    await provider.close();
  };
  return { ...app, url, provider, close };
}

/** Signs in at the demo's provider; stops at the panel, whose pages tests do not have. */
export async function passIdentityProvider(
  browser: Browser,
  { start, account }: { start: string; account: string },
): Promise<Answer> {
  const atPanel = (answer: Answer) => answer.location?.pathname === '/admin';
  const form = await browser.go(start, {}, atPanel);
  if (!form.url.pathname.startsWith('/interaction/')) return form;
  return browser.go(form.url, formInit({ account, password: account }), atPanel);
}

export function signIn(
  app: Pick<SignInApp, 'url'>,
  browser: Browser,
  account: string,
): Promise<Answer> {
  return passIdentityProvider(browser, { start: `${app.url}/login/start/government`, account });
}

/** The access token that a signed-in browser holds for the panel. */
export function tokenOf(browser: Browser): string {
  const token = browser.cookie('jwtToken');
  if (token === undefined) throw new Error('The browser is not signed in to the panel.');
  return token;
}
