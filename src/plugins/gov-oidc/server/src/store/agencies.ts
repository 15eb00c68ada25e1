import type { Knex } from './knex';

export interface Agency {
  readonly id: number;
  readonly oid: string;
  readonly name: string;
}

interface Row {
  id: number;
  oid: string;
  name: string;
  successor_id: number | null;
  retired: boolean | null;
}

/** Longest chain of successors that is followed; longer ones are mistakes in the data. */
const MAX_SUCCESSIONS = 20;

/**
 * The agency that an OID means today: a merged or replaced one leads to its successor.
 *
 * @returns null where no agency has the OID.
 */
export async function findAgencyByOid(knex: Knex, oid: string): Promise<Agency | null> {
  let row: Row | undefined = await knex('agencies').where({ oid }).first();
  for (let step = 0; step < MAX_SUCCESSIONS && row?.retired && row.successor_id !== null; step++) {
    const successor: Row | undefined = await knex('agencies')
      .where({ id: row.successor_id })
      .first();
    row = successor ?? row;
  }
  return row ? { id: row.id, oid: row.oid, name: row.name } : null;
}

export async function findAgency(knex: Knex, id: number): Promise<Agency | null> {
  const row: Row | undefined = await knex('agencies').where({ id }).first();
  return row ? { id: row.id, oid: row.oid, name: row.name } : null;
}
