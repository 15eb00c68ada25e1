import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  basicConstraints,
  COUNTRY,
  extension,
  keyUsage,
  nameOf,
  newKeys,
  ORGANISATION,
  signCertificate,
  UNIT,
  type Authority,
  type Hash,
  type KeyPair,
} from './authority';

/** An agency's certificate with its key, as a card holds them. */
export interface Card {
  readonly certificate: pkijs.Certificate;
  readonly keys: KeyPair;
}

export interface CardOptions {
  readonly agencyOids: readonly string[];
  readonly unitName: string;
  /** Hexadecimal. */
  readonly serial: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** First byte of the key usage; 0x80 (digitalSignature) by default. */
  readonly usage?: number;
  readonly isAuthority?: boolean;
  readonly keys?: KeyPair;
  readonly hash?: Hash;
  readonly extensions?: readonly pkijs.Extension[];
}

const AGENCY_OID_ATTRIBUTE = '2.16.886.1.100.2.102';

function agencyAttribute(oid: string): pkijs.Attribute {
  return new pkijs.Attribute({
    type: AGENCY_OID_ATTRIBUTE,
    values: [new asn1js.ObjectIdentifier({ value: oid })],
  });
}

/** A certificate as GCA issues them to agencies. */
export async function issueCard(authority: Authority, options: CardOptions): Promise<Card> {
  const keys = options.keys ?? (await newKeys());
  const attributes = new pkijs.SubjectDirectoryAttributes({
    attributes: options.agencyOids.map(agencyAttribute),
  });
  const subject = nameOf([
    [COUNTRY, 'TW'],
    [ORGANISATION, '行政院'],
    [UNIT, options.unitName],
  ]);
  const template = {
    subject,
    publicKey: keys.publicKey,
    serial: options.serial,
    extensions: [
      basicConstraints(options.isAuthority ?? false),
      keyUsage(options.usage ?? 0x80),
      ...(options.agencyOids.length === 0
        ? []
        : [extension('2.5.29.9', false, attributes.toSchema())]),
      ...(options.extensions ?? []),
    ],
    ...(options.notBefore ? { notBefore: options.notBefore } : {}),
    ...(options.notAfter ? { notAfter: options.notAfter } : {}),
  };
  const signer = {
    issuer: authority.certificate.subject,
    key: authority.keys.privateKey,
    hash: options.hash ?? 'SHA-256',
  };
  return { certificate: await signCertificate(template, signer), keys };
}

export interface SignOptions {
  readonly hash?: Hash;
  readonly detached?: boolean;
  readonly withoutAttributes?: boolean;
  /** Replaces the digest of the content among the signed attributes. */
  readonly digest?: ArrayBuffer;
  /** Further cards that sign the same content. */
  readonly others?: readonly Card[];
}

const DATA = '1.2.840.113549.1.7.1';

function attribute(type: string, value: asn1js.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

function signerInfo(card: Card, digest: ArrayBuffer, options: SignOptions): pkijs.SignerInfo {
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: card.certificate.issuer,
      serialNumber: card.certificate.serialNumber,
    }),
  });
  if (options.withoutAttributes) return info;
  info.signedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: DATA })),
      attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: new Date() })),
      attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
    ],
  });
  return info;
}

/** A CMS SignedData (RFC 5652) over a text, in base64, as a card component returns it. */
export async function signText(
  card: Card,
  text: string,
  options: SignOptions = {},
): Promise<string> {
  const hash = options.hash ?? 'SHA-256';
  const content = new TextEncoder().encode(text);
  const digest = options.digest ?? (await webcrypto.subtle.digest(hash, content));
  const cards = [card, ...(options.others ?? [])];
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: DATA,
      ...(options.detached
        ? {}
        : { eContent: new asn1js.OctetString({ valueHex: content.slice().buffer }) }),
    }),
    signerInfos: cards.map((item) => signerInfo(item, digest, options)),
    certificates: cards.map(({ certificate }) => certificate),
  });
  for (const [index, item] of cards.entries()) {
    await signed.sign(item.keys.privateKey, index, hash, content.slice().buffer);
  }
  const info = new pkijs.ContentInfo({
    contentType: '1.2.840.113549.1.7.2',
    content: signed.toSchema(true),
  });
  return Buffer.from(info.toSchema().toBER()).toString('base64');
}
