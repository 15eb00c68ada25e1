import type { Knex } from 'knex';
import type { SummaryView } from '../../../../../contracts/officer';
import { taipeiDay } from '../../../../../domain/time/taipei';

const MONTHS = 12;
const AGENCIES = 8;

/** What is public now, by the month in which it was first listed, added up month by month. */
export async function readGrowth(db: Knex, at: Date): Promise<SummaryView['growth']> {
  const { rows } = await db.raw<{ rows: { month: string; datasets: number; tokens: string }[] }>(
    `SELECT to_char(m, 'YYYY-MM') AS month, count(c.document_id)::int AS datasets,
            coalesce(sum(c.tokens), 0)::text AS tokens
     FROM generate_series(date_trunc('month', ?::date) - ? * interval '1 month',
                          date_trunc('month', ?::date), interval '1 month') AS m
     LEFT JOIN corpus_datasets c
       ON c.first_listed_at + interval '8 hours' < m + interval '1 month'
     GROUP BY m ORDER BY m`,
    [taipeiDay(at), MONTHS - 1, taipeiDay(at)],
  );
  return rows.map(({ tokens, ...row }) => ({ ...row, tokens: Number(tokens) }));
}

/** The agencies with most public tokens. */
export async function readLargestAgencies(db: Knex): Promise<SummaryView['agencies']> {
  const { rows } = await db.raw<{ rows: { name: string; datasets: number; tokens: string }[] }>(
    `SELECT a.name, count(*)::int AS datasets, sum(c.tokens)::text AS tokens
     FROM corpus_datasets c JOIN agencies a ON a.id = c.agency_id
     GROUP BY a.id, a.name ORDER BY sum(c.tokens) DESC, a.id LIMIT ?`,
    [AGENCIES],
  );
  return rows.map(({ tokens, ...row }) => ({ ...row, tokens: Number(tokens) }));
}
