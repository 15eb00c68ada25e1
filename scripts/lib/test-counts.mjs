// @ts-check
import fs from 'node:fs';

/**
 * A reporter for node:test that keeps only the totals, as JSON (`{"pass":1,"fail":0,…}`) in the file
 * TEST_TOTALS. Written at once: under --test-force-exit a stream would be cut.
 *
 * @param {AsyncIterable<{ type: string, data: { nesting?: number, message?: string } }>} source
 * @returns {AsyncGenerator<string>}
 */
export default async function* counts(source) {
  const file = process.env['TEST_TOTALS'];
  /** @type {Record<string, number>} */
  const totals = {};
  for await (const { type, data } of source) {
    if (type !== 'test:diagnostic' || data.nesting !== 0) continue;
    const [, name, count] = /^(\w+) (\d+)$/.exec(data.message ?? '') ?? [];
    if (name === undefined) continue;
    totals[name] = Number(count);
    if (file !== undefined) fs.writeFileSync(file, JSON.stringify(totals));
  }
  yield '';
}
