import { Client } from 'pg';
import { retryWhileLocked } from '../db/retry-while-locked';
import { possibleMoves } from '../domain/review/transitions';
import { guardSql, guardVersion } from './sql';

/** Any number, the same in every instance: one installation at a time. */
const INSTALL_LOCK = 7_202_501;

export interface GuardStatus {
  readonly current: boolean;
  /** Whether the guard belongs to another role than the one that asks. */
  readonly ownedByOther: boolean;
}

/**
 * Installs or updates the schema `guard`: the register of datasets, the audit trail and their
 * rules. Runs before Strapi's schema sync; idempotent; one instance at a time.
 *
 * @param ownerUrl connection of the role that shall own the guard.
 * @param appRole name of the application's own role, which gets to read, and to call the functions.
 */
export function installGuard(ownerUrl: string, appRole: string): Promise<void> {
  return retryWhileLocked((giveWay) => installOnce(ownerUrl, appRole, giveWay));
}

/**
 * Every table of the guard before anything is changed, beginning where a decision begins, and at once
 * in the mode that the change needs: so the two wait for each other once, and never crosswise.
 */
const GUARD_FIRST = `DO $$
DECLARE
  tables text := (SELECT string_agg(format('guard.%I', tablename), ', ' ORDER BY tablename <> 'dataset', tablename)
                  FROM pg_tables WHERE schemaname = 'guard');
BEGIN
  IF tables IS NOT NULL THEN EXECUTE 'LOCK TABLE ' || tables || ' IN ACCESS EXCLUSIVE MODE'; END IF;
END $$`;

async function installOnce(ownerUrl: string, appRole: string, giveWay: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'corpus-guard' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(giveWay);
    await client.query('SELECT pg_advisory_xact_lock($1)', [INSTALL_LOCK]);
    if (!(await guardStatus(client)).current) {
      await client.query(GUARD_FIRST);
      await client.query(guardSql());
      await writeTransitions(client);
      await client.query(
        `INSERT INTO guard.meta VALUES ('version', $1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [guardVersion()],
      );
    }
    await grant(client, appRole);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/** Whether the guard is there, up to date, and in other hands than the asking role's. */
export async function guardStatus(client: Client): Promise<GuardStatus> {
  const { rows } = await client.query<{ there: boolean; ours: boolean }>(
    `SELECT to_regclass('guard.meta') IS NOT NULL AS there,
            coalesce((SELECT pg_get_userbyid(nspowner) = current_user
                      FROM pg_namespace WHERE nspname = 'guard'), true) AS ours`,
  );
  const ownedByOther = rows[0]?.ours === false;
  if (!rows[0]?.there) return { current: false, ownedByOther };
  const version = await client.query<{ value: string }>(
    `SELECT value FROM guard.meta WHERE key = 'version'`,
  );
  return { current: version.rows[0]?.value === guardVersion(), ownedByOther };
}

async function writeTransitions(client: Client): Promise<void> {
  await client.query('DELETE FROM guard.transition');
  await client.query(
    `INSERT INTO guard.transition (action, from_state, to_state, public_after)
     SELECT m->>'action', m->>'from', m->>'to', m->>'publicAfter'
     FROM jsonb_array_elements($1::jsonb) AS m
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(possibleMoves())],
  );
}

async function grant(client: Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole);
  await client.query(`
    REVOKE ALL ON SCHEMA guard FROM PUBLIC;
    REVOKE ALL ON ALL TABLES IN SCHEMA guard FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA guard FROM PUBLIC;
    GRANT USAGE ON SCHEMA guard TO ${role};
    GRANT SELECT ON ALL TABLES IN SCHEMA guard TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA guard TO ${role};
  `);
  const { rows } = await client.query<{ same: boolean }>('SELECT current_user = $1 AS same', [
    appRole,
  ]);
  if (rows[0]?.same) return;
  // Called by the guard's own functions only.
  await client.query(
    `REVOKE EXECUTE ON FUNCTION guard.count_datasets(integer, text, integer) FROM ${role}`,
  );
}
