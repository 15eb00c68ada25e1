import type { Core } from '@strapi/strapi';
import { databaseOf } from '../public/database';
import type { CountStore } from './window-counter';

/**
 * Counts in a table that a crash may empty: they are worth no write-ahead log. Installed with the
 * read model's tables.
 */
export const RATE_TABLE = `
create unlogged table if not exists corpus_rate_counts (
  name         text not null,
  time_window  bigint not null,
  client       text not null,
  hits         integer not null,
  primary key (name, time_window, client)
);
`;

export function postgresCounts(strapi: Core.Strapi, name: string): CountStore {
  const database = databaseOf(strapi);
  return {
    async add(window, counts) {
      const rows = await database.query<{ client: string; hits: number }>(
        `insert into corpus_rate_counts as c (name, time_window, client, hits)
         select $1, $2::bigint, client, hits
         from unnest($3::text[], $4::int[]) as n(client, hits) order by client
         on conflict (name, time_window, client) do update set hits = c.hits + excluded.hits
         returning client, hits`,
        [name, window, [...counts.keys()], [...counts.values()]],
      );
      await database.query(
        'delete from corpus_rate_counts where name = $1 and time_window < $2::bigint',
        [name, window],
      );
      return new Map(rows.map(({ client, hits }) => [client, hits]));
    },
  };
}
