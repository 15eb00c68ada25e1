import type { Core } from '@strapi/strapi';
import type { PoolClient } from 'pg';

/** What the public interface needs of the database: reading statements with $1 parameters. */
export interface Database {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same as a prepared statement; for the few statements with a fixed text. */
  prepared<Row extends object>(
    name: string,
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/**
 * Reads through Strapi's own pool but past its query builder: the statements are whole, and those
 * with a fixed text are planned once per connection.
 */
export function databaseOf(strapi: Core.Strapi): Database {
  const run = async <Row extends object>(config: {
    name?: string;
    text: string;
    values: unknown[];
  }): Promise<Row[]> => {
    const pool = strapi.db.connection.client as {
      acquireConnection(): Promise<PoolClient>;
      releaseConnection(connection: PoolClient): Promise<void>;
    };
    const connection = await pool.acquireConnection();
    try {
      return (await connection.query<Row>(config)).rows;
    } finally {
      await pool.releaseConnection(connection);
    }
  };
  return {
    query: (text, values = []) => run({ text, values: [...values] }),
    prepared: (name, text, values = []) => run({ name, text, values: [...values] }),
  };
}
