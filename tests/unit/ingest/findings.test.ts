import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  NearDuplicateSketch,
  bandKeys,
  similarity,
} from '../../../src/domain/ingest/near-duplicates';
import { findPersonalData } from '../../../src/domain/ingest/personal-data';
import { TextFacts } from '../../../src/domain/ingest/text-facts';
import { makeUnreadablePdf } from '../../fixtures/wrong-files/make-pdf';
import { judge } from '../../support/ingest';

const SAMPLES = path.resolve(__dirname, '../../fixtures/samples');
const law = readFileSync(path.join(SAMPLES, 'json/個人資料保護法.json'), 'utf8');
const gazette = readFileSync(path.join(SAMPLES, 'json/行政院公報1060804.json'), 'utf8');

const found = (line: string) => findPersonalData(line).map(({ code, sample }) => [code, sample]);

function facts(text: string) {
  const collector = new TextFacts();
  collector.push(text, (line) => `line ${line}`);
  return collector.end((line) => `line ${line}`);
}

function signature(text: string): Uint32Array {
  const sketch = new NearDuplicateSketch();
  sketch.push(text);
  const bins = sketch.signature();
  assert.ok(bins);
  return bins;
}

describe('personal data', () => {
  it('finds national and resident numbers by their check digit, and shows them masked', () => {
    assert.deepEqual(found('身分證 A123456789 號'), [['personal_data.national_id', 'A*******89']]);
    assert.deepEqual(found('身分證 A123456788 號'), []);
    assert.deepEqual(found('居留證 A800000014'), [['personal_data.resident_id', 'A8******14']]);
    assert.deepEqual(found('案號 XA123456789、A1234567890'), []);
  });

  it('does not take the number of an official document for a mobile phone', () => {
    assert.deepEqual(found('內政部台內中人字第 0910002989-1 號令'), []);
    assert.deepEqual(found('台內中社字第0980730246號'), []);
    assert.deepEqual(found('持用門號0912345678號'), [['personal_data.mobile_phone', '0912****78']]);
  });

  it('finds mobile phones, e-mail addresses and card numbers', () => {
    assert.deepEqual(found('手機 0912-345-678'), [['personal_data.mobile_phone', '0912******78']]);
    assert.deepEqual(found('寄 lin@example.gov.tw'), [
      ['personal_data.email', 'l***@example.gov.tw'],
    ]);
    assert.deepEqual(found('卡號 4111 1111 1111 1111'), []);
    assert.deepEqual(found('卡號 4539 1488 0343 6467'), [
      ['personal_data.credit_card', '4539***********6467'],
    ]);
    assert.deepEqual(found('字第 0910000000000 號，OID 2.16.886.101.20003.20082'), []);
  });

  it('finds them in full width, in small letters, and with brackets and dots', () => {
    assert.deepEqual(found('Ａ１２３４５６７８９'), [['personal_data.national_id', 'A*******89']]);
    assert.deepEqual(found('身分證a123456789'), [['personal_data.national_id', 'a*******89']]);
    assert.deepEqual(found('雜湊 9fa123456789c0'), []);
    assert.deepEqual(found('居留證 AA00000009'), [['personal_data.resident_id', 'AA******09']]);
    assert.deepEqual(found('手機０９１２－３４５－６７８').length, 1);
    assert.deepEqual(found('手機(0912)345-678 或 0912.345.678').length, 2);
  });

  it('mentions telephones of offices, which are public as a rule, without a warning', () => {
    for (const text of ['(02)2380-0791', '02-23800791', '049-2316881', '+886-2-2380-0791']) {
      assert.deepEqual(
        found(`電話${text}`).map(([code]) => code),
        ['personal_data.phone'],
        text,
      );
    }
    assert.deepEqual(found('106-08-04 至 107-08-03，統編 03-1234567890'), []);
    const [hit] = facts('電話 02-23800791\n');
    assert.deepEqual([hit?.code, hit?.severity], ['personal_data.phone', 'info']);
  });

  it('counts hits and names the first place', () => {
    const hits = facts(`甲\n乙 A123456789\n丙 A123456789\n`);
    const hit = hits.find(({ code }) => code === 'personal_data.national_id');
    assert.deepEqual([hit?.count, hit?.place, hit?.sample], [2, 'line 2', 'A*******89']);
  });

  it('finds no national number in the acts and the gazette', () => {
    const codes = [law, gazette].flatMap((text) => facts(text).map(({ code }) => code));
    assert.ok(!codes.includes('personal_data.national_id'));
    assert.ok(!codes.includes('personal_data.credit_card'));
  });
});

