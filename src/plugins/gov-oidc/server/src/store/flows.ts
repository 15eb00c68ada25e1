import type { Knex } from './knex';
import type { UnitType } from '../../../../../domain/accounts/unit-types';
import { isUnitType } from '../../../../../domain/accounts/unit-types';
import { FLOW_LIFETIME_MS } from '../../../../../oidc/flow-cookie';
import { hashHandle } from '../../../../../oidc/secrets';

const TABLE = 'gov_oidc_flows';

/** Remembers that a sign-in has begun; the row holds the hash of the browser's handle alone. */
export async function beginFlow(
  knex: Knex,
  flow: { handle: string; unitType: UnitType; now: Date },
): Promise<void> {
  await knex(TABLE).where('expires_at', '<', flow.now).delete();
  await knex(TABLE).insert({
    handle_hash: hashHandle(flow.handle),
    unit_type: flow.unitType,
    expires_at: new Date(flow.now.getTime() + FLOW_LIFETIME_MS),
  });
}

/** Takes a flow out of the table: it is used once, also by two instances at the same moment. */
export async function takeFlow(
  knex: Knex,
  handle: string,
  now: Date,
): Promise<{ unitType: UnitType } | null> {
  const rows = await knex(TABLE)
    .where({ handle_hash: hashHandle(handle) })
    .delete()
    .returning<{ unit_type: unknown; expires_at: Date }[]>(['unit_type', 'expires_at']);
  const [row] = rows;
  if (!row || row.expires_at <= now || !isUnitType(row.unit_type)) return null;
  return { unitType: row.unit_type };
}
