/** The trails that are chained by hashes, and what their entries hold. */
export const CHAIN_NAMES = ['datasets', 'accounts', 'members', 'content'] as const;
export type ChainName = (typeof CHAIN_NAMES)[number];

/** One entry as the chain sees it. */
export interface ChainEntry {
  readonly seq: number;
  /** The exact text that was hashed, a JSON array in the order of `fields`. */
  readonly payload: string;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** Hex SHA-256 of previous, a line feed, and payload. */
  readonly hash: string;
  /** The payload that the entry's columns give now; absent in an exported file. */
  readonly columns?: string;
}

/** Where a chain ends: its last entry's number and hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) };

export interface ChainSource {
  readonly table: string;
  readonly head: string;
  /** Names of the payload's parts, in order. */
  readonly fields: readonly string[];
  /** SQL of the columns that make up the payload, as the guard's own functions write it. */
  readonly columns: string;
}

const AT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const CHAINS: Readonly<Record<ChainName, ChainSource>> = {
  datasets: {
    table: 'guard.audit_entry',
    head: 'guard.audit_head',
    fields:
      'seq at dataset identifier version from to action actor role agency reason details'.split(
        ' ',
      ),
    columns: `seq, ${AT}, dataset, identifier, version, from_state, to_state, action, actor, role, agency, reason, details`,
  },
  accounts: {
    table: 'guard.account_entry',
    head: 'guard.account_head',
    fields: 'seq at officer action actor actorRole role agency remark details'.split(' '),
    columns: `seq, ${AT}, officer, action, actor, actor_role, role, agency, remark, details`,
  },
  members: {
    table: 'guard.member_entry',
    head: 'guard.member_head',
    fields: 'seq at member action actor actorRole application details'.split(' '),
    columns: `seq, ${AT}, member, action, actor, actor_role, application, details`,
  },
  content: {
    table: 'guard.content_entry',
    head: 'guard.content_head',
    fields: 'seq at kind record mark action actor reason details'.split(' '),
    columns: `seq, ${AT}, kind, record, mark, action, actor, reason, details`,
  },
};

/** One value for each chain. */
export function forEachChain<T>(make: (chain: ChainName) => T): Record<ChainName, T> {
  return Object.fromEntries(CHAIN_NAMES.map((chain) => [chain, make(chain)])) as never;
}
