import type { Knex } from 'knex';
import type { AuditRow, AuditTrail } from '../../../../../contracts/audit';
import type { ContentKind } from '../../../../../contracts/content';
import type { State } from '../../../../../domain/review/states';
import { escapeLike } from '../store/dataset-list';
import type { AuditQuery } from './audit-query';

interface Source {
  readonly table: string;
  /** documentId of what the entry is about. */
  readonly subject: string;
  /** OID of the agency that the entry names. */
  readonly agency: string;
  readonly columns: string;
  readonly joins: string;
  /** Finds the subject by the words `:q` (exact) and `:like`. */
  readonly found: string;
}

/** Where each trail's entries stand, and the names that they do not hold themselves. */
const SOURCES: Readonly<Record<AuditTrail, Source>> = {
  datasets: {
    table: 'guard.audit_entry',
    subject: 'e.dataset',
    agency: 'e.agency',
    columns: `e.identifier AS mark, d.name, d.document_id IS NOT NULL AS exists, e.from_state, e.to_state,
      e.version, e.role, e.reason`,
    joins: `LEFT JOIN LATERAL (SELECT document_id, name FROM datasets
      WHERE document_id = e.dataset ORDER BY published_at NULLS FIRST LIMIT 1) d ON true`,
    found: `(e.identifier = :q OR e.dataset IN
      (SELECT document_id FROM datasets WHERE identifier = :q OR document_id = :q OR name ILIKE :like))`,
  },
  accounts: {
    table: 'guard.account_entry',
    subject: 'e.officer',
    agency: 'e.agency',
    columns: `o.account AS mark, o.name, o.id IS NOT NULL AS exists, NULL AS from_state, NULL AS to_state,
      NULL::int AS version, e.actor_role AS role, e.remark AS reason`,
    joins: 'LEFT JOIN officers o ON o.document_id = e.officer',
    found: `e.officer IN (SELECT document_id FROM officers
      WHERE document_id = :q OR account ILIKE :like OR name ILIKE :like)`,
  },
  members: {
    table: 'guard.member_entry',
    subject: 'e.member::text',
    agency: 'NULL::text',
    columns: `e.member::text AS mark, m.email AS name, m.id IS NOT NULL AS exists, NULL AS from_state,
      NULL AS to_state, NULL::int AS version, e.actor_role AS role, NULL AS reason`,
    joins: 'LEFT JOIN up_users m ON m.id = e.member',
    found: `(e.member::text = :q OR e.application = :q OR e.member IN
      (SELECT id FROM up_users WHERE email ILIKE :like OR username ILIKE :like))`,
  },
  content: {
    table: 'guard.content_entry',
    subject: 'e.record',
    agency: 'NULL::text',
    columns: `e.mark, NULL AS name, true AS exists, NULL AS from_state, NULL AS to_state,
      NULL::int AS version, 'platform-admin' AS role, e.reason`,
    joins: '',
    found: '(e.record = :q OR e.mark ILIKE :like)',
  },
};

interface Row {
  readonly kind: ContentKind | null;
  readonly seq: string;
  readonly at: Date;
  readonly action: string;
  readonly subject: string;
  readonly mark: string | null;
  readonly name: string | null;
  readonly exists: boolean;
  readonly from_state: State | null;
  readonly to_state: State | null;
  readonly version: number | null;
  readonly actor: number | null;
  readonly actor_name: string | null;
  readonly role: string;
  readonly oid: string | null;
  readonly agency_name: string | null;
  readonly reason: string | null;
  readonly hash: string;
}

/** One page of a trail, newest first. Only for those whose scope is everything: no name is masked. */
export async function listEntries(
  db: Knex,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; total: number }> {
  const { table, subject, agency, columns, joins } = SOURCES[query.trail];
  const { where, values } = conditionsOf(query);
  const page = { limit: query.pageSize, offset: (query.page - 1) * query.pageSize };
  const [{ rows }, { rows: counted }] = await Promise.all([
    db.raw<{ rows: Row[] }>(
      `SELECT e.seq, e.at, e.action, ${trailKind(query.trail)} AS kind, ${subject} AS subject, ${columns}, e.actor,
         coalesce(p.name, u.firstname, u.username) AS actor_name, ${agency} AS oid, a.name AS agency_name, e.hash
       FROM (SELECT * FROM ${table} e WHERE ${where} ORDER BY e.seq DESC LIMIT :limit OFFSET :offset) e
       ${joins}
       LEFT JOIN admin_users u ON u.id = e.actor
       LEFT JOIN officers p ON p.admin_user_id = e.actor
       LEFT JOIN agencies a ON a.oid = ${agency}
       ORDER BY e.seq DESC`,
      { ...values, ...page },
    ),
    db.raw<{ rows: { n: number }[] }>(
      `SELECT count(*)::int AS n FROM ${table} e WHERE ${where}`,
      values,
    ),
  ]);
  return { rows: rows.map((row) => toEntry(query.trail, row)), total: counted[0]?.n ?? 0 };
}

function trailKind(trail: AuditTrail): string {
  return trail === 'content' ? 'e.kind' : 'NULL';
}

type Values = Record<string, string>;

function conditionsOf(query: AuditQuery): { where: string; values: Values } {
  const conditions: string[] = [];
  const values: Values = {};
  if (query.q !== null) {
    conditions.push(SOURCES[query.trail].found);
    Object.assign(values, { q: query.q, like: pattern(query.q) });
  }
  if (query.action !== null) {
    conditions.push('e.action = :action');
    values.action = query.action;
  }
  if (query.actor !== null) {
    conditions.push(`e.actor IN (SELECT u.id FROM admin_users u
      LEFT JOIN officers o ON o.admin_user_id = u.id
      WHERE o.account ILIKE :actor OR o.name ILIKE :actor OR u.email ILIKE :actor)`);
    values.actor = pattern(query.actor);
  }
  if (query.agency !== null) {
    // Entries of members and of content name no agency: none of them fits.
    conditions.push(
      `${SOURCES[query.trail].agency} IN (SELECT oid FROM agencies WHERE oid = :oid OR name ILIKE :agency)`,
    );
    Object.assign(values, { oid: query.agency, agency: pattern(query.agency) });
  }
  if (query.since !== null) {
    conditions.push(`e.at >= (:since || ' 00:00+08')::timestamptz`);
    values.since = query.since;
  }
  if (query.until !== null) {
    conditions.push(`e.at < (:until || ' 00:00+08')::timestamptz + interval '1 day'`);
    values.until = query.until;
  }
  return { where: conditions.length === 0 ? 'true' : conditions.join(' AND '), values };
}

function pattern(word: string): string {
  return `%${escapeLike(word)}%`;
}

function toEntry(trail: AuditTrail, row: Row): AuditRow {
  return {
    trail,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    action: row.action,
    kind: row.kind,
    subject: { id: row.subject, mark: row.mark ?? '', name: row.name, exists: row.exists },
    from: row.from_state,
    to: row.to_state,
    version: row.version,
    actor: row.actor === null ? null : { id: row.actor, name: row.actor_name },
    role: row.role,
    agency: row.oid === null ? null : { oid: row.oid, name: row.agency_name ?? row.oid },
    reason: row.reason,
    hash: row.hash,
  };
}
