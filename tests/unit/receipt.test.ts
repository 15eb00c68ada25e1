import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { verifyReceipt } from '../../examples/client/verify-receipt';
import { receiptPublicKey, signReceipt } from '../../src/public/applications/receipt';

const RECEIPT = {
  application: 'a1',
  member: 7,
  licence: { code: 'SAITDL-1.0', version: '1.0', textHash: 'ab'.repeat(32) },
  datasets: ['d1', 'd2'],
  evidenceSha256: 'cd'.repeat(32),
  acceptedAt: '2026-01-02T03:04:05.000Z',
};

describe('the receipt of an accepted licence', () => {
  before(() => {
    process.env['ENCRYPTION_KEY'] = 'a-key-of-more-than-24-characters';
  });

  it('is verified offline by the example, with the published key alone', async () => {
    const key = JSON.parse(JSON.stringify(await receiptPublicKey())) as { kid: string };
    assert.deepEqual(verifyReceipt(`${await signReceipt(RECEIPT)}\n`, key), RECEIPT);
    assert.ok(!('d' in key), 'the private part is not published');
  });

  it('is refused when a letter of it was changed, or when another key signed it', async () => {
    const key = await receiptPublicKey();
    const receipt = await signReceipt(RECEIPT);
    const [header = '', payload = '', signature = ''] = receipt.split('.');
    const other = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('"d2"', '"d3"'),
    ).toString('base64url');
    assert.throws(() => verifyReceipt(`${header}.${other}.${signature}`, key), /changed/);
    assert.throws(() => verifyReceipt('nonsense', key), /no receipt/);
    process.env['ENCRYPTION_KEY'] = 'another-key-of-more-than-24-characters';
    assert.throws(() => verifyReceipt(receipt, { ...key, kid: 'other' }), /another key/);
    const next = await receiptPublicKey();
    assert.throws(() => verifyReceipt(receipt, { ...next, kid: key.kid }), /changed/);
  });
});
