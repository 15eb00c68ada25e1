import type { Client } from 'pg';
import { FRESH, replay, type Replayed } from '../domain/review/replay';
import { stream } from './database';
import type { Report } from './findings';

/** One entry beside the register's row of its dataset; either may be missing. */
interface Row {
  readonly document: string;
  readonly registered: boolean;
  readonly identifier: string | null;
  readonly state: string | null;
  readonly is_public: boolean | null;
  readonly was_public: boolean | null;
  readonly submitted_by: number | null;
  readonly submitted_from: string | null;
  readonly first_approved_by: number | null;
  /** Version of the draft row now. */
  readonly row_version: number | null;
  readonly seq: string | null;
  readonly entry_identifier: string | null;
  readonly version: number | null;
  readonly action: string | null;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly actor: number | null;
  /** OID of the dataset's agency after the entry. */
  readonly agency: string | null;
  /** The OIDs that the register's agency has and has had. */
  readonly agency_oids: readonly string[] | null;
}

/** Ordered by bytes, so that a dataset's rows stand together whatever the database's language. */
const ROWS = `
  SELECT coalesce(r.document_id, e.dataset) AS document, r.document_id IS NOT NULL AS registered,
         r.identifier, r.state, r.is_public, r.was_public, r.submitted_by, r.submitted_from,
         r.first_approved_by, d.version AS row_version, e.seq, e.identifier AS entry_identifier,
         e.version, e.action, e.from_state, e.to_state, e.actor,
         CASE e.action WHEN 'transfer' THEN e.details->>'toAgency' ELSE e.agency END AS agency,
         (SELECT ARRAY[a.oid::text] || ARRAY(SELECT f->>'oid' FROM jsonb_array_elements(
            CASE jsonb_typeof(a.former_oids) WHEN 'array' THEN a.former_oids ELSE '[]' END) AS f)
          FROM public.agencies a WHERE a.id = r.agency_id) AS agency_oids
  FROM guard.dataset r
  FULL JOIN guard.audit_entry e ON e.dataset = r.document_id
  LEFT JOIN public.datasets d ON d.document_id = r.document_id AND d.published_at IS NULL
  ORDER BY coalesce(r.document_id, e.dataset) COLLATE "C", e.seq`;

/** A dataset under way through the stream. */
interface Course {
  readonly row: Row;
  readonly state: Replayed;
  readonly version: number;
}

/**
 * Replays every dataset's entries and compares what they lead to with the register.
 *
 * @returns how many datasets the register and the trail know.
 */
export async function checkReplay(client: Client, report: Report): Promise<number> {
  let course: Course | null = null;
  let datasets = 0;
  for await (const row of stream<Row>(client, ROWS)) {
    if (course?.row.document !== row.document) {
      if (course) compare(course, report);
      course = { row, state: FRESH, version: 0 };
      datasets += 1;
    }
    course = follow(course, row, report);
  }
  if (course) compare(course, report);
  return datasets;
}

function follow(course: Course, row: Row, report: Report): Course {
  if (row.seq === null) return course;
  const dataset = row.document;
  const seq = Number(row.seq);
  const from = row.from_state ?? '';
  const move = { action: row.action ?? '', from, to: row.to_state ?? '', actor: row.actor };
  const { after, problem } = replay(course.state, move);
  if (problem) {
    const params = {
      problem,
      expected: course.state.state,
      found: `${move.action}: ${from} → ${move.to}`,
    };
    report({ code: 'audit.move_impossible', seq, dataset, params });
  }
  const version = row.version ?? 0;
  if (version < course.version) {
    const params = { expected: course.version, found: version };
    report({ code: 'audit.version_went_back', seq, dataset, params });
  }
  if (row.registered && row.entry_identifier !== row.identifier) {
    const params = { field: 'identifier', expected: row.entry_identifier, found: row.identifier };
    report({ code: 'audit.register_differs', seq, dataset, params });
  }
  return { row, state: after, version };
}

function compare({ row, state, version }: Course, report: Report): void {
  const dataset = row.document;
  const differs = (field: string, expected: unknown, found: unknown) => {
    const params = { field, expected: String(expected), found: String(found) };
    report({ code: 'audit.register_differs', dataset, params });
  };
  if (!row.registered) {
    // A draft that was never public may be deleted, and only that.
    if (state.state === 'draft' && !state.wasPublic) return;
    report({ code: 'audit.register_missing', dataset, params: { expected: state.state } });
    return;
  }
  const pairs = [
    ['state', state.state, row.state],
    ['is_public', state.isPublic, row.is_public],
    ['was_public', state.wasPublic, row.was_public],
    ['submitted_by', state.submittedBy, row.submitted_by],
    ['submitted_from', state.submittedFrom, row.submitted_from],
    ['first_approved_by', state.firstApprovedBy, row.first_approved_by],
  ] as const;
  for (const [field, expected, found] of pairs) {
    if (expected !== found) differs(field, expected, found);
  }
  if (row.agency !== null && !row.agency_oids?.includes(row.agency)) {
    differs('agency', row.agency, row.agency_oids?.[0]);
  }
  if (row.row_version !== null && version > 0 && row.row_version <= version) {
    const params = { field: 'version', expected: `> ${String(version)}`, found: row.row_version };
    report({ code: 'audit.row_differs', dataset, params });
  }
}
