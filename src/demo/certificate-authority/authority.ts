import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** Algorithms with which demo and test certificates are made; SHA-1 only to see it refused. */
export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384';

export interface KeyPair {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

export interface Authority {
  readonly certificate: pkijs.Certificate;
  readonly keys: KeyPair;
}

/** One part of a name: attribute type (OID) and text. */
export type NamePart = readonly [type: string, text: string];

/** Name parts of Taiwan's government certificates. */
export const COUNTRY = '2.5.4.6';
export const ORGANISATION = '2.5.4.10';
export const UNIT = '2.5.4.11';

const DAY_MS = 24 * 60 * 60_000;

export async function newKeys(
  options: { bits?: number; hash?: Hash; curve?: 'P-256' } = {},
): Promise<KeyPair> {
  const { bits = 2048, hash = 'SHA-256', curve } = options;
  const algorithm = curve
    ? { name: 'ECDSA', namedCurve: curve }
    : {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: bits,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash,
      };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

export function nameOf(parts: readonly NamePart[]): pkijs.RelativeDistinguishedNames {
  return new pkijs.RelativeDistinguishedNames({
    typesAndValues: parts.map(([type, text]) => {
      const value =
        type === COUNTRY
          ? new asn1js.PrintableString({ value: text })
          : new asn1js.Utf8String({ value: text });
      return new pkijs.AttributeTypeAndValue({ type, value });
    }),
  });
}

export function serialOf(hex: string): asn1js.Integer {
  return new asn1js.Integer({ valueHex: Uint8Array.from(Buffer.from(hex, 'hex')).buffer });
}

export function extension(
  extnID: string,
  critical: boolean,
  value: asn1js.BaseBlock,
): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
}

/** @param bits The first byte of the key usage, such as 0x80 for digitalSignature. */
export function keyUsage(bits: number): pkijs.Extension {
  const value = new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer });
  return extension('2.5.29.15', true, value);
}

export function basicConstraints(cA: boolean): pkijs.Extension {
  return extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA }).toSchema());
}

export interface CertificateTemplate {
  readonly subject: pkijs.RelativeDistinguishedNames;
  readonly publicKey: webcrypto.CryptoKey;
  readonly serial: string;
  readonly extensions: readonly pkijs.Extension[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** Signs a certificate in the name of `issuer` with `key`, which need not fit each other. */
export async function signCertificate(
  template: CertificateTemplate,
  signer: { issuer: pkijs.RelativeDistinguishedNames; key: webcrypto.CryptoKey; hash?: Hash },
): Promise<pkijs.Certificate> {
  const now = Date.now();
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = serialOf(template.serial);
  certificate.issuer = signer.issuer;
  certificate.subject = template.subject;
  certificate.notBefore.value = template.notBefore ?? new Date(now - DAY_MS);
  certificate.notAfter.value = template.notAfter ?? new Date(now + 365 * DAY_MS);
  certificate.extensions = [...template.extensions];
  await certificate.subjectPublicKeyInfo.importKey(template.publicKey);
  await certificate.sign(signer.key, signer.hash ?? 'SHA-256');
  return certificate;
}

/** A self-signed issuing authority with a name like GCA's. */
export async function newAuthority(
  options: { unit?: string; subject?: pkijs.RelativeDistinguishedNames; notAfter?: Date } = {},
): Promise<Authority> {
  const keys = await newKeys();
  const subject =
    options.subject ??
    nameOf([
      [COUNTRY, 'TW'],
      [ORGANISATION, '行政院'],
      [UNIT, options.unit ?? '示範憑證管理中心'],
    ]);
  const template = {
    subject,
    publicKey: keys.publicKey,
    serial: '01',
    extensions: [basicConstraints(true), keyUsage(0x06)],
    ...(options.notAfter ? { notAfter: options.notAfter } : {}),
  };
  const signer = { issuer: subject, key: keys.privateKey };
  return { certificate: await signCertificate(template, signer), keys };
}

export interface ListOptions {
  readonly revoked?: readonly string[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
}

/** The authority's revocation list as DER. */
export async function revocationList(
  authority: Authority,
  options: ListOptions = {},
): Promise<Buffer> {
  const now = Date.now();
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = authority.certificate.subject;
  list.thisUpdate = new pkijs.Time({
    type: pkijs.TimeType.UTCTime,
    value: options.thisUpdate ?? new Date(now - 60_000),
  });
  list.nextUpdate = new pkijs.Time({
    type: pkijs.TimeType.UTCTime,
    value: options.nextUpdate ?? new Date(now + DAY_MS),
  });
  const revoked = options.revoked ?? [];
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      (serial) =>
        new pkijs.RevokedCertificate({
          userCertificate: serialOf(serial),
          revocationDate: new pkijs.Time({
            type: pkijs.TimeType.UTCTime,
            value: new Date(now - DAY_MS),
          }),
        }),
    );
  }
  await list.sign(authority.keys.privateKey, 'SHA-256');
  return Buffer.from((list.toSchema(true) as asn1js.Sequence).toBER());
}

export function derOf(certificate: pkijs.Certificate): Buffer {
  return Buffer.from(certificate.toSchema(true).toBER());
}

export function pemOf(certificate: pkijs.Certificate): string {
  const lines =
    derOf(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
