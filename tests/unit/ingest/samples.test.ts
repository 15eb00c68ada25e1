import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { judge } from '../../support/ingest';

const SAMPLES = path.resolve(__dirname, '../../fixtures/samples');
const sample = (name: string) =>
  judge(path.basename(name), readFileSync(path.join(SAMPLES, name)), { tokens: true });

/** Real files, and the tokens of their text. */
const KNOWN: readonly [string, number][] = [
  ['pdf/個人資料保護法等法規_15頁.pdf', 12_425],
  ['odt/個人資料保護法.odt', 8_920],
  ['odt/政府資訊公開法.odt', 3_046],
  ['odt/資通安全管理法.odt', 3_632],
  ['json/個人資料保護法.json', 9_001],
  ['json/行政院公報1060804.json', 39_991],
  ['xml/行政院公報1060802.xml', 113_298],
  ['xml/行政院公報1060804.xml', 39_519],
  ['csv/政府機關OID_20180128_utf8bom.csv', 631_836],
  ['csv/政府機關OID_前3000列_big5.csv', 233_095],
  ['csv/機關OID異動_change.csv', 2_018],
];

describe('real files', () => {
  for (const [name, tokens] of KNOWN) {
    it(`accepts ${name} with ${tokens} tokens`, async () => {
      const outcome = await sample(name);
      assert.equal(outcome.code, 'accepted');
      assert.equal(outcome.tokens, tokens);
    });
  }

  it('keeps the fifteen pages of a PDF apart', async () => {
    const { text } = await sample('pdf/個人資料保護法等法規_15頁.pdf');
    assert.equal(text.split('\f').length, 16);
    assert.match(text, /不動產糾紛/);
  });

  it('reads the paragraphs of an ODT in order', async () => {
    const { text } = await sample('odt/資通安全管理法.odt');
    const lines = text.split('\n');
    const first = lines.indexOf('第 1 條');
    assert.ok(first > 0 && lines.indexOf('第 2 條') > first);
    assert.match(lines[first + 1] ?? '', /^為積極推動國家資通安全政策/);
  });

  it('reads the same rows from Big5 as from UTF-8, and says what it converted', async () => {
    const big5 = await sample('csv/政府機關OID_前3000列_big5.csv');
    const utf8 = await sample('csv/政府機關OID_20180128_utf8bom.csv');
    assert.deepEqual(
      big5.findings.map(({ code, severity }) => [code, severity]),
      [
        ['text.not_utf8', 'info'],
        ['csv.table', 'info'],
        // The agencies' own telephones: told, and no defect.
        ['personal_data.phone', 'info'],
        ['text.languages', 'info'],
      ],
    );
    const rows = big5.text.trimEnd().split('\n');
    const same = utf8.text.split('\n').slice(0, rows.length);
    assert.ok(rows.filter((row, index) => row === same[index]).length > 2_900);
  });

  it('refuses a scanned PDF and lists its pages', async () => {
    const outcome = await sample('pdf-scanned/法規掃描_4頁.pdf');
    assert.equal(outcome.code, 'pdf.scanned');
    assert.equal(outcome.findings[0]?.place, 'page 1-4');
  });

  it('refuses a PDF with scanned pages among others, and lists just those', async () => {
    const outcome = await sample('pdf-scanned/第4至5頁為掃描.pdf');
    assert.equal(outcome.code, 'pdf.scanned');
    assert.equal(outcome.findings[0]?.place, 'page 4-5');
  });
});
