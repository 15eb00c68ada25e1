import { readFileSync } from 'node:fs';
import { createTokenizer, type Tokenizer } from '../domain/ingest/tokens';

let loaded: Tokenizer | undefined;

/** The o200k_base tokenizer, its ranks read from the `tiktoken` package once per process. */
export function o200k(): Tokenizer {
  loaded ??= createTokenizer(readRanks());
  return loaded;
}

function readRanks(): Uint8Array[] {
  const file = require.resolve('tiktoken/encoders/o200k_base.json');
  const { bpe_ranks: packed } = JSON.parse(readFileSync(file, 'utf8')) as { bpe_ranks: string };
  const ranks: Uint8Array[] = [];
  for (const line of packed.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, index) => (ranks[Number(first) + index] = Buffer.from(token, 'base64')));
  }
  return ranks;
}
