import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { get_encoding } from 'tiktoken';
import { o200k } from '../../src/ingest/tokenizer';
import { tellGoal } from '../support/goal';

/**
 * Tokens of Traditional Chinese, ours beside the tiktoken wasm package in one run:
 * `npm run bench:ingest:tokens`. Each text is fresh, so that nothing is remembered.
 */
const SAMPLES = path.resolve(__dirname, '../../tests/fixtures/samples');
const ROUNDS = 12;
const CHUNK = 16_384;

function corpus(): string[] {
  const texts = ['json', 'xml'].flatMap((kind) =>
    readdirSync(path.join(SAMPLES, kind)).map((name) =>
      readFileSync(path.join(SAMPLES, kind, name), 'utf8').replace(/[<>{}"\\a-zA-Z=/]+/g, ''),
    ),
  );
  const all = texts.join('\n');
  const chunks: string[] = [];
  for (let at = 0; at < all.length; at += CHUNK) chunks.push(all.slice(at, at + CHUNK));
  return chunks;
}

const chunks = corpus();
const megabytes = chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0) / 1e6;
const loadStart = performance.now();
const ours = o200k();
const loadMs = performance.now() - loadStart;
const theirs = get_encoding('o200k_base');

function rate(count: (text: string) => number): { best: number; tokens: number } {
  let best = 0;
  let tokens = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    tokens = chunks.reduce((sum, chunk) => sum + count(chunk), 0);
    best = Math.max(best, megabytes / ((performance.now() - start) / 1_000));
  }
  return { best, tokens };
}

const a = rate((text) => ours.count(text));
const b = rate((text) => theirs.encode_ordinary(text).length);
const start = performance.now();
ours.count('啊'.repeat(100_000));
const runMs = performance.now() - start;
console.log(
  JSON.stringify({
    megabytes: Number(megabytes.toFixed(2)),
    loadMs: Math.round(loadMs),
    oursMbPerSecond: Number(a.best.toFixed(1)),
    tiktokenMbPerSecond: Number(b.best.toFixed(1)),
    ratio: Number((a.best / b.best).toFixed(2)),
    sameTokens: a.tokens === b.tokens,
    hundredThousandEqualCharactersMs: Math.round(runMs),
  }),
);
const ratio = a.best / b.best;
tellGoal('tokens a second, ours : tiktoken', '2', ratio.toFixed(2), ratio >= 2);
tellGoal('the same count', 'yes', a.tokens === b.tokens ? 'yes' : 'no', a.tokens === b.tokens);
tellGoal('100,000 × 啊', '200 ms', `${Math.round(runMs)} ms`, runMs < 200);
