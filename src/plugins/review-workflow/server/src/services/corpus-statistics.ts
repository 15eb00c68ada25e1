import type { Knex } from 'knex';
import type { CorpusStatistics } from '../../../../../contracts/officer';
import { taipeiDay } from '../../../../../domain/time/taipei';

const MONTHS = 12;
/** Rows of each of the two rankings. */
const MOST = 8;

interface Kept {
  readonly of: string;
  readonly statistics: Promise<CorpusStatistics>;
}
const kept = new WeakMap<Knex, Kept>();

/**
 * How the public corpus grows and who provides it: the same for everybody, so it is counted once for
 * each state of the corpus, not for each visit.
 */
export async function readCorpusStatistics(db: Knex, at: Date): Promise<CorpusStatistics> {
  const day = taipeiDay(at);
  const { rows } = await db.raw<{ rows: { as_of: string }[] }>(
    'SELECT as_of::text FROM corpus_totals',
  );
  const of = `${day} ${rows[0]?.as_of ?? ''}`;
  const known = kept.get(db);
  if (known?.of === of) return known.statistics;
  const statistics = countStatistics(db, day);
  kept.set(db, { of, statistics });
  statistics.catch(() => kept.delete(db));
  return statistics;
}

async function countStatistics(db: Knex, day: string): Promise<CorpusStatistics> {
  const [totals, growth, agencies, domains] = await Promise.all([
    readTotals(db),
    readGrowth(db, day),
    readMost(
      db,
      `SELECT a.name, NULL AS "nameEn", count(*)::int AS datasets, sum(c.tokens)::text AS tokens
       FROM corpus_datasets c JOIN agencies a ON a.id = c.agency_id
       GROUP BY a.id, a.name`,
    ),
    readMost(
      db,
      `SELECT t.name, t.name_en AS "nameEn", count(*)::int AS datasets, sum(c.tokens)::text AS tokens
       FROM corpus_datasets c CROSS JOIN unnest(c.tag_ids) AS tag JOIN tags t ON t.id = tag
       WHERE t.facet = 'domain'
       GROUP BY t.id, t.name, t.name_en`,
    ),
  ]);
  return { totals, growth, agencies, domains };
}

type Numbers<Name extends string> = Readonly<Record<Name, string>>;

/** Sums come from PostgreSQL as text: they may be larger than its integers. */
function counted<Name extends string>(row: Numbers<Name>): Readonly<Record<Name, number>> {
  return Object.fromEntries(
    Object.entries<string>(row).map(([name, value]) => [name, Number(value)]),
  ) as Record<Name, number>;
}

async function readTotals(db: Knex): Promise<CorpusStatistics['totals']> {
  const { rows } = await db.raw<{
    rows: Numbers<'datasets' | 'files' | 'bytes' | 'tokens' | 'agencies'>[];
  }>(
    `SELECT t.datasets, t.files, t.bytes, t.tokens,
            (SELECT count(*) FROM corpus_counts WHERE facet = 'agency' AND datasets > 0) AS agencies
     FROM corpus_totals t`,
  );
  const empty = { datasets: '0', files: '0', bytes: '0', tokens: '0', agencies: '0' };
  return counted(rows[0] ?? empty);
}

/** What is public now, by the month in which it was first listed, added up month by month. */
async function readGrowth(db: Knex, day: string): Promise<CorpusStatistics['growth']> {
  const { rows } = await db.raw<{ rows: { month: string; datasets: string; tokens: string }[] }>(
    `WITH listed AS (
       SELECT greatest(date_trunc('month', first_listed_at + interval '8 hours'),
                       date_trunc('month', ?::timestamp) - ? * interval '1 month') AS month,
              count(*) AS datasets, sum(tokens) AS tokens
       FROM corpus_datasets GROUP BY 1)
     SELECT to_char(m, 'YYYY-MM') AS month,
            sum(coalesce(l.datasets, 0)) OVER (ORDER BY m)::text AS datasets,
            sum(coalesce(l.tokens, 0)) OVER (ORDER BY m)::text AS tokens
     FROM generate_series(date_trunc('month', ?::timestamp) - ? * interval '1 month',
                          date_trunc('month', ?::timestamp), interval '1 month') AS m
     LEFT JOIN listed l ON l.month = m
     ORDER BY m`,
    [day, MONTHS - 1, day, MONTHS - 1, day],
  );
  return rows.map(({ month, ...numbers }) => ({ month, ...counted(numbers) }));
}

/** Those of a grouping with most tokens. */
async function readMost(db: Knex, grouping: string): Promise<CorpusStatistics['agencies']> {
  const { rows } = await db.raw<{
    rows: { name: string; nameEn: string | null; datasets: number; tokens: string }[];
  }>(`SELECT * FROM (${grouping}) g ORDER BY g.tokens::bigint DESC, g.name LIMIT ?`, [MOST]);
  return rows.map((row) => ({ ...row, tokens: Number(row.tokens) }));
}
