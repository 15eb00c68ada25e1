import { rows } from '../db/rows';
import type { SqlRunner } from '../db/sql-runner';
import type { ClockAction } from './parts';

/** A move that the clock has to make. */
export interface DueMove {
  readonly documentId: string;
  readonly action: ClockAction;
}

/** A public dataset whose licence ends this year. */
export interface ExpiringDataset {
  readonly documentId: string;
  readonly identifier: string;
  readonly name: string | null;
  readonly untilYear: number;
  readonly agencyId: number;
  /** Admin user id of the provider, null while it has none. */
  readonly provider: number | null;
}

/** At most so many of each kind in one round; the next round takes the rest. */
const BATCH = 500;

/** @param day today in Asia/Taipei, `YYYY-MM-DD`. */
export function dueMoves(db: SqlRunner, day: string): Promise<DueMove[]> {
  return rows<DueMove>(
    db,
    `(SELECT document_id AS "documentId", 'expire' AS action FROM datasets
      WHERE published_at IS NOT NULL AND valid_until_year < extract(year FROM ?::date)
        AND validity_permanent IS NOT TRUE
      ORDER BY id LIMIT ${BATCH})
     UNION ALL
     (SELECT document_id, 'delist' FROM datasets
      WHERE published_at IS NULL AND state = 'listed' AND delist_on <= ?::date
      ORDER BY delist_on, id LIMIT ${BATCH})`,
    [day, day],
  );
}

/** Public datasets that end with this year and have not been told of this reminder yet. */
export function datasetsToRemind(
  db: SqlRunner,
  { untilYear, days }: { readonly untilYear: number; readonly days: number },
): Promise<ExpiringDataset[]> {
  return rows<ExpiringDataset>(
    db,
    `SELECT p.document_id AS "documentId", p.identifier, p.name, p.agency_id AS "agencyId",
       p.valid_until_year AS "untilYear", o.admin_user_id AS provider
     FROM datasets p
     JOIN datasets d ON d.document_id = p.document_id AND d.published_at IS NULL
     LEFT JOIN officers o ON o.id = d.provider_id
     WHERE p.published_at IS NOT NULL AND p.valid_until_year = ?
       AND p.validity_permanent IS NOT TRUE
       AND NOT EXISTS (SELECT FROM notice_outbox n WHERE n.dedupe_key
         = concat_ws(':', 'expiry', p.document_id, p.valid_until_year, ?::int))
     ORDER BY p.id LIMIT ${BATCH}`,
    [untilYear, days],
  );
}

/** The same key as in datasetsToRemind: one reminder of a kind for each year of validity. */
export function reminderKey(dataset: ExpiringDataset, days: number): string {
  return ['expiry', dataset.documentId, dataset.untilYear, days].join(':');
}
