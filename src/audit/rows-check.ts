import type { Client } from 'pg';
import { stream } from './database';
import type { Report } from './findings';

interface Row {
  readonly document: string;
  readonly registered: boolean;
  readonly identifier: string | null;
  readonly agency_id: number | null;
  readonly state: string | null;
  readonly is_public: boolean | null;
  readonly drafts: number;
  readonly published: number;
  readonly draft_state: string | null;
  readonly identifiers: readonly (string | null)[];
  readonly agencies: readonly (number | null)[];
}

/** Only where the register and Strapi's rows disagree. */
const ROWS = `
  SELECT coalesce(r.document_id, d.document_id) AS document, r.document_id IS NOT NULL AS registered,
         r.identifier, r.agency_id, r.state, r.is_public,
         coalesce(d.drafts, 0) AS drafts, coalesce(d.published, 0) AS published, d.draft_state,
         coalesce(d.identifiers, '{}') AS identifiers, coalesce(d.agencies, '{}') AS agencies
  FROM guard.dataset r
  FULL JOIN (
    SELECT document_id, count(*) FILTER (WHERE published_at IS NULL)::int AS drafts,
           count(published_at)::int AS published,
           max(state) FILTER (WHERE published_at IS NULL) AS draft_state,
           array_agg(DISTINCT identifier::text) AS identifiers,
           array_agg(DISTINCT agency_id) AS agencies
    FROM public.datasets GROUP BY document_id
  ) d ON d.document_id = r.document_id
  WHERE r.document_id IS NULL OR d.document_id IS NULL OR d.drafts <> 1
     OR d.published <> r.is_public::int OR d.draft_state IS DISTINCT FROM r.state
     OR d.identifiers <> ARRAY[r.identifier] OR d.agencies <> ARRAY[r.agency_id]`;

/** Compares Strapi's rows of datasets, and the kept counts, with the register. */
export async function checkRows(client: Client, report: Report): Promise<void> {
  for await (const row of stream<Row>(client, ROWS)) compare(row, report);
  const counts = stream<{ agency_id: number; state: string; kept: number; counted: number }>(
    client,
    `SELECT agency_id, state, coalesce(k.n, 0) AS kept, coalesce(c.n, 0) AS counted
     FROM guard.dataset_count k
     FULL JOIN (SELECT agency_id, state, count(*)::int AS n FROM guard.dataset GROUP BY 1, 2) c
       USING (agency_id, state)
     WHERE coalesce(k.n, 0) <> coalesce(c.n, 0)`,
  );
  for await (const { agency_id: agency, state, kept, counted } of counts) {
    report({
      code: 'audit.count_differs',
      params: { agency, state, expected: counted, found: kept },
    });
  }
}

function compare(row: Row, report: Report): void {
  const dataset = row.document;
  if (!row.registered) {
    const found = row.identifiers.join(' ');
    report({ code: 'audit.row_unregistered', dataset, params: { found } });
    return;
  }
  const pairs = [
    ['drafts', '1', String(row.drafts)],
    ['published', row.is_public ? '1' : '0', String(row.published)],
    ['state', row.state, row.draft_state],
    ['identifier', row.identifier, row.identifiers.join(' ')],
    ['agency_id', String(row.agency_id), row.agencies.join(' ')],
  ] as const;
  for (const [field, expected, found] of pairs) {
    if (expected === found) continue;
    report({ code: 'audit.row_differs', dataset, params: { field, expected, found } });
  }
}
