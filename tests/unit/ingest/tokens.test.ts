import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { get_encoding } from 'tiktoken';
import { o200k } from '../../../src/ingest/tokenizer';

const SAMPLES = path.resolve(__dirname, '../../fixtures/samples');
const POOLS = [
  'abcdefgh',
  'ABCDEF',
  '的一是不了人我在有他這',
  '  \t\n\r\n\u3000\u00a0\u0085',
  '0123456789',
  '.,!?;:/\'"-—，。、「」',
  "'s're'LL'ſ'Ve",
  'éñÅßſÆ',
  'ノカなにを',
  '\u0301\u0300',
  '𝒜😀👨‍👩‍👧𠮷',
  'ༀกขค',
  'ⅣⅫ²一',
  '한국어',
  'AaBb中文 ',
  '//\r\n',
  '\u0000\u0007\ufeff\u200b',
].map((pool) => [...pool]);

/** Reproducible numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function randomText(random: () => number): string {
  let text = '';
  for (let run = 1 + Math.floor(random() * 40); run > 0; run--) {
    const pool = POOLS[Math.floor(random() * POOLS.length)] ?? [];
    for (let length = 1 + Math.floor(random() * 5); length > 0; length--) {
      text += pool[Math.floor(random() * pool.length)] ?? '';
    }
  }
  return text;
}

describe('tokens', () => {
  const reference = get_encoding('o200k_base');
  const referenceCount = (text: string) => reference.encode(text, [], []).length;
  const tokenizer = o200k();

  it('are exactly those of tiktoken on the text samples', () => {
    for (const kind of ['json', 'xml', 'csv']) {
      for (const name of readdirSync(path.join(SAMPLES, kind))) {
        const text = readFileSync(path.join(SAMPLES, kind, name), 'utf8');
        assert.equal(tokenizer.count(text), referenceCount(text), name);
      }
    }
  });

  it('are exactly those of tiktoken on 20,000 random strings, whole or in parts', () => {
    const random = randomFrom(7);
    const counter = tokenizer.counter();
    for (let round = 0; round < 20_000; round++) {
      const text = randomText(random);
      const expected = referenceCount(text);
      assert.equal(tokenizer.count(text), expected, JSON.stringify(text));
      for (let at = 0; at < text.length;) {
        const length = 1 + Math.floor(random() * 9);
        counter.push(text.slice(at, at + length));
        at += length;
      }
      assert.equal(counter.end(), expected, JSON.stringify(text));
    }
  });

  it('of 100,000 equal characters, and of 50,000 without punctuation, take under 200 ms', () => {
    const law = readFileSync(path.join(SAMPLES, 'json/個人資料保護法.json'), 'utf8');
    const unpunctuated = law
      .replace(/[^\p{Lo}]/gu, '')
      .repeat(10)
      .slice(0, 50_000);
    for (const text of ['啊'.repeat(100_000), unpunctuated, 'a'.repeat(100_000)]) {
      const start = performance.now();
      assert.ok(tokenizer.count(text) > 0);
      const ms = performance.now() - start;
      assert.ok(ms < 200, `${Math.round(ms)} ms`);
    }
  });

  it('count a lone surrogate as the replacement character', () => {
    assert.equal(tokenizer.count('甲\ud800乙'), referenceCount('甲\ufffd乙'));
  });
});
