import type { Database } from './database';
import { POPULARITY } from './search/postgres';

export interface CorpusStatistics {
  readonly tokens: number;
  /** Name and version of the tokenizer that counted, as stored with the files. */
  readonly tokenizer: string | null;
  readonly tokenizerName: string | null;
  readonly tokenizerVersion: string | null;
  readonly datasets: number;
  readonly agencies: number;
  readonly files: number;
  readonly bytes: number;
  /** Moment of the last publication, change or delisting (ISO 8601, UTC). */
  readonly asOf: string;
}

interface TotalsRow {
  tokens: string;
  datasets: string;
  files: string;
  bytes: string;
  agencies: string;
  tokenizer: string | null;
  as_of: string;
}

/** The whole corpus in numbers, kept in the transactions that publish and delist. */
export async function readStatistics(database: Database): Promise<CorpusStatistics> {
  const [row] = await database.prepared<TotalsRow>(
    'corpus_statistics',
    `select tokens, datasets, files, bytes, corpus_time(as_of) as as_of,
       (select count(*) from corpus_counts where facet = 'agency') as agencies,
       (select value from corpus_counts where facet = 'tokenizer'
        order by datasets desc, value limit 1) as tokenizer
     from corpus_totals`,
  );
  const [name, version] = (row?.tokenizer ?? '').split(/[@/ ]/);
  return {
    tokens: Number(row?.tokens ?? 0),
    tokenizer: row?.tokenizer ?? null,
    tokenizerName: name || null,
    tokenizerVersion: version || null,
    datasets: Number(row?.datasets ?? 0),
    agencies: Number(row?.agencies ?? 0),
    files: Number(row?.files ?? 0),
    bytes: Number(row?.bytes ?? 0),
    asOf: row?.as_of ?? new Date(0).toISOString(),
  };
}

/** JSON texts of the datasets listed last. */
export async function readLatest(database: Database, limit: number): Promise<string[]> {
  const rows = await database.prepared<{ body: string }>(
    'corpus_latest',
    `select body from corpus_datasets
     order by last_listed_at desc nulls last, document_id limit $1`,
    [limit],
  );
  return rows.map(({ body }) => body);
}

/** JSON texts of the datasets downloaded most in the present window; the latest where none was. */
export async function readPopular(database: Database, limit: number): Promise<string[]> {
  const rows = await database.prepared<{ body: string }>(
    'corpus_popular',
    `with top as materialized (
       select d.document_id, ${POPULARITY} as downloads from corpus_datasets d
       where d.document_id in (select document_id from corpus_popularity)
       order by 2 desc, d.last_listed_at desc nulls last, d.document_id limit $1),
     filling as (
       select d.document_id, 0 as downloads from corpus_datasets d
       where d.document_id not in (select document_id from top)
       order by d.last_listed_at desc nulls last, d.document_id limit $1)
     select d.body from (select * from top union all select * from filling) p
     join corpus_datasets d using (document_id)
     order by p.downloads desc, d.last_listed_at desc nulls last, d.document_id limit $1`,
    [limit],
  );
  return rows.map(({ body }) => body);
}

export interface HotKeyword {
  readonly keyword: string;
  /** Published datasets that carry it. */
  readonly datasets: number;
  /** Put first by an editor. */
  readonly pinned: boolean;
}

/** What editors have pinned, then the keywords of most datasets, without those that editors hide. */
export async function readHotKeywords(database: Database, limit: number): Promise<HotKeyword[]> {
  const rows = await database.prepared<{ value: string; datasets: string; pinned: boolean }>(
    'corpus_hot_keywords',
    `select value, datasets, pinned from (
       (select h.word as value, coalesce(c.datasets, 0) as datasets, true as pinned,
          row_number() over (order by h."order", h.id) as place
        from hot_keywords h
        left join corpus_counts c on c.facet = 'keyword' and c.value = h.word
        where h.mode = 'pinned')
       union all
       (select c.value, c.datasets, false, null from corpus_counts c
        where c.facet = 'keyword' and c.value not in (select word from hot_keywords)
        order by c.datasets desc, c.value limit $1)) k
     order by place nulls last, datasets desc, value limit $1`,
    [limit],
  );
  return rows.map(({ value, datasets, pinned }) => ({
    keyword: value,
    datasets: Number(datasets),
    pinned,
  }));
}
