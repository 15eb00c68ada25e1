import type { Client } from 'pg';
import { possibleMoves } from '../domain/review/transitions';
import { guardFunctions } from '../guard/sql';
import type { Report } from './findings';
import { GUARD_INDEXES, GUARD_TRIGGERS } from '../guard/triggers';

export interface RulesResult {
  /** False where the application's own user owns the guard too: changes are evident, not prevented. */
  readonly separateOwner: boolean;
}

/**
 * Whether the rules themselves are in force: every trigger there, enabled and as it was made; the
 * guard's functions and transitions those of this program; all in the guard's hands, and none of
 * its tables writable for the application's own user.
 */
export async function checkRules(client: Client, report: Report): Promise<RulesResult> {
  await checkTriggers(client, report);
  await checkIndexes(client, report);
  await checkFunctions(client, report);
  await checkTransitions(client, report);
  const { owner, app } = await rolesOf(client);
  await checkOwners(client, report, owner);
  const separateOwner = owner !== app;
  if (separateOwner) await checkRights(client, report, { owner, app });
  return { separateOwner };
}

async function checkTriggers(client: Client, report: Report): Promise<void> {
  const { rows } = await client.query<{ definition: string; enabled: string }>(
    `SELECT pg_get_triggerdef(t.oid) AS definition, t.tgenabled AS enabled
     FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE NOT t.tgisinternal AND p.pronamespace = 'guard'::regnamespace`,
  );
  const present = new Map(rows.map(({ definition, enabled }) => [definition, enabled]));
  for (const expected of GUARD_TRIGGERS) {
    const enabled = present.get(expected);
    if (enabled === undefined) report({ code: 'audit.trigger_missing', params: { expected } });
    else if (!'OA'.includes(enabled))
      report({ code: 'audit.trigger_disabled', params: { expected } });
  }
}

async function checkIndexes(client: Client, report: Report): Promise<void> {
  const { rows } = await client.query<{ definition: string }>(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = 'public.datasets'::regclass AND indisvalid AND indisready`,
  );
  for (const expected of GUARD_INDEXES) {
    if (rows.some(({ definition }) => definition === expected)) continue;
    report({ code: 'audit.index_missing', params: { expected } });
  }
}

async function checkFunctions(client: Client, report: Report): Promise<void> {
  const { rows } = await client.query<{ name: string; body: string; definer: boolean }>(
    `SELECT proname AS name, prosrc AS body, prosecdef AS definer
     FROM pg_proc WHERE pronamespace = 'guard'::regnamespace`,
  );
  for (const { name, body, definer } of guardFunctions()) {
    const same = rows.some(
      (row) => row.name === name && row.body === body && row.definer === definer,
    );
    if (!same) report({ code: 'audit.function_changed', params: { name } });
  }
}

async function checkTransitions(client: Client, report: Report): Promise<void> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT concat_ws(' ', action, from_state, to_state, public_after) AS line FROM guard.transition`,
  );
  const found = new Set(rows.map(({ line }) => line));
  const expected = new Set(
    possibleMoves().map((move) => `${move.action} ${move.from} ${move.to} ${move.publicAfter}`),
  );
  for (const line of expected) {
    if (!found.has(line)) report({ code: 'audit.transition_missing', params: { line } });
  }
  for (const line of found) {
    if (!expected.has(line)) report({ code: 'audit.transition_foreign', params: { line } });
  }
}

async function rolesOf(client: Client): Promise<{ owner: string; app: string }> {
  const { rows } = await client.query<{ owner: string; app: string }>(
    `SELECT pg_get_userbyid(n.nspowner) AS owner, pg_get_userbyid(c.relowner) AS app
     FROM pg_namespace n, pg_class c
     WHERE n.nspname = 'guard' AND c.oid = 'public.datasets'::regclass`,
  );
  const [row] = rows;
  if (!row) throw new Error('schema guard is missing');
  return row;
}

async function checkOwners(client: Client, report: Report, owner: string): Promise<void> {
  const { rows } = await client.query<{ name: string; found: string }>(
    `SELECT * FROM (
       SELECT oid::regclass::text AS name, pg_get_userbyid(relowner) AS found FROM pg_class
       WHERE relnamespace = 'guard'::regnamespace AND relkind IN ('r', 'S', 'v', 'm', 'p')
       UNION ALL
       SELECT oid::regprocedure::text, pg_get_userbyid(proowner) FROM pg_proc
       WHERE pronamespace = 'guard'::regnamespace) AS things
     WHERE found <> $1`,
    [owner],
  );
  for (const { name, found } of rows) {
    report({ code: 'audit.owner_wrong', params: { name, expected: owner, found } });
  }
}

async function checkRights(
  client: Client,
  report: Report,
  { owner, app }: { owner: string; app: string },
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relnamespace = 'guard'::regnamespace AND relkind IN ('r', 'p')
       AND has_table_privilege($1, oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')`,
    [app],
  );
  for (const { name } of rows) report({ code: 'audit.rights_too_wide', params: { name, app } });
  const { rows: member } = await client.query<{ member: boolean }>(
    `SELECT pg_has_role($1, $2, 'MEMBER') OR has_schema_privilege($1, 'guard', 'CREATE') AS member`,
    [app, owner],
  );
  if (member[0]?.member) {
    report({ code: 'audit.rights_too_wide', params: { name: `role ${owner}`, app } });
  }
}
