process.env.TZ = 'UTC';

import { startIdentityProvider } from './identity-provider/start';

/**
 * The demo's identity provider as a process of its own, stopped by SIGTERM or SIGINT.
 *
 * Settings: DEMO_OIDC_PORT, PUBLIC_URL (address of the product), GOV_OIDC_CLIENT_ID,
 * GOV_OIDC_CLIENT_SECRET and the same of MEMBER_OIDC, with the values the product itself is started
 * with; MEMBER_SIGNED_IN_URL, the page in the place of the public site.
 */
async function main(): Promise<void> {
  const { MEMBER_OIDC_CLIENT_ID, MEMBER_OIDC_CLIENT_SECRET, MEMBER_SIGNED_IN_URL } = process.env;
  const hasMembers = MEMBER_OIDC_CLIENT_ID && MEMBER_OIDC_CLIENT_SECRET && MEMBER_SIGNED_IN_URL;
  const provider = await startIdentityProvider({
    port: Number(process.env.DEMO_OIDC_PORT ?? 1338),
    corpusUrl: (process.env.PUBLIC_URL ?? 'http://127.0.0.1:1337').replace(/\/+$/, ''),
    clientId: process.env.GOV_OIDC_CLIENT_ID ?? 'corpus-demo',
    clientSecret: process.env.GOV_OIDC_CLIENT_SECRET ?? 'corpus-demo-secret-for-loopback-only',
    ...(hasMembers && {
      members: {
        clientId: MEMBER_OIDC_CLIENT_ID,
        clientSecret: MEMBER_OIDC_CLIENT_SECRET,
        signedOutUrl: MEMBER_SIGNED_IN_URL,
      },
    }),
  });
  console.log(`Demo identity provider: ${provider.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void provider.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
