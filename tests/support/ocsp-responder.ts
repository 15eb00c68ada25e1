/** A responder of online certificate status that a test can have do things wrong. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Authority } from '../../src/demo/certificate-authority/authority';

export interface StatusPlan {
  readonly status?: 'good' | 'revoked' | 'unknown';
  /** Who signs; the issuer itself by default. */
  readonly signer?: Authority;
  /** Whether the signer's certificate goes along. */
  readonly withCertificate?: boolean;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  /** `repeat` by default. */
  readonly nonce?: 'repeat' | 'none' | 'other';
  /** Serial number (hex) that is answered about instead. */
  readonly serial?: string;
  /** Status of the whole answer: 3 is tryLater. */
  readonly responseStatus?: number;
  /** Sent instead of an answer. */
  readonly raw?: { readonly status: number; readonly body: string };
  /** Changes the bytes of an answer. */
  readonly tamper?: (der: Buffer) => Buffer;
}

const NONCE = '1.3.6.1.5.5.7.48.1.2';
const TAGS = { good: 0, revoked: 1, unknown: 2 } as const;

export class OcspResponder {
  plan: StatusPlan = {};
  asked = 0;
  private server: Server | null = null;
  url = '';

  constructor(private readonly issuer: Authority) {}

  async open(): Promise<void> {
    const server = createServer((request, response) => {
      void (async () => {
        this.asked += 1;
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const { raw } = this.plan;
        const body = raw ? raw.body : await this.answer(Buffer.concat(chunks));
        response.writeHead(raw?.status ?? 200, { 'content-type': 'application/ocsp-response' });
        response.end(body);
      })();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/ocsp`;
    this.server = server;
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  private async answer(der: Buffer): Promise<Buffer> {
    const { responseStatus = 0, tamper } = this.plan;
    const response = new pkijs.OCSPResponse();
    response.responseStatus = new asn1js.Enumerated({ value: responseStatus });
    if (responseStatus === 0) {
      const request = pkijs.OCSPRequest.fromBER(Uint8Array.from(der).buffer);
      const basic = await this.basicResponse(request);
      response.responseBytes = new pkijs.ResponseBytes({
        responseType: '1.3.6.1.5.5.7.48.1.1',
        response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER() }),
      });
    }
    const bytes = Buffer.from(response.toSchema().toBER());
    return tamper ? tamper(bytes) : bytes;
  }

  private async basicResponse(request: pkijs.OCSPRequest): Promise<pkijs.BasicOCSPResponse> {
    const { signer = this.issuer, withCertificate = true } = this.plan;
    const basic = new pkijs.BasicOCSPResponse();
    basic.tbsResponseData.responderID = signer.certificate.subject;
    basic.tbsResponseData.producedAt = new Date();
    basic.tbsResponseData.responses = [this.single(request)];
    const nonce = this.nonce(request);
    if (nonce) basic.tbsResponseData.responseExtensions = [nonce];
    if (withCertificate) basic.certs = [signer.certificate];
    await basic.sign(signer.keys.privateKey, 'SHA-256');
    return basic;
  }

  private single(request: pkijs.OCSPRequest): pkijs.SingleResponse {
    const { status = 'good', serial, nextUpdate } = this.plan;
    const [asked] = request.tbsRequest.requestList;
    if (!asked) throw new Error('No certificate in the request.');
    const certID = asked.reqCert;
    if (serial !== undefined) {
      certID.serialNumber = new asn1js.Integer({
        valueHex: Uint8Array.from(Buffer.from(serial, 'hex')).buffer,
      });
    }
    const idBlock = { tagClass: 3, tagNumber: TAGS[status] };
    const revokedAt = new asn1js.GeneralizedTime({ valueDate: new Date() });
    return new pkijs.SingleResponse({
      certID,
      certStatus:
        status === 'revoked'
          ? new asn1js.Constructed({ idBlock, value: [revokedAt] })
          : new asn1js.Primitive({ idBlock }),
      thisUpdate: this.plan.thisUpdate ?? new Date(Date.now() - 1000),
      ...(nextUpdate === null
        ? {}
        : { nextUpdate: nextUpdate ?? new Date(Date.now() + 3_600_000) }),
    });
  }

  private nonce(request: pkijs.OCSPRequest): pkijs.Extension | null {
    const { nonce = 'repeat' } = this.plan;
    if (nonce === 'none') return null;
    if (nonce === 'other') {
      const value = new asn1js.OctetString({ valueHex: new Uint8Array(16).buffer });
      return new pkijs.Extension({ extnID: NONCE, extnValue: value.toBER() });
    }
    const asked = request.tbsRequest.requestExtensions?.find(({ extnID }) => extnID === NONCE);
    if (!asked) return null;
    const extnValue = asked.extnValue.valueBlock.valueHexView.slice().buffer;
    return new pkijs.Extension({ extnID: NONCE, extnValue });
  }
}
