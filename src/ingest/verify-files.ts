import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { TOKENIZER, type Tokenizer } from '../domain/ingest/tokens';
import type { FileStorage } from './storage';
import { BOUNDARY } from './text-sink';

/** What does not agree: a file, a dataset or the corpus, and how. */
export interface Disagreement {
  readonly what: string;
  readonly problem: 'missing' | 'bytes' | 'sha256' | 'tokens' | 'tokenizer' | 'total';
  readonly stored: string;
  readonly counted: string;
}

interface Accepted {
  readonly document_id: string;
  readonly bytes: string;
  readonly sha_256: string;
  readonly tokens: string;
  readonly tokenizer: string;
  readonly storage_key: string;
  readonly text_key: string;
}

/** Counts everything again from the stored bytes and texts; reads only. */
export async function verifyFiles(parts: {
  client: Client;
  storage: FileStorage;
  tokenizer: Tokenizer;
}): Promise<{ files: number; disagreements: Disagreement[] }> {
  const { rows } = await parts.client.query<Accepted>(
    `SELECT document_id, bytes, sha_256, tokens, tokenizer, storage_key, text_key
     FROM dataset_files WHERE state = 'accepted' ORDER BY id`,
  );
  const disagreements: Disagreement[] = [];
  for (const row of rows) disagreements.push(...(await verifyFile(parts, row)));
  disagreements.push(...(await verifyTotals(parts.client)));
  return { files: rows.length, disagreements };
}

async function verifyFile(
  { storage, tokenizer }: { storage: FileStorage; tokenizer: Tokenizer },
  row: Accepted,
): Promise<Disagreement[]> {
  try {
    const content = await measure(storage, row.storage_key);
    const tokens = String(await countTokens({ storage, tokenizer }, row.text_key));
    const pairs = [
      ['bytes', row.bytes, String(content.bytes)],
      ['sha256', row.sha_256, content.sha256],
      ['tokens', row.tokens, tokens],
      ['tokenizer', row.tokenizer, TOKENIZER],
    ] as const;
    return pairs
      .filter(([, stored, counted]) => stored !== counted)
      .map(([problem, stored, counted]) => ({
        what: `file ${row.document_id}`,
        problem,
        stored,
        counted,
      }));
  } catch {
    return [{ what: `file ${row.document_id}`, problem: 'missing', stored: '', counted: '' }];
  }
}

async function measure(storage: FileStorage, key: string) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of await storage.read({ key })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Page and record boundaries are not text: each part between them is counted by itself. */
async function countTokens(
  { storage, tokenizer }: { storage: FileStorage; tokenizer: Tokenizer },
  key: string,
): Promise<number> {
  const counter = tokenizer.counter();
  const decoder = new TextDecoder();
  let tokens = 0;
  for await (const chunk of await storage.read({ key })) {
    const [first = '', ...others] = decoder
      .decode(chunk as Buffer, { stream: true })
      .split(BOUNDARY);
    counter.push(first);
    for (const part of others) {
      tokens += counter.end();
      counter.push(part);
    }
  }
  counter.push(decoder.decode());
  return tokens + counter.end();
}

/** Totals of every draft and published dataset against the sums of their accepted files. */
async function verifyTotals(client: Client): Promise<Disagreement[]> {
  const { rows } = await client.query<{ what: string; stored: string; counted: string }>(
    `SELECT 'dataset ' || d.identifier || CASE WHEN d.published_at IS NULL THEN ' (draft)' ELSE ' (public)' END AS what,
            concat_ws(' ', coalesce(d.tokens, 0), coalesce(d.total_bytes, 0)) AS stored,
            concat_ws(' ', coalesce(sum(f.tokens), 0), coalesce(sum(f.bytes), 0)) AS counted
     FROM datasets d
     LEFT JOIN datasets_files_lnk l ON l.dataset_id = d.id
     LEFT JOIN dataset_files f ON f.id = l.dataset_file_id AND f.state = 'accepted'
     GROUP BY d.id
     HAVING coalesce(d.tokens, 0) <> coalesce(sum(f.tokens), 0)
         OR coalesce(d.total_bytes, 0) <> coalesce(sum(f.bytes), 0)
     ORDER BY 1`,
  );
  return rows.map((row) => ({ ...row, problem: 'total' }));
}
