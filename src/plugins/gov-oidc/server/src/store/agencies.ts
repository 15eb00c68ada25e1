import type { Knex } from './knex';

export interface Agency {
  readonly id: number;
  readonly oid: string;
  readonly name: string;
  /** Taken out of use; where it has a successor, that one is meant instead. */
  readonly retired: boolean;
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
 * The agency that an OID means today: one that an agency had before leads to that agency, a merged
 * or replaced agency to its successor.
 *
 * @returns null where no agency has the OID.
 */
export async function findAgencyByOid(knex: Knex, oid: string): Promise<Agency | null> {
  let row = await rowOf(knex, oid);
  for (let step = 0; step < MAX_SUCCESSIONS && row?.retired && row.successor_id !== null; step++) {
    const successor = (await knex('agencies').where({ id: row.successor_id }).first()) as
      Row | undefined;
    row = successor ?? row;
  }
  return row ? toAgency(row) : null;
}

function toAgency({ id, oid, name, retired }: Row): Agency {
  return { id, oid, name, retired: retired === true };
}

async function rowOf(knex: Knex, oid: string): Promise<Row | undefined> {
  const now = (await knex('agencies').where({ oid }).first()) as Row | undefined;
  if (now) return now;
  return (await knex('agencies')
    .whereRaw('former_oids @> ?::jsonb', [JSON.stringify([{ oid }])])
    .first()) as Row | undefined;
}

export async function findAgency(knex: Knex, id: number): Promise<Agency | null> {
  const row = (await knex('agencies').where({ id }).first()) as Row | undefined;
  return row ? toAgency(row) : null;
}

/** Whether an agency was merged into or replaced by another, directly or over several steps. */
export async function isSucceededBy(
  knex: Knex,
  agencyId: number,
  heirId: number,
): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `with recursive line as (
       select ?::int as id
       union select a.successor_id from line join agencies a on a.id = line.id
       where a.successor_id is not null)
     select from line where id = ?`,
    [agencyId, heirId],
  );
  return rows.length > 0;
}

/** Retired agencies with officers, each with the agency that has its duties now. */
export async function findHeirs(knex: Knex): Promise<{ formerId: number; heirId: number }[]> {
  const { rows } = await knex.raw<{ rows: { former: number; heir: number }[] }>(
    `with recursive line as (
       select a.id as former, a.successor_id as heir, 1 as steps from agencies a
       where a.retired and a.successor_id is not null
         and exists (select from officers o where o.agency_id = a.id)
       union all
       select line.former, a.successor_id, steps + 1 from line join agencies a on a.id = line.heir
       where a.retired and a.successor_id is not null and steps < ?)
     select distinct on (former) former, heir from line order by former, steps desc`,
    [MAX_SUCCESSIONS],
  );
  return rows.map(({ former, heir }) => ({ formerId: former, heirId: heir }));
}
