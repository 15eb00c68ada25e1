import type { Client } from 'pg';
import { CHAIN_NAMES, GENESIS, type ChainName } from './chains';
import { entriesOf, headOf, inSnapshot } from './database';
import { entryLine, headsLine, type Heads } from './export-file';

export interface ExportOptions {
  /** Only entries after these numbers. */
  readonly since: Readonly<Record<ChainName, number>>;
  /** Takes one line; the next comes once it is settled. */
  readonly write: (line: string) => Promise<void>;
  readonly at: Date;
}

/** The trails as JSON lines, entry by entry, then the heads. */
export async function exportTrail(client: Client, options: ExportOptions): Promise<Heads> {
  const { since, write, at } = options;
  return inSnapshot(client, async () => {
    for (const chain of CHAIN_NAMES) {
      for await (const entry of entriesOf(client, chain, since[chain])) {
        await write(entryLine(chain, entry));
      }
    }
    const heads = {
      at: at.toISOString(),
      since,
      datasets: (await headOf(client, 'datasets')) ?? GENESIS,
      accounts: (await headOf(client, 'accounts')) ?? GENESIS,
      members: (await headOf(client, 'members')) ?? GENESIS,
      content: (await headOf(client, 'content')) ?? GENESIS,
    };
    await write(headsLine(heads));
    return heads;
  });
}
