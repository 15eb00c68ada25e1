import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  derOf,
  extension,
  nameOf,
  newAuthority,
  newKeys,
  signCertificate,
  UNIT,
  type Authority,
} from '../../src/demo/certificate-authority/authority';
import { issueCard } from '../../src/demo/certificate-authority/card';
import {
  readCertificate,
  type Certificate,
} from '../../src/plugins/gov-oidc/server/src/certificate/certificate';
import { OnlineStatus } from '../../src/plugins/gov-oidc/server/src/certificate/ocsp';
import { OcspResponder, type StatusPlan } from '../support/ocsp-responder';

const HOUR_MS = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);

describe('online certificate status (OCSP)', () => {
  let authority: Authority;
  let issuer: Certificate;
  let card: Certificate;
  let responder: OcspResponder;
  /** What the revocation lists know; null: there is none. */
  let listed: boolean | null = null;
  const warnings: string[] = [];
  before(async () => {
    authority = await newAuthority();
    issuer = readCertificate(derOf(authority.certificate));
    const options = { agencyOids: ['2.16.886.101.20003.20082'], unitName: '數位發展部' };
    // A first bit that is set: the number must stay positive on its way.
    const issued = await issueCard(authority, { ...options, serial: '00f1d2c3' });
    card = readCertificate(derOf(issued.certificate));
    responder = new OcspResponder(authority);
    await responder.open();
  });
  after(() => responder.close());
  beforeEach(() => {
    responder.plan = {};
    listed = null;
    warnings.length = 0;
  });

  const isRevoked = (url = responder.url) =>
    new OnlineStatus(new URL(url), { isRevoked: () => Promise.resolve(listed) }, (message) =>
      warnings.push(message),
    ).isRevoked(card, issuer, new Date());

  /** A responder that an authority has appointed, or not quite. */
  async function appointed(
    by: Authority,
    options: { purpose?: string; noCheck?: boolean; notAfter?: Date } = {},
  ): Promise<Authority> {
    const { purpose = '1.3.6.1.5.5.7.3.9', noCheck = true, notAfter } = options;
    const keys = await newKeys();
    const usage = new pkijs.ExtKeyUsage({ keyPurposes: [purpose] }).toSchema();
    const certificate = await signCertificate(
      {
        subject: nameOf([[UNIT, '狀態查詢']]),
        publicKey: keys.publicKey,
        serial: '77',
        extensions: [
          extension('2.5.29.37', false, usage),
          ...(noCheck ? [extension('1.3.6.1.5.5.7.48.1.5', false, new asn1js.Null())] : []),
        ],
        ...(notAfter ? { notBefore: ago(48 * HOUR_MS), notAfter } : {}),
      },
      { issuer: by.certificate.subject, key: by.keys.privateKey },
    );
    return { certificate, keys };
  }

  it('passes a certificate that its issuer calls good, also without any revocation list', async () => {
    assert.equal(await isRevoked(), false);
    assert.deepEqual(warnings, []);
  });

  it('refuses one that its issuer calls revoked, whatever the list leaves out', async () => {
    responder.plan = { status: 'revoked' };
    listed = false;
    assert.equal(await isRevoked(), true);
  });

  it('refuses one that the list names, whatever the responder says', async () => {
    listed = true;
    assert.equal(await isRevoked(), true);
  });

  it('lets nobody pass whom the issuer does not know', async () => {
    responder.plan = { status: 'unknown' };
    listed = false;
    assert.equal(await isRevoked(), null);
  });

  it('takes the word of a responder that the issuer appointed', async () => {
    responder.plan = { signer: await appointed(authority) };
    assert.equal(await isRevoked(), false);
  });

  it('takes an answer without a nonce, as many responders give it, while it is timely', async () => {
    responder.plan = { nonce: 'none' };
    assert.equal(await isRevoked(), false);
    responder.plan = { nonce: 'none', nextUpdate: null };
    assert.equal(await isRevoked(), false);
  });

  const worthless: readonly (readonly [string, () => Promise<StatusPlan> | StatusPlan])[] = [
    ['signed by a stranger', async () => ({ signer: await newAuthority() })],
    [
      'signed by an authority of the same name',
      async () => ({ signer: await newAuthority({ subject: authority.certificate.subject }) }),
    ],
    [
      'signed by a certificate of the issuer that is for something else',
      async () => ({ signer: await appointed(authority, { purpose: '1.3.6.1.5.5.7.3.2' }) }),
    ],
    [
      'signed by a responder that another authority appointed',
      async () => ({ signer: await appointed(await newAuthority()) }),
    ],
    [
      'signed by a responder whose certificate has expired',
      async () => ({ signer: await appointed(authority, { notAfter: ago(HOUR_MS) }) }),
    ],
    [
      'signed by an appointed responder whose own revocation cannot be known',
      async () => ({ signer: await appointed(authority, { noCheck: false }) }),
    ],
    [
      'signed by an appointed responder that does not show its certificate',
      async () => ({ signer: await appointed(authority), withCertificate: false }),
    ],
    ['about another certificate', () => ({ serial: '1234' })],
    ['to another question', () => ({ nonce: 'other' })],
    ['that is stale', () => ({ thisUpdate: ago(2 * HOUR_MS), nextUpdate: ago(HOUR_MS) })],
    ['that is old and names no next time', () => ({ thisUpdate: ago(HOUR_MS), nextUpdate: null })],
    ['from the future', () => ({ thisUpdate: ago(-HOUR_MS), nextUpdate: ago(-2 * HOUR_MS) })],
    ['to try later', () => ({ responseStatus: 3 })],
    ['with status 500', () => ({ raw: { status: 500, body: '' } })],
    ['that redirects', () => ({ raw: { status: 302, body: '' } })],
    ['of HTML', () => ({ raw: { status: 200, body: '<p>hello' } })],
    ['of nothing', () => ({ raw: { status: 200, body: '' } })],
    ['that is too long', () => ({ raw: { status: 200, body: 'x'.repeat(100_000) } })],
    [
      'whose last byte was changed',
      () => ({
        withCertificate: false,
        tamper: (der) => Buffer.concat([der.subarray(0, -1), Buffer.from([(der.at(-1) ?? 0) ^ 1])]),
      }),
    ],
    ['with a byte behind it', () => ({ tamper: (der) => Buffer.concat([der, Buffer.from([0])]) })],
  ];
  for (const [name, plan] of worthless) {
    it(`does not count an answer ${name}: the list decides, and without one nobody passes`, async () => {
      responder.plan = await plan();
      assert.equal(await isRevoked(), null);
      assert.match(warnings.join(), /no certificate status from/);
      listed = false;
      if (!name.includes('whose own revocation')) assert.equal(await isRevoked(), false);
    });
  }

  it('takes an appointed responder that the list does not name, though it carries no such mark', async () => {
    responder.plan = { signer: await appointed(authority, { noCheck: false }) };
    listed = false;
    assert.equal(await isRevoked(), false);
    assert.deepEqual(warnings, []);
  });

  it('lets the list decide while the responder is down', async () => {
    const nowhere = 'http://127.0.0.1:9/ocsp';
    listed = false;
    assert.equal(await isRevoked(nowhere), false);
    listed = null;
    assert.equal(await isRevoked(nowhere), null);
  });
});
