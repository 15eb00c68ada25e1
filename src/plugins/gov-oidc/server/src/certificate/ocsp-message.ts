/** Requests and answers of the Online Certificate Status Protocol (RFC 6960), read and written. */
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Signed } from './algorithms';
import { adoptCertificate, bytesOf, hexOf, parseDer, type Certificate } from './certificate';

const OID = {
  sha1: '1.3.14.3.2.26',
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  extendedKeyUsage: '2.5.29.37',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

const STATUSES = ['good', 'revoked', 'unknown'] as const;

/** A responder's certificate that came with an answer. */
export interface Responder {
  readonly certificate: Certificate;
  /** Whether its issuer lets it answer for certificates. */
  readonly signsAnswers: boolean;
  /** Whether its issuer says that its own revocation need not be looked up. */
  readonly needsNoCheck: boolean;
}

/** What an answer says about one certificate; nothing is verified yet. */
export interface StatusAnswer {
  readonly status: (typeof STATUSES)[number];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** Hex; null where the responder repeats none. */
  readonly nonce: string | null;
  readonly responders: readonly Responder[];
  readonly signed: Signed;
}

/** SHA-1 names the issuer here, as responders expect it; it protects nothing. */
const sha1 = (bytes: Uint8Array): ArrayBuffer =>
  Uint8Array.from(createHash('sha1').update(bytes).digest()).buffer;

function keyBits(spki: Uint8Array): Uint8Array {
  const info = new pkijs.PublicKeyInfo({ schema: parseDer(spki) });
  return new Uint8Array(info.subjectPublicKey.valueBlock.valueHexView);
}

/** The number as DER has it: a whole count of bytes, positive. */
function serialOf(hex: string): asn1js.Integer {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Buffer.from(parseInt(even.slice(0, 2), 16) > 0x7f ? `00${even}` : even, 'hex');
  return new asn1js.Integer({ valueHex: Uint8Array.from(bytes).buffer });
}

function certIdOf(certificate: Certificate, issuer: Certificate): pkijs.CertID {
  return new pkijs.CertID({
    hashAlgorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: OID.sha1,
      algorithmParams: new asn1js.Null(),
    }),
    issuerNameHash: new asn1js.OctetString({ valueHex: sha1(issuer.subject) }),
    issuerKeyHash: new asn1js.OctetString({ valueHex: sha1(keyBits(issuer.publicKey)) }),
    serialNumber: serialOf(certificate.serialNumber),
  });
}

/** The question whether an issuer has revoked a certificate, as DER. */
export function writeStatusRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce: Uint8Array,
): Uint8Array {
  const value = new asn1js.OctetString({ valueHex: Uint8Array.from(nonce).buffer });
  const request = new pkijs.OCSPRequest();
  request.tbsRequest.requestList = [new pkijs.Request({ reqCert: certIdOf(certificate, issuer) })];
  request.tbsRequest.requestExtensions = [
    new pkijs.Extension({ extnID: OID.nonce, critical: false, extnValue: value.toBER() }),
  ];
  return bytesOf(request.toSchema(true).toBER());
}

function sameCertificate(id: pkijs.CertID, wanted: pkijs.CertID): boolean {
  const parts = (one: pkijs.CertID) =>
    [
      one.hashAlgorithm.algorithmId,
      hexOf(one.issuerNameHash.valueBlock.valueHexView.slice().buffer),
      hexOf(one.issuerKeyHash.valueBlock.valueHexView.slice().buffer),
      hexOf(one.serialNumber.valueBlock.valueHexView.slice().buffer),
    ].join(' ');
  return parts(id) === parts(wanted);
}

function responderOf(certificate: pkijs.Certificate): Responder {
  const extension = (oid: string) =>
    (certificate.extensions ?? []).find(({ extnID }) => extnID === oid);
  const usage: unknown = extension(OID.extendedKeyUsage)?.parsedValue;
  return {
    certificate: adoptCertificate(certificate),
    signsAnswers: usage instanceof pkijs.ExtKeyUsage && usage.keyPurposes.includes(OID.ocspSigning),
    needsNoCheck: extension(OID.noCheck) !== undefined,
  };
}

function nonceOf(response: pkijs.ResponseData): string | null {
  const found = (response.responseExtensions ?? []).find(({ extnID }) => extnID === OID.nonce);
  if (!found) return null;
  const value = parseDer(new Uint8Array(found.extnValue.valueBlock.valueHexView));
  return value instanceof asn1js.OctetString
    ? Buffer.from(value.valueBlock.valueHexView).toString('hex')
    : '';
}

function basicResponseOf(der: Uint8Array): pkijs.BasicOCSPResponse {
  const response = new pkijs.OCSPResponse({ schema: parseDer(der) });
  const body = response.responseBytes;
  if (response.responseStatus.valueBlock.valueDec !== 0 || !body) {
    throw new Error(
      `The responder refuses (${String(response.responseStatus.valueBlock.valueDec)}).`,
    );
  }
  if (body.responseType !== OID.basicResponse) throw new Error('Not a basic response.');
  const bytes = new Uint8Array(body.response.valueBlock.valueHexView);
  return new pkijs.BasicOCSPResponse({ schema: parseDer(bytes) });
}

/**
 * What the answer says about the certificate that was asked for.
 *
 * @throws {Error} for anything that is not exactly one successful answer about it.
 */
export function readStatusAnswer(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
): StatusAnswer {
  const basic = basicResponseOf(der);
  const wanted = certIdOf(certificate, issuer);
  const [answer, ...more] = basic.tbsResponseData.responses.filter(({ certID }) =>
    sameCertificate(certID, wanted),
  );
  if (!answer || more.length > 0) throw new Error('Not one answer about the certificate.');
  const { idBlock } = answer.certStatus as asn1js.BaseBlock;
  const status = idBlock.tagClass === 3 ? STATUSES[idBlock.tagNumber] : undefined;
  if (status === undefined) throw new Error('A status that does not exist.');
  return {
    status,
    thisUpdate: answer.thisUpdate,
    nextUpdate: answer.nextUpdate ?? null,
    nonce: nonceOf(basic.tbsResponseData),
    responders: (basic.certs ?? []).map(responderOf),
    signed: {
      bytes: new Uint8Array(basic.tbsResponseData.tbsView),
      signature: new Uint8Array(basic.signature.valueBlock.valueHexView),
      algorithm: basic.signatureAlgorithm.algorithmId,
    },
  };
}