describe('damage', () => {
  const damage = (text: string) =>
    facts(text).filter(({ code }) => /damage|private|unreadable/.test(code));

  it('tells garbled characters, and UTF-8 that was read as Latin, with the first place', () => {
    const garbled = Buffer.from('資料', 'utf8').toString('latin1');
    const [hit, ...others] = damage(`好的一行\n壞\ufffd字\n${garbled}\n`);
    assert.deepEqual([hit?.code, hit?.count, hit?.place], ['text.encoding_damage', 3, 'line 2']);
    assert.deepEqual(others, []);
  });

  it('tells user-defined characters, but takes no bullet of a font for one', () => {
    const [hit] = damage('王\ue123明\n\uf0b7 項目\n');
    assert.deepEqual([hit?.code, hit?.count], ['text.private_characters', 1]);
  });

  it('tells radicals and compatibility ideographs, which look like other characters', () => {
    const isForm = ({ code }: { code: string }) => code === 'text.other_han_forms';
    const [hit] = facts('人民\n⼈⺠，\uf900\n人民\n').filter(isForm);
    assert.deepEqual([hit?.severity, hit?.count, hit?.place], ['info', 3, 'line 2']);
    assert.equal(hit?.sample, '⼈⺠\uf900');
    assert.equal(facts(gazette).find(isForm)?.count, 10, 'as a real gazette has it');
  });

  it('tells a PDF whose font does not say which glyph is which character', async () => {
    const { code, findings } = await judge('字.pdf', makeUnreadablePdf());
    assert.equal(code, 'accepted');
    assert.ok(
      findings.some((one) => one.code === 'text.unreadable'),
      JSON.stringify(findings),
    );
  });

  it('takes no text of Taiwan’s languages, old or new, for damage', () => {
    const languages =
      'Tiếng Việt có dấu thanh và nguyên âm. ภาษาไทยสำหรับผู้อยู่อาศัยใหม่ မြန်မာဘာသာ ភាសាខ្មែរ 한국어 ひらがな Ελληνικά Русский café';
    assert.deepEqual(damage(`${law}\n${gazette}\n${languages.repeat(20)}`), []);
  });
});

describe('languages and repetition', () => {
  it('tells Traditional from Simplified Chinese', () => {
    assert.ok(!facts(law).some(({ code }) => code === 'text.simplified_chinese'));
    const simplified = '为规范个人资料之搜集、处理及利用，这个国家的经济发展与历史研究。'.repeat(5);
    assert.ok(facts(simplified).some(({ code }) => code === 'text.simplified_chinese'));
  });

  it('gives the shares of languages, and marks Hokkien as possible', () => {
    const mix = facts('伊講遮爾足濟囡仔攏總佇遐，毋是啥物。'.repeat(20)).find(
      ({ code }) => code === 'text.languages',
    );
    assert.match(String(mix?.params?.['languages']), /^zh-Hant \d+%, nan\?$/);
    const english = facts('This is a report about water.\n'.repeat(10)).at(-1);
    assert.equal(english?.params?.['languages'], 'en 100%');
  });

  it('reports lines that come again and again, with one of them', () => {
    const text = Array.from({ length: 200 }, (_, n) =>
      n % 2 ? '每頁都有的相同頁首文字行' : `第 ${n} 行的內容各不相同`,
    ).join('\n');
    const hit = facts(`${text}\n`).find(({ code }) => code === 'text.repeated_lines');
    assert.deepEqual([hit?.count, hit?.sample], [99, '每頁都有的相同頁首文字行']);
  });
});

describe('near-duplicates', () => {
  it('gives similar texts similar signatures that share a band, and others none', () => {
    const original = signature(law);
    const changed = signature(
      law.replace(/公務機關/g, (word, at: number) => (at % 7 === 0 ? '某機關' : word)),
    );
    const other = signature(gazette);
    assert.equal(similarity(original, original), 1);
    assert.ok(similarity(original, changed) > 0.75, String(similarity(original, changed)));
    assert.ok(similarity(original, other) < 0.2);
    const bands = new Set(bandKeys(original));
    assert.ok(bandKeys(changed).some((key) => bands.has(key)));
    assert.ok(!bandKeys(other).some((key) => bands.has(key)));
  });

  it('estimates the true share within 0.1', () => {
    const lines = gazette.split('。').filter((line) => line.length > 30);
    const [half, whole] = [lines.slice(0, lines.length / 2).join('。'), lines.join('。')];
    const grams = (text: string) => {
      const plain = text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
      return new Set(Array.from({ length: plain.length - 4 }, (_, at) => plain.slice(at, at + 5)));
    };
    const [one, all] = [grams(half), grams(whole)];
    const truth = [...one].filter((gram) => all.has(gram)).length / new Set([...one, ...all]).size;
    assert.ok(Math.abs(similarity(signature(half), signature(whole)) - truth) < 0.1);
  });

  it('gives no signature to a text too short to compare', () => {
    const sketch = new NearDuplicateSketch();
    sketch.push('短文');
    assert.equal(sketch.signature(), null);
  });
});
