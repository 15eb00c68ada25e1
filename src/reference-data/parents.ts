import { rows } from '../db/rows';
import type { SqlRunner } from '../db/sql-runner';

/**
 * Gives agencies the parent that their OID tells: the nearest OID above it that is registered.
 * A parent that an admin chose, one that is not a prefix of the OID, stays.
 *
 * @returns how many were placed anew.
 */
export async function deriveParents(trx: SqlRunner): Promise<number> {
  const placed = await rows(
    trx,
    `WITH nearest AS (
       SELECT DISTINCT ON (child.id) child.id, above.id AS parent_id, above.oid AS parent_oid
       FROM agencies child
       CROSS JOIN LATERAL (SELECT string_to_array(child.oid, '.') AS parts) split
       CROSS JOIN LATERAL generate_series(1, cardinality(parts) - 1) AS depth
       JOIN agencies above ON above.oid = array_to_string(parts[1:depth], '.')
       ORDER BY child.id, depth DESC)
     UPDATE agencies child SET parent_id = nearest.parent_id
     FROM nearest
     WHERE child.id = nearest.id
       AND child.parent_id IS DISTINCT FROM nearest.parent_id
       AND (child.parent_id IS NULL OR EXISTS (
         SELECT 1 FROM agencies present
         WHERE present.id = child.parent_id AND nearest.parent_oid LIKE present.oid || '.%'))
     RETURNING child.id`,
  );
  return placed.length;
}
