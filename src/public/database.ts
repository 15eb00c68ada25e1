import { createHash } from 'node:crypto';
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

/** Most statements that are kept prepared on each connection. */
const MAX_NAMES = 200;

/**
 * Names for statements that come again, so that they are parsed and planned once a connection.
 * Searching ones keep being planned for their words: those differ in how much they find.
 */
class StatementNames {
  private readonly seen = new Map<string, { times: number; name?: string }>();

  of(text: string): { name: string } | null {
    if (text.includes('@@') || text.length > 4_000) return null;
    const known = this.seen.get(text) ?? { times: 0 };
    if (known.times === 0) {
      if (this.seen.size >= MAX_NAMES) return null;
      this.seen.set(text, known);
    }
    known.times += 1;
    if (known.times < 3) return null;
    known.name ??= `corpus_${createHash('sha1').update(text).digest('base64url')}`;
    return { name: known.name };
  }
}

const names = new StatementNames();

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
      /** Gives it back at once; the promise that it answers says nothing. */
      releaseConnection(connection: PoolClient): Promise<void>;
    };
    const connection = await pool.acquireConnection();
    try {
      return (await connection.query<Row>(config)).rows;
    } finally {
      void pool.releaseConnection(connection);
    }
  };
  return {
    query: (text, values = []) => run({ ...(names.of(text) ?? {}), text, values: [...values] }),
    prepared: (name, text, values = []) => run({ name, text, values: [...values] }),
  };
}
