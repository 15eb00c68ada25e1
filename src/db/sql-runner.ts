/** A knex instance or transaction, or anything else that runs SQL with `?` placeholders. */
export interface SqlRunner {
  raw(sql: string, bindings: readonly unknown[]): PromiseLike<unknown>;
}
