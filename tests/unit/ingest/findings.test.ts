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
