import type { SqlRunner } from './sql-runner';

/** Runs a query and gives its rows, whose shape the caller knows from the statement. */
export async function rows<Row>(
  runner: SqlRunner,
  sql: string,
  bindings: readonly unknown[] = [],
): Promise<Row[]> {
  const answer = (await runner.raw(sql, bindings)) as { rows: Row[] };
  return answer.rows;
}
