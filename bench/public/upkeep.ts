import { Client } from 'pg';

export interface UpkeepTimes {
  /** Added to the transaction that publishes: its row made, its counts raised. Median. */
  readonly publishMs: number;
  /** Added to the transaction that delists. Median. */
  readonly delistMs: number;
  /** The transaction that renames a tag which a tenth of all datasets or more show. */
  readonly renameMs: number;
  readonly renamed: number;
  /** Until all of them show the new name. */
  readonly caughtUpMs: number;
}

const TIMES = 40;
/** As the service does it: catch-up.ts. */
const CHUNK = 50;

/** What publishing, delisting and renaming pay for the read model, in PostgreSQL alone. */
export async function measureUpkeep(url: string): Promise<UpkeepTimes> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  try {
    await client.query('set statement_timeout = 0');
    const { rows } = await client.query<{ document_id: string }>(
      `select document_id from corpus_datasets order by md5(document_id) limit ${TIMES}`,
    );
    const publish: number[] = [];
    const delist: number[] = [];
    for (const { document_id: id } of rows) {
      delist.push(
        await timed(() => client.query('delete from corpus_datasets where document_id = $1', [id])),
      );
      publish.push(await timed(() => client.query('select corpus_refresh(array[$1::text])', [id])));
    }
    const { rows: tags } = await client.query<{ id: number; datasets: string }>(
      `select t.id, c.datasets from tags t join corpus_counts c on c.facet = 'tag' and c.value = t.id::text
       order by c.datasets desc limit 1`,
    );
    const renameMs = await timed(() =>
      client.query(`update tags set name = name || '改' where id = $1`, [tags[0]?.id]),
    );
    const caughtUpMs = await timed(async () => {
      for (let more = true; more;) {
        const answer = await client.query<{ more: boolean }>(
          `select corpus_catch_up(${CHUNK}) as more`,
        );
        more = answer.rows[0]?.more === true;
      }
    });
    return {
      ...{ publishMs: median(publish), delistMs: median(delist) },
      ...{ renameMs, renamed: Number(tags[0]?.datasets ?? 0), caughtUpMs },
    };
  } finally {
    await client.end();
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
