import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Signed } from './algorithms';
import { adoptCertificate, bytesOf, hexOf, parseDer, type Certificate } from './certificate';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** What a CMS SignedData (RFC 5652) of one signer says; nothing is verified yet. */
export interface SignedMessage {
  /** The text inside; null for a detached signature. */
  readonly content: Uint8Array | null;
  readonly signer: Certificate;
  readonly digestAlgorithm: string;
  readonly messageDigest: Uint8Array;
  /** Signature over the signed attributes. */
  readonly signed: Signed;
}

export type MessageRefusal =
  'certificate.malformed' | 'certificate.signers' | 'certificate.no_signed_attributes';

export class MessageError extends Error {
  constructor(readonly code: MessageRefusal) {
    super(code);
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

function contentOf(signedData: pkijs.SignedData): Uint8Array | null {
  const { eContent, eContentType } = signedData.encapContentInfo;
  if (eContentType !== DATA) throw new MessageError('certificate.malformed');
  return eContent ? bytesOf(eContent.getValue()) : null;
}

/** The certificate that the signer names by issuer and serial number. */
function signerOf(signedData: pkijs.SignedData, signer: pkijs.SignerInfo): Certificate {
  const sid: unknown = signer.sid;
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) {
    throw new MessageError('certificate.malformed');
  }
  const issuer = bytesOf(sid.issuer.toSchema().toBER());
  const serial = hexOf(sid.serialNumber.valueBlock.valueHexView.slice().buffer);
  const certificates = (signedData.certificates ?? [])
    .filter((item) => item instanceof pkijs.Certificate)
    .map(adoptCertificate)
    .filter((item) => item.serialNumber === serial && sameBytes(item.issuer, issuer));
  const [certificate] = certificates;
  if (!certificate) throw new MessageError('certificate.malformed');
  return certificate;
}

/** The single value of a signed attribute; RFC 5652 allows neither none nor several. */
function attributeOf(signer: pkijs.SignerInfo, type: string): unknown {
  const found = (signer.signedAttrs?.attributes ?? []).filter((item) => item.type === type);
  const values = found[0]?.values ?? [];
  if (found.length !== 1 || values.length !== 1) throw new MessageError('certificate.malformed');
  return values[0];
}

function checkContentType(signer: pkijs.SignerInfo): void {
  const type = attributeOf(signer, CONTENT_TYPE);
  if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== DATA) {
    throw new MessageError('certificate.malformed');
  }
}

function read(der: Uint8Array): SignedMessage {
  const info = new pkijs.ContentInfo({ schema: parseDer(der) });
  if (info.contentType !== SIGNED_DATA) throw new MessageError('certificate.malformed');
  const signedData = new pkijs.SignedData({ schema: info.content });
  const [signer] = signedData.signerInfos;
  if (!signer || signedData.signerInfos.length !== 1) {
    throw new MessageError('certificate.signers');
  }
  if (!signer.signedAttrs) throw new MessageError('certificate.no_signed_attributes');
  checkContentType(signer);
  const digest = attributeOf(signer, MESSAGE_DIGEST);
  if (!(digest instanceof asn1js.OctetString)) throw new MessageError('certificate.malformed');
  return {
    content: contentOf(signedData),
    signer: signerOf(signedData, signer),
    digestAlgorithm: signer.digestAlgorithm.algorithmId,
    messageDigest: new Uint8Array(digest.valueBlock.valueHexView),
    signed: {
      // Signed with the tag of a SET, not with the [0] it is sent under (RFC 5652, 5.4).
      bytes: Buffer.concat([Buffer.from([0x31]), attributeBytes(signer).subarray(1)]),
      signature: new Uint8Array(signer.signature.valueBlock.valueHexView),
      algorithm: signer.signatureAlgorithm.algorithmId,
      digest: signer.digestAlgorithm.algorithmId,
    },
  };
}

function attributeBytes(signer: pkijs.SignerInfo): Buffer {
  return Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
}

/**
 * Takes a signed message apart.
 *
 * @throws {MessageError} for anything else than a CMS SignedData of one signer with signed
 *   attributes.
 */
export function readSignedMessage(der: Uint8Array): SignedMessage {
  try {
    return read(der);
  } catch (error) {
    if (error instanceof MessageError) throw error;
    throw new MessageError('certificate.malformed');
  }
}
