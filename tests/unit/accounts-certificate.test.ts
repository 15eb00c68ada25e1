import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as asn1js from 'asn1js';
import {
  derOf,
  extension,
  nameOf,
  newAuthority,
  newKeys,
  revocationList,
  COUNTRY,
  ORGANISATION,
  UNIT,
  type Authority,
} from '../../src/demo/certificate-authority/authority';
import {
  issueCard,
  signText,
  type Card,
  type CardOptions,
} from '../../src/demo/certificate-authority/card';
import { DomainError } from '../../src/domain/errors';
import { readCertificate } from '../../src/plugins/gov-oidc/server/src/certificate/certificate';
import { RevocationLists } from '../../src/plugins/gov-oidc/server/src/certificate/revocation';
import { verifyChallenge } from '../../src/plugins/gov-oidc/server/src/certificate/verify-challenge';

const MODA = '2.16.886.101.20003.20082';
const CHALLENGE = 'purpose=agency-manager-application\nnonce=0123456789';
const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date();

const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

describe("the verification of a manager's certificate", () => {
  let folder: string;
  let authority: Authority;
  let good: Card;
  let serial = 0x2000;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'corpus-card-'));
    authority = await newAuthority();
    good = await card();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const card = (options: Partial<CardOptions> = {}, from = authority) =>
    issueCard(from, {
      agencyOids: [MODA],
      unitName: '數位發展部',
      serial: (serial++).toString(16),
      ...options,
    });

  /** A place with this list; none where there is to be no list. */
  async function listAt(list: Buffer | null): Promise<RevocationLists> {
    const file = path.join(folder, `${String(serial++)}.crl`);
    if (list !== null) await writeFile(file, list);
    return new RevocationLists([pathToFileURL(file)], () => undefined);
  }

  async function verify(
    signature: string,
    options: { list?: Buffer | null; authorities?: Authority[]; challenge?: string } = {},
  ) {
    const list = options.list === undefined ? await revocationList(authority) : options.list;
    return verifyChallenge({
      signature,
      challenge: options.challenge ?? CHALLENGE,
      authorities: (options.authorities ?? [authority]).map(({ certificate }) =>
        readCertificate(derOf(certificate)),
      ),
      revocation: await listAt(list),
      now: NOW,
    });
  }

  function refuses(work: Promise<unknown>, code: string): Promise<void> {
    return assert.rejects(work, (error) => error instanceof DomainError && error.code === code);
  }

  const signed = async (options: Partial<CardOptions>) => signText(await card(options), CHALLENGE);

  it('passes a good card, and reads agency and unit name from it', async () => {
    const certificate = await verify(await signText(good, CHALLENGE));
    assert.deepEqual(certificate.agencyOids, [MODA]);
    assert.equal(certificate.unitName, '數位發展部');
  });

  it('passes a detached signature over the same text, SHA-384, and an elliptic key', async () => {
    await verify(await signText(good, CHALLENGE, { detached: true }));
    await verify(await signText(await card({ hash: 'SHA-384' }), CHALLENGE));
    const keys = await newKeys({ curve: 'P-256' });
    await verify(await signText(await card({ keys }), CHALLENGE));
  });

  it('refuses an expired certificate', async () =>
    refuses(
      verify(await signed({ notBefore: inDays(-9), notAfter: inDays(-1) })),
      'certificate.expired',
    ));

  it('refuses a certificate that is not valid yet', async () =>
    refuses(
      verify(await signed({ notBefore: inDays(1), notAfter: inDays(9) })),
      'certificate.not_yet_valid',
    ));

  it('refuses a revoked certificate', async () => {
    const list = await revocationList(authority, { revoked: ['77aa'] });
    await refuses(verify(await signed({ serial: '77aa' }), { list }), 'certificate.revoked');
  });

  it('finds a revoked serial number whose first bit is set', async () => {
    const list = await revocationList(authority, { revoked: ['00f7aa'] });
    await refuses(verify(await signed({ serial: '00f7aa' }), { list }), 'certificate.revoked');
  });

  it('refuses while there is no revocation list', async () =>
    refuses(
      verify(await signText(good, CHALLENGE), { list: null }),
      'certificate.revocation_unknown',
    ));

  it('refuses while the revocation list is stale', async () => {
    const list = await revocationList(authority, {
      thisUpdate: inDays(-3),
      nextUpdate: inDays(-1),
    });
    await refuses(
      verify(await signText(good, CHALLENGE), { list }),
      'certificate.revocation_unknown',
    );
  });

  it('refuses while the revocation list is from the future', async () => {
    const list = await revocationList(authority, { thisUpdate: inDays(1), nextUpdate: inDays(3) });
    await refuses(
      verify(await signText(good, CHALLENGE), { list }),
      'certificate.revocation_unknown',
    );
  });

  it('refuses with a revocation list that another authority of the same name signed', async () => {
    const forger = await newAuthority();
    const list = await revocationList(forger);
    await refuses(
      verify(await signText(good, CHALLENGE), { list }),
      'certificate.revocation_unknown',
    );
  });

  it("refuses with another authority's revocation list", async () => {
    const list = await revocationList(await newAuthority({ unit: '別的憑證管理中心' }));
    await refuses(
      verify(await signText(good, CHALLENGE), { list }),
      'certificate.revocation_unknown',
    );
  });

  it('refuses with a revocation list that is no list', async () =>
    refuses(
      verify(await signText(good, CHALLENGE), { list: Buffer.from('<html>') }),
      'certificate.revocation_unknown',
    ));

  it('refuses with a revocation list whose bytes were changed', async () => {
    const list = await revocationList(authority);
    list[list.length - 5] = (list[list.length - 5] ?? 0) ^ 1;
    await refuses(
      verify(await signText(good, CHALLENGE), { list }),
      'certificate.revocation_unknown',
    );
  });

  it('refuses a certificate of a sibling authority', async () => {
    const sibling = await newAuthority({ unit: '工商憑證管理中心' });
    const signature = await signText(await card({}, sibling), CHALLENGE);
    await refuses(verify(signature), 'certificate.untrusted');
  });

  it('refuses a certificate of another authority with the same name', async () => {
    const signature = await signText(await card({}, await newAuthority()), CHALLENGE);
    await refuses(verify(signature), 'certificate.untrusted');
  });

  it('refuses a certificate that a mere agency certificate issued', async () => {
    const subject = good.certificate.subject;
    const leaf = { certificate: good.certificate, keys: good.keys };
    assert.equal(subject.typesAndValues.length, 3);
    await refuses(verify(await signText(await card({}, leaf), CHALLENGE)), 'certificate.untrusted');
  });

  it('refuses what a pinned certificate without the right to issue has issued', async () => {
    const leaf = { certificate: good.certificate, keys: good.keys };
    const signature = await signText(await card({}, leaf), CHALLENGE);
    await refuses(verify(signature, { authorities: [leaf] }), 'certificate.untrusted');
  });

  it('refuses everything of a pinned authority that has expired', async () => {
    const old = await newAuthority({ notAfter: inDays(-0.5) });
    const signature = await signText(await card({}, old), CHALLENGE);
    await refuses(verify(signature, { authorities: [old] }), 'certificate.untrusted');
  });

  it('refuses a self-signed certificate', async () => {
    const keys = await newKeys();
    const subject = nameOf([
      [COUNTRY, 'TW'],
      [ORGANISATION, '行政院'],
      [UNIT, '數位發展部'],
    ]);
    const self = await newAuthority({ subject });
    const signature = await signText(await card({ keys }, { ...self }), CHALLENGE);
    await refuses(verify(signature), 'certificate.untrusted');
  });

  it("refuses an authority's own certificate", async () =>
    refuses(verify(await signed({ isAuthority: true, usage: 0x86 })), 'certificate.is_authority'));

  it('refuses an encryption certificate', async () =>
    refuses(verify(await signed({ usage: 0x30 })), 'certificate.wrong_usage'));

  it('refuses a certificate with a critical extension that nobody here understands', async () => {
    const strange = extension('1.2.3.4.5', true, new asn1js.Null());
    await refuses(verify(await signed({ extensions: [strange] })), 'certificate.unknown_extension');
  });

  it('refuses a certificate without an agency OID, and one with two', async () => {
    await refuses(verify(await signed({ agencyOids: [] })), 'certificate.agency_missing');
    await refuses(
      verify(await signed({ agencyOids: [MODA, '2.16.886.101.20003.20067'] })),
      'certificate.agency_missing',
    );
  });

  it('refuses a certificate that was signed with SHA-1', async () => {
    const weak: Authority = {
      certificate: authority.certificate,
      keys: await asSha1(authority),
    };
    const signature = await signText(await card({ hash: 'SHA-1' }, weak), CHALLENGE);
    await refuses(verify(signature), 'certificate.weak_algorithm');
  });

  it('refuses a message that was signed with SHA-1', async () => {
    const keys = await asSha1(good);
    const signature = await signText({ ...good, keys }, CHALLENGE, { hash: 'SHA-1' });
    await refuses(verify(signature), 'certificate.weak_algorithm');
  });

  it('refuses a key of 1,024 bits', async () =>
    refuses(verify(await signed({ keys: await newKeys({ bits: 1024 }) })), 'certificate.weak_key'));

  it('refuses a signature over another text: another challenge, or another application', async () => {
    const other = await signText(good, CHALLENGE.replace('0123', '9999'));
    await refuses(verify(other), 'certificate.other_content');
    const detached = await signText(good, 'something else', { detached: true });
    await refuses(verify(detached), 'certificate.other_content');
  });

  it('refuses our text with a digest of another one', async () => {
    const digest = new Uint8Array(32).buffer;
    await refuses(verify(await signText(good, CHALLENGE, { digest })), 'certificate.other_content');
  });

  it('refuses a signature whose last byte was changed', async () => {
    const bytes = Buffer.from(await signText(good, CHALLENGE), 'base64');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    await refuses(verify(bytes.toString('base64')), 'certificate.wrong_signature');
  });

  it("refuses a card's certificate with somebody else's key", async () => {
    const keys = await newKeys();
    await refuses(
      verify(await signText({ ...good, keys }, CHALLENGE)),
      'certificate.wrong_signature',
    );
  });

  it('refuses a certificate whose agency was changed after it was issued', async () => {
    const bytes = Buffer.from(await signText(good, CHALLENGE));
    const der = Buffer.from(bytes.toString(), 'base64');
    const at = der.indexOf(Buffer.from('數位發展部', 'utf8'));
    assert.ok(at > 0);
    Buffer.from('文化發展部', 'utf8').copy(der, at);
    await refuses(verify(der.toString('base64')), 'certificate.untrusted');
  });

  it('refuses a message without signed attributes', async () =>
    refuses(
      verify(await signText(good, CHALLENGE, { withoutAttributes: true })),
      'certificate.no_signed_attributes',
    ));

  it('refuses a message with two signers', async () =>
    refuses(
      verify(await signText(good, CHALLENGE, { others: [await card()] })),
      'certificate.signers',
    ));

  it('refuses what is no signed message, and what has bytes behind it', async () => {
    const signature = await signText(good, CHALLENGE);
    const longer = Buffer.concat([Buffer.from(signature, 'base64'), Buffer.from([0])]);
    const certificate = derOf(good.certificate).toString('base64');
    for (const wrong of [
      '',
      'AAAA',
      '不是簽章',
      signature.slice(0, 400),
      longer.toString('base64'),
      certificate,
      'A'.repeat(200_000),
    ]) {
      await refuses(verify(wrong), 'certificate.malformed');
    }
  });
});

/** The same RSA key, for signing with SHA-1. */
async function asSha1(holder: { keys: Card['keys'] }): Promise<Card['keys']> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' };
  const [secret, open] = await Promise.all([
    subtle.exportKey('pkcs8', holder.keys.privateKey as never),
    subtle.exportKey('spki', holder.keys.publicKey as never),
  ]);
  return {
    privateKey: await subtle.importKey('pkcs8', secret, algorithm, true, ['sign']),
    publicKey: await subtle.importKey('spki', open, algorithm, true, ['verify']),
  };
}
