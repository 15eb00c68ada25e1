import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { Client } from 'pg';
import { RECORDS_FIRST, retryWhileLocked } from '../db/retry-while-locked';
import { guardStatus, installGuard } from './install';
import { attachSql } from './sql';
import { GUARD_TRIGGERS } from './triggers';

/** Any number, the same in every instance. */
const ATTACH_LOCK = 7_202_502;

type Context = { strapi: Core.Strapi };

/**
 * Sees to it that the guard is installed before Strapi makes its tables. With DATABASE_OWNER_URL
 * the guard belongs to that role; without it, to the application's own user, which is said: the
 * audit trail is then tamper-evident, not tamper-proof.
 */
export async function ensureGuard({ strapi }: Context): Promise<void> {
  const appUrl = process.env.DATABASE_URL;
  if (!appUrl) throw new Error('DATABASE_URL is not set');
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
  const appRole = rows[0]?.role ?? '';
  const status = await guardStatus(client);
  await client.end();
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (ownerUrl) await installGuard(ownerUrl, appRole);
  else if (!status.ownedByOther) await installGuard(appUrl, appRole);
  else if (!status.current) {
    throw new Error(
      'The database guard is not up to date and belongs to another role: start once with DATABASE_OWNER_URL set.',
    );
  }
  if (!ownerUrl && !status.ownedByOther) {
    strapi.log.warn(
      'guard: one database user owns data and audit trail; changes to the trail can be detected (audit:verify) but not prevented. Set DATABASE_OWNER_URL to a second role.',
    );
  }
}

/** Hangs the guard's rules on Strapi's tables; after the schema sync, before anything is served. */
export async function attachGuard({ strapi }: Context): Promise<void> {
  const version = createHash('sha256').update(attachSql()).digest('hex');
  const attach = async (trx: Knex, giveWay: string) => {
    await trx.raw(giveWay);
    await trx.raw('SELECT pg_advisory_xact_lock(?)', [ATTACH_LOCK]);
    // Attaching locks the tables for a moment: not while another instance serves, unless needed.
    const { rows } = await trx.raw<{ rows: { definition: string; note: string | null }[] }>(
      `SELECT pg_get_triggerdef(t.oid) AS definition, obj_description(t.oid, 'pg_trigger') AS note
       FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND p.pronamespace = 'guard'::regnamespace`,
    );
    const inForce = new Set(rows.map(({ definition }) => definition));
    const whole = GUARD_TRIGGERS.every((definition) => inForce.has(definition));
    if (whole && rows.some(({ note }) => note === version)) return;
    await trx.raw(RECORDS_FIRST);
    await trx.raw(attachSql());
    await trx.raw(`COMMENT ON TRIGGER guard_row ON public.datasets IS '${version}'`);
  };
  await retryWhileLocked((giveWay) =>
    strapi.db.connection.transaction((trx) => attach(trx, giveWay)),
  );
}
