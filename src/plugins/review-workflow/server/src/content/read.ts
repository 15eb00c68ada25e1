import type { EditedKind, EditedOf } from '../../../../../contracts/content';
import { rows } from '../../../../../db/rows';
import type { SqlRunner } from '../../../../../db/sql-runner';
import { DomainError } from '../../../../../domain/errors';
import { KINDS } from './kinds';

/** All records of a kind in their order; there are few of each. */
export async function listContent<K extends EditedKind>(
  db: SqlRunner,
  kind: K,
): Promise<EditedOf[K][]> {
  const { table, where, sort, group, view } = KINDS[kind];
  const found = await rows<{ body: EditedOf[K] }>(
    db,
    `select json_build_object('id', r.document_id, 'version', corpus_time(r.updated_at),
       'order', row_number() over (partition by ${group} order by coalesce(r."order", 0), r.id), ${view}) as body
     from ${table} r where ${where} order by ${sort}`,
  );
  return found.map(({ body }) => body);
}

/** @throws {DomainError} request.not_found (404) */
export async function readContent<K extends EditedKind>(
  db: SqlRunner,
  kind: K,
  id: string,
): Promise<EditedOf[K]> {
  const found = (await listContent(db, kind)).find((record) => record.id === id);
  if (!found) throw new DomainError('request.not_found', 'missing');
  return found;
}
