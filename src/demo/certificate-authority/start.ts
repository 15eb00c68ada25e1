import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { refuseInProduction } from '../guard';
import { newAuthority, pemOf, revocationList } from './authority';
import { issueCard } from './card';
import { createCardComponent, type DemoCard } from './card-component';

export interface RunningAuthority {
  /** Address of the card component; its revocation list is at `/demo.crl`. */
  readonly url: string;
  /** PEM of the issuing authority. */
  readonly authorityFile: string;
  close(): Promise<void>;
}

const REVOKED_SERIAL = '0badc0de';
const DAY_MS = 24 * 60 * 60_000;
const MODA = '2.16.886.101.20003.20082';
const MOC = '2.16.886.101.20003.20067';

/** Cards to try: two good ones, and two that are refused. */
async function demoCards(authority: Awaited<ReturnType<typeof newAuthority>>): Promise<DemoCard[]> {
  const card = (oid: string, unitName: string, serial: string, notAfter?: Date) =>
    issueCard(authority, {
      agencyOids: [oid],
      unitName,
      serial,
      ...(notAfter ? { notBefore: new Date(notAfter.getTime() - 365 * DAY_MS), notAfter } : {}),
    });
  const expired = new Date(Date.now() - DAY_MS);
  return [
    { label: '數位發展部', card: await card(MODA, '數位發展部', '1001') },
    { label: '文化部', card: await card(MOC, '文化部', '1002') },
    { label: '數位發展部（已廢止）', card: await card(MODA, '數位發展部', REVOKED_SERIAL) },
    { label: '數位發展部（已過期）', card: await card(MODA, '數位發展部', '1003', expired) },
  ];
}

/** Written whole or not at all: the product may be reading it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/**
 * Makes a demo authority with cards and starts the card component on loopback. The authority is
 * new at each start; its certificate is written to `folder`/authority.pem before this returns.
 *
 * @throws {Error} in production, or where the port is taken.
 */
export async function startCertificateAuthority(options: {
  port: number;
  folder: string;
}): Promise<RunningAuthority> {
  refuseInProduction('The demo certificate authority');
  const authority = await newAuthority();
  const authorityFile = path.join(options.folder, 'authority.pem');
  await writeWhole(authorityFile, pemOf(authority.certificate));
  const list = () => revocationList(authority, { revoked: [REVOKED_SERIAL] });
  const server = createCardComponent(await demoCards(authority), list);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String(options.port)}`,
    authorityFile,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
