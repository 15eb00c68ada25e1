import type { TestApp } from './app';

/** Tables that requests may write without changing anything that matters here: sessions and counts. */
const UNCOUNTED = new Set(['strapi_sessions', 'corpus_rate_counts']);

/** Some of Strapi's plugins note at some moment after the start when they last counted. */
const NOTED_BY_CLOCK = '%metrics%';

/**
 * Rows and checksum of every table of the service, so that two moments can be compared.
 *
 * @returns by table: count and MD5 of all rows as text, in a fixed order.
 */
export async function fingerprint(app: TestApp): Promise<Record<string, string>> {
  const tables = await app.ownerSql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'guard') and not tablename = any($1::text[]) order by 1`,
    [[...UNCOUNTED]],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t${whereOf(name)}`,
  );
  const sums = await app.ownerSql<{ name: string; sum: string }>(each.join(' union all '));
  return Object.fromEntries(sums.map(({ name, sum }) => [name, sum]));
}

function whereOf(table: string): string {
  return table === 'public.strapi_core_store_settings'
    ? ` where key not like '${NOTED_BY_CLOCK}'`
    : '';
}
