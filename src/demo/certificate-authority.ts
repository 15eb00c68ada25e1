process.env.TZ = 'UTC';

import path from 'node:path';
import { startCertificateAuthority } from './certificate-authority/start';

/**
 * The demo's certificate authority and card component as a process of its own, stopped by SIGTERM
 * or SIGINT. Start it before the product, and give the product
 * CERTIFICATE_AUTHORITY_FILES=<DEMO_CA_DIR>/authority.pem,
 * CERTIFICATE_CRL_PLACES=http://127.0.0.1:<DEMO_CARD_PORT>/demo.crl and
 * CARD_COMPONENT_URL=http://127.0.0.1:<DEMO_CARD_PORT>.
 */
async function main(): Promise<void> {
  const authority = await startCertificateAuthority({
    port: Number(process.env.DEMO_CARD_PORT ?? 1339),
    folder: process.env.DEMO_CA_DIR ?? path.resolve('.data/demo-ca'),
  });
  console.log(`Demo card component: ${authority.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void authority.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
