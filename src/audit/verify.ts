import type { Client } from 'pg';
import { CHAIN_NAMES, GENESIS, forEachChain, type ChainEntry, type ChainName } from './chains';
import { ChainWalk } from './chain-walk';
import { entriesOf, headOf } from './database';
import { linesOf, readLine, type Heads } from './export-file';
import { Findings, type Finding } from './findings';
import { checkReplay } from './replay-check';
import { checkRows } from './rows-check';
import { checkRules } from './rules-check';

/** What was looked at, and everything that is not as it must be. */
export interface Verification {
  readonly source: 'database' | 'file';
  readonly entries: Readonly<Record<ChainName, number>>;
  /** Datasets whose trail was replayed; null for a file. */
  readonly datasets: number | null;
  /** False where one database user owns data and trail; null for a file. */
  readonly separateOwner: boolean | null;
  readonly findings: readonly Finding[];
  /** How many there are; only the first are listed. */
  readonly total: number;
}

/**
 * Verifies the chains, replays the trail against the register, the register against Strapi's rows,
 * and the rules themselves. Reads only; needs an open transaction, so that all is of one moment.
 *
 * @param kept heads that were written down earlier and kept elsewhere, so that a tail which was cut
 *   off, or a chain that was made anew, is found too.
 */
export async function verifyDatabase(client: Client, kept: Heads | null): Promise<Verification> {
  const found = new Findings();
  const entries = forEachChain(() => 0);
  if (!(await isInstalled(client))) {
    found.report({ code: 'audit.guard_missing' });
    return { ...summary('database', entries, found), datasets: null, separateOwner: null };
  }
  for (const chain of CHAIN_NAMES) {
    const walk = new ChainWalk(chain, found.report, { kept: kept?.[chain] ?? null });
    for await (const entry of entriesOf(client, chain)) {
      walk.add(entry);
      entries[chain] += 1;
    }
    walk.end(await headOf(client, chain));
  }
  const datasets = await checkReplay(client, found.report);
  await checkRows(client, found.report);
  const { separateOwner } = await checkRules(client, found.report);
  return { ...summary('database', entries, found), datasets, separateOwner };
}

/** Verifies the chains of a file that audit:export wrote, without any database. */
export async function verifyFile(path: string, kept: Heads | null): Promise<Verification> {
  const found = new Findings();
  const walks = new FileWalks(found, kept);
  let heads: Heads | null = null;
  let line = 0;
  for await (const text of linesOf(path)) {
    line += 1;
    const read = readLine(text);
    if (read.kind === 'unreadable' || heads) {
      found.report({ code: 'audit.line_unexpected', params: { line } });
    }
    if (read.kind === 'heads') heads = read.heads;
    if (read.kind === 'entry') walks.add(read.chain, read.entry);
  }
  if (heads) walks.end(heads);
  else found.report({ code: 'audit.file_without_head' });
  return { ...summary('file', walks.entries, found), datasets: null, separateOwner: null };
}

/** The chains of one file. */
class FileWalks {
  readonly entries = forEachChain(() => 0);
  private readonly firsts: Partial<Record<ChainName, number>> = {};
  private readonly walks: Readonly<Record<ChainName, ChainWalk>>;

  constructor(
    private readonly found: Findings,
    kept: Heads | null,
  ) {
    const walk = (chain: ChainName) =>
      new ChainWalk(chain, found.report, { trustStart: true, kept: kept?.[chain] ?? null });
    this.walks = forEachChain(walk);
  }

  add(chain: ChainName, entry: ChainEntry): void {
    this.entries[chain] += 1;
    this.firsts[chain] ??= entry.seq;
    this.walks[chain].add(entry);
  }

  end(heads: Heads): void {
    for (const chain of CHAIN_NAMES) {
      const since = heads.since[chain];
      const first = this.firsts[chain];
      if (first === undefined) {
        const hash = since === 0 ? GENESIS.hash : heads[chain].hash;
        this.walks[chain].startAfter({ seq: since, hash });
      } else if (first > since + 1) {
        const params = { expected: first - 1 };
        this.found.report({ code: 'audit.entries_missing', chain, seq: since + 1, params });
      }
      this.walks[chain].end(heads[chain]);
    }
  }
}

function summary(
  source: Verification['source'],
  entries: Verification['entries'],
  found: Findings,
): Pick<Verification, 'source' | 'entries' | 'findings' | 'total'> {
  return { source, entries, findings: found.list, total: found.total };
}

async function isInstalled(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('guard.audit_entry') IS NOT NULL
        AND to_regclass('guard.account_entry') IS NOT NULL
        AND to_regclass('guard.member_entry') IS NOT NULL
        AND to_regclass('guard.content_entry') IS NOT NULL
        AND to_regclass('public.datasets') IS NOT NULL AS there`,
  );
  return rows[0]?.there === true;
}
