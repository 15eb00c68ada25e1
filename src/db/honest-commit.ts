import type { Core } from '@strapi/strapi';

interface Transactions {
  transaction(callback?: (context: TransactionContext) => unknown): Promise<unknown>;
  inTransaction(): boolean;
}

interface TransactionContext {
  readonly trx: { readonly executionPromise?: Promise<unknown> };
}

/**
 * A COMMIT can fail: deferred constraints and triggers have their say only then. knex reports that on
 * the transaction's own promise, which Strapi does not look at: its `transaction` ends well, and the
 * caller is told that something was done which PostgreSQL has undone. Here the outermost one waits
 * for that promise and fails with it.
 */
export function reportFailedCommits({ strapi }: { strapi: Core.Strapi }): void {
  const db = strapi.db as unknown as Transactions;
  const plain = db.transaction.bind(db);
  db.transaction = async (callback) => {
    if (!callback || db.inTransaction()) return plain(callback);
    let outcome: Promise<unknown> | undefined;
    const result = await plain((context) => {
      outcome = context.trx.executionPromise;
      return callback(context);
    });
    await outcome;
    return result;
  };
}
