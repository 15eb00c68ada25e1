/** Reads certificates, revocation lists and signed messages: the only user of pkijs and asn1js. */
import { createPublicKey } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { CertificateFacts } from '../../../../../domain/accounts/certificate-policy';
import type { Signed } from './algorithms';
import { readAgencyOids, readUnitName } from './government-attributes';

/** A certificate's facts, and what checking its signature needs. */
export interface Certificate extends CertificateFacts {
  readonly der: Uint8Array;
  /** Names as DER, compared byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly signed: Signed;
  /** Whether the key may sign certificates and revocation lists. */
  readonly signsCertificates: boolean;
  readonly signsRevocations: boolean;
}

export interface RevocationList {
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: ReadonlySet<string>;
  readonly unknownCritical: readonly string[];
  readonly signed: Signed;
}

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;

const OID = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  subjectDirectoryAttributes: '2.5.29.9',
} as const;

/** Critical extensions of a certificate that the rules take account of, or may leave aside. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.subjectDirectoryAttributes,
  '2.5.29.32', // certificate policies: the issuing CA is pinned
  '2.5.29.14', // subject key identifier
  '2.5.29.35', // authority key identifier
]);

export function bytesOf(buffer: ArrayBuffer): Uint8Array {
  return new Uint8Array(buffer);
}

export function hexOf(buffer: ArrayBuffer): string {
  // Leading zeros do not make another number.
  return Buffer.from(buffer)
    .toString('hex')
    .replace(/^(00)+(?=.)/, '');
}

/** A time that no calendar has (pkijs then gives an invalid Date) must not slip past a comparison. */
function timeOf(time: pkijs.Time): Date {
  if (Number.isNaN(time.value.getTime())) throw new Error('A time is not readable.');
  return time.value;
}

/** The one ASN.1 value that the bytes hold; a byte more or less is an error. */
export function parseDer(der: Uint8Array): asn1js.AsnType {
  const parsed = asn1js.fromBER(Uint8Array.from(der).buffer);
  if (parsed.offset !== der.length) throw new Error('Not exactly one ASN.1 value.');
  return parsed.result;
}

function extensionOf(
  extensions: readonly pkijs.Extension[],
  oid: string,
): pkijs.Extension | undefined {
  const found = extensions.filter(({ extnID }) => extnID === oid);
  if (found.length > 1) throw new Error(`Extension ${oid} occurs twice.`);
  return found[0];
}

function readKeyUsage(extensions: readonly pkijs.Extension[]): ReadonlySet<string> | null {
  const value: unknown = extensionOf(extensions, OID.keyUsage)?.parsedValue;
  if (!(value instanceof asn1js.BitString)) return null;
  const [first = 0] = value.valueBlock.valueHexView;
  return new Set(KEY_USAGES.filter((_name, bit) => (first & (0x80 >> bit)) !== 0));
}

function readIsAuthority(extensions: readonly pkijs.Extension[]): boolean {
  const value: unknown = extensionOf(extensions, OID.basicConstraints)?.parsedValue;
  return value instanceof pkijs.BasicConstraints && value.cA;
}

function keyFacts(publicKey: Uint8Array): Pick<CertificateFacts, 'keyType' | 'keyBits'> {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    return { keyType: 'rsa', keyBits: details.modulusLength ?? 0 };
  }
  if (key.asymmetricKeyType !== 'ec') return { keyType: 'other', keyBits: 0 };
  const bits: Readonly<Record<string, number>> = {
    prime256v1: 256,
    secp384r1: 384,
    secp521r1: 521,
  };
  return { keyType: 'ec', keyBits: bits[details.namedCurve ?? ''] ?? 0 };
}

function toCertificate(certificate: pkijs.Certificate, der: Uint8Array): Certificate {
  const extensions = certificate.extensions ?? [];
  const publicKey = bytesOf(certificate.subjectPublicKeyInfo.toSchema().toBER());
  const keyUsage = readKeyUsage(extensions);
  const isAuthority = readIsAuthority(extensions);
  return {
    der,
    serialNumber: hexOf(certificate.serialNumber.valueBlock.valueHexView.slice().buffer),
    notBefore: timeOf(certificate.notBefore),
    notAfter: timeOf(certificate.notAfter),
    issuer: bytesOf(certificate.issuer.toSchema().toBER()),
    subject: bytesOf(certificate.subject.toSchema().toBER()),
    publicKey,
    ...keyFacts(publicKey),
    isAuthority,
    keyUsage,
    signsCertificates: isAuthority && (keyUsage?.has('keyCertSign') ?? false),
    signsRevocations: isAuthority && (keyUsage?.has('cRLSign') ?? false),
    agencyOids: readAgencyOids(extensionOf(extensions, OID.subjectDirectoryAttributes)),
    unitName: readUnitName(certificate.subject),
    unknownCritical: extensions
      .filter(({ critical, extnID }) => critical && !UNDERSTOOD.has(extnID))
      .map(({ extnID }) => extnID),
    signed: {
      bytes: new Uint8Array(certificate.tbsView),
      signature: new Uint8Array(certificate.signatureValue.valueBlock.valueHexView),
      algorithm: certificate.signatureAlgorithm.algorithmId,
    },
  };
}

/** @throws {Error} for anything that is not exactly one certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  return toCertificate(new pkijs.Certificate({ schema: parseDer(der) }), der);
}

/** The same for a certificate that was part of another message. */
export function adoptCertificate(certificate: pkijs.Certificate): Certificate {
  return readCertificate(bytesOf(certificate.toSchema().toBER()));
}

/** @throws {Error} for anything that is not exactly one revocation list. */
export function readRevocationList(der: Uint8Array): RevocationList {
  const list = new pkijs.CertificateRevocationList({ schema: parseDer(der) });
  const revoked = list.revokedCertificates ?? [];
  // Extensions of a list change what it covers (delta lists, partitions); only these do not.
  const harmless = new Set(['2.5.29.20', '2.5.29.35']);
  return {
    issuer: bytesOf(list.issuer.toSchema().toBER()),
    thisUpdate: timeOf(list.thisUpdate),
    nextUpdate: list.nextUpdate ? timeOf(list.nextUpdate) : null,
    revoked: new Set(
      revoked.map(({ userCertificate }) =>
        hexOf(userCertificate.valueBlock.valueHexView.slice().buffer),
      ),
    ),
    unknownCritical: (list.crlExtensions?.extensions ?? [])
      .filter(({ critical, extnID }) => critical && !harmless.has(extnID))
      .map(({ extnID }) => extnID),
    signed: {
      bytes: new Uint8Array(list.tbsView),
      signature: new Uint8Array(list.signatureValue.valueBlock.valueHexView),
      algorithm: list.signatureAlgorithm.algorithmId,
    },
  };
}
