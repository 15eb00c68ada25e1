import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_UNITS, recordsOf, type TextRecord } from '../../src/public/exports/records';

async function read(text: string, chunk = 7): Promise<TextRecord[]> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  const records: TextRecord[] = [];
  for await (const record of recordsOf(Readable.from(chunks))) records.push(record);
  return records;
}

describe('the records of an exported text', () => {
  it('are its pages, by their number, without the empty ones', async () => {
    assert.deepEqual(await read('第一頁\f\f第三頁'), [
      { record: 1, part: 1, text: '第一頁' },
      { record: 3, part: 1, text: '第三頁' },
    ]);
  });

  it('are cut at the end of a line when they are too long, and lose nothing', async () => {
    const text = '一行文字\n'.repeat(60_000);
    const records = await read(text, 65_536);
    assert.equal(records.map((item) => item.text).join(''), text);
    assert.ok(records.every((item) => item.text.length <= MAX_UNITS && item.text.endsWith('\n')));
    assert.deepEqual(
      records.map((item) => item.part),
      records.map((_, index) => index + 1),
    );
  });

  it('are the same however the text arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          assert.deepEqual(
            await read(text.toWellFormed(), size),
            await read(text.toWellFormed(), 1000),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
