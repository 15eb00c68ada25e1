import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CHAIN_NAMES, GENESIS, type ChainEntry, type ChainHead, type ChainName } from './chains';

/** Where the chains ended, and when that was read. */
export interface Heads extends Readonly<Record<ChainName, ChainHead>> {
  readonly at: string;
  /** The file holds the entries after these numbers. */
  readonly since: Readonly<Record<ChainName, number>>;
}

/** A line of an exported file: an entry, the heads (the last line), or nothing that was expected. */
export type ExportLine =
  | { readonly kind: 'entry'; readonly chain: ChainName; readonly entry: ChainEntry }
  | { readonly kind: 'heads'; readonly heads: Heads }
  | { readonly kind: 'unreadable' };

/** Canonical: these keys in this order, and `payload` as the exact text that was hashed. */
export function entryLine(chain: ChainName, entry: ChainEntry): string {
  const { seq, previous, hash, payload } = entry;
  return `${JSON.stringify({ chain, seq, previous, hash, payload })}\n`;
}

export function headsLine({ at, since, ...heads }: Heads): string {
  return `${JSON.stringify({ head: { at, since, ...heads } })}\n`;
}

export function readLine(line: string): ExportLine {
  const value = parse(line);
  if (isObject(value)) {
    if (isObject(value.head)) return readHeads(value.head);
    const { chain, seq, previous, hash, payload } = value;
    if (isChain(chain) && isHead({ seq, hash }) && isText(previous) && isText(payload)) {
      const entry = { seq: seq as number, previous, hash: hash as string, payload };
      return { kind: 'entry', chain, entry };
    }
  }
  return { kind: 'unreadable' };
}

/** The lines of a file that are not empty, one after the other. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield line;
  }
}

/** The heads of a file that audit:export wrote, or of its last line kept alone; null for another file. */
export async function keptHeads(path: string): Promise<Heads | null> {
  let last = '';
  for await (const line of linesOf(path)) last = line;
  const read = readLine(last);
  return read.kind === 'heads' ? read.heads : null;
}

/** Files that were kept before there was a trail of content hold nothing of it. */
const BEFORE_CONTENT = { content: GENESIS };

function readHeads(given: Readonly<Record<string, unknown>>): ExportLine {
  const since = { content: 0, ...(isObject(given.since) ? given.since : {}) } as Partial<
    Record<ChainName, unknown>
  >;
  const head: Readonly<Record<string, unknown>> = { ...BEFORE_CONTENT, ...given, since };
  const whole = CHAIN_NAMES.every((one) => isHead(head[one]) && Number.isSafeInteger(since[one]));
  if (!isText(head.at) || !whole) return { kind: 'unreadable' };
  return { kind: 'heads', heads: head as unknown as Heads };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isChain(value: unknown): value is ChainName {
  return CHAIN_NAMES.includes(value as ChainName);
}

function isHead(value: unknown): value is ChainHead {
  return isObject(value) && Number.isSafeInteger(value.seq) && isText(value.hash);
}
