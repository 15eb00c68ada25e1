import type { Client } from 'pg';
import { COUNTING_LOCK } from './functions';

/** Documents brought up to date in one transaction: short enough not to hold up publications. */
const CHUNK = 200;

/**
 * What of the read model differs from the records; all empty where the two agree. What waits to be
 * brought up to date after a renamed tag or agency is not looked at.
 */
export interface Differences {
  /** Published datasets that are missing, or not as the records say. */
  readonly stale: readonly string[];
  /** Datasets in the read model that are not published. */
  readonly surplus: readonly string[];
  /** Counts and totals that differ from a recount, as `facet/value`. */
  readonly counts: readonly string[];
}

/** Rebuilds the read model from the records while the service runs. @returns number of datasets */
export async function rebuildReadModel(client: Client): Promise<number> {
  const documents = await allDocuments(client);
  for (let at = 0; at < documents.length; at += CHUNK) {
    await client.query('select corpus_refresh($1::text[])', [documents.slice(at, at + CHUNK)]);
  }
  await recount(client);
  return documents.length;
}

/** Compares every row with what the records give, and the kept counts with a recount. */
export async function compareReadModel(client: Client): Promise<Differences> {
  const documents = await allDocuments(client);
  const stale: string[] = [];
  const surplus: string[] = [];
  for (let at = 0; at < documents.length; at += CHUNK) {
    const { rows } = await client.query<{ document_id: string; surplus: boolean }>(COMPARE, [
      documents.slice(at, at + CHUNK),
    ]);
    for (const row of rows) (row.surplus ? surplus : stale).push(row.document_id);
  }
  const { rows } = await client.query<{ name: string }>(COMPARE_COUNTS);
  return { stale, surplus, counts: rows.map(({ name }) => name) };
}

async function allDocuments(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ document_id: string }>(
    `select document_id from datasets where published_at is not null
     union select document_id from corpus_datasets order by 1`,
  );
  return rows.map(({ document_id: id }) => id);
}

/** The counts from nothing, under the lock that publications count under. */
async function recount(client: Client): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${COUNTING_LOCK})`);
    await client.query('delete from corpus_counts');
    await client.query(`insert into corpus_counts (facet, value, datasets) ${RECOUNT}`);
    await client.query(
      `update corpus_totals t set datasets = s.datasets, files = s.files, bytes = s.bytes, tokens = s.tokens
       from (${TOTALS}) s`,
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const RECOUNT = `
  select f.facet, f.value, count(*) as datasets
  from corpus_datasets c, lateral corpus_facets_of(c) f group by 1, 2`;

const TOTALS = `
  select count(*) as datasets, coalesce(sum(cardinality(file_ids)), 0) as files,
    coalesce(sum(total_bytes), 0) as bytes, coalesce(sum(tokens), 0) as tokens from corpus_datasets`;

const COMPARE = `
  with r as materialized (select * from corpus_rows($1::text[])),
    c as materialized (select * from corpus_datasets where document_id = any ($1::text[]))
  select coalesce(r.document_id, c.document_id) as document_id, r.document_id is null as surplus
  from r full join c on c.document_id = r.document_id
  where (r.document_id is null or c.document_id is null or c.etag <> r.etag or c.body <> r.body
      or c.search_text <> r.search_text or c.grams <> r.grams or c.tag_ids <> r.tag_ids
      or c.theme_ids <> r.theme_ids)
    and not exists (select from corpus_pending p
      where p.document_id = coalesce(r.document_id, c.document_id))`;

const COMPARE_COUNTS = `
  with n as materialized (${RECOUNT})
  select coalesce(n.facet, k.facet) || '/' || coalesce(n.value, k.value) as name
  from n full join corpus_counts k on k.facet = n.facet and k.value = n.value
  where n.datasets is distinct from k.datasets
  union all
  select 'totals' from corpus_totals t, (${TOTALS}) s
  where (t.datasets, t.files, t.bytes, t.tokens) is distinct from (s.datasets, s.files, s.bytes, s.tokens)`;
