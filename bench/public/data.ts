import { Client } from 'pg';

/** Datasets registered in one transaction. */
const CHUNK = 5_000;
const AGENCIES = 300;

/** Two-character words of common characters; the first ones are frequent, the last ones rare. */
const CHARACTERS = Array.from(
  '臺灣文化教育統計年報資料標準公開政府行政環境農業健康醫療能源管理金融經濟交通運輸觀光旅遊災害防救藝術語言研究發展計畫報告社會福利原住民族客家',
);
export const WORDS = Array.from({ length: 2_000 }, (_, i) => {
  const at = (n: number) => CHARACTERS[n % CHARACTERS.length] ?? '臺';
  return at(i * 7 + Math.floor(i / 67)) + at(i * 13 + Math.floor(i / 61) + 5);
});

/** Brings a copy of the template to so many published datasets, four relations each. */
export async function fillTo(ownerUrl: string, datasets: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query(`insert into agencies (document_id, oid, name, created_at, updated_at)
      select 'bench' || n, '2.16.886.101.99.' || n, '測試機關' || n, now(), now()
      from generate_series(1, ${AGENCIES}) n where not exists (
        select from agencies a where a.oid = '2.16.886.101.99.' || n)`);
    const { rows } = await client.query<{ n: number }>(
      'select count(*)::int as n from guard.dataset',
    );
    for (let from = (rows[0]?.n ?? 0) + 1; from <= datasets; from += CHUNK) {
      await addChunk(client, from, Math.min(from + CHUNK - 1, datasets));
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function addChunk(client: Client, from: number, to: number): Promise<void> {
  await client.query('begin');
  await client.query(`set local corpus.follow = 'off'`);
  await client.query(`select setseed(${String((from % 997) / 1000)})`);
  await client.query(
    `create temp table fresh on commit drop as
     select n, 'bench' || lpad(n::text, 8, '0') as document_id, lpad(n::text, 8, '0') as identifier,
       (select array_agg(id order by id) from agencies where oid like '2.16.886.101.99.%') as agencies,
       (select array_agg(id order by id) from licences) as licences
     from generate_series(${String(from)}, ${String(to)}) n`,
  );
  await client.query(
    `create temp table texts on commit drop as
     select f.n, string_agg(w.word, '') filter (where w.i <= 4) as name,
       string_agg(w.word, case when w.i % 5 = 0 then '，' else '' end order by w.i) filter (where w.i > 4) as description,
       json_agg(w.word) filter (where w.i between 2 and 4) as keywords
     from fresh f cross join lateral (
       select i, ($1::text[])[1 + floor(2000 * power(random() + 0 * f.n, 2))::int] as word
       from generate_series(1, 44) i) w group by f.n`,
    [WORDS],
  );
  for (const statement of CHUNK_STATEMENTS) await client.query(statement);
  await client.query('select corpus_refresh(array(select document_id from fresh))');
  await client.query('commit');
}

const CHUNK_STATEMENTS = [
  `insert into guard.dataset (document_id, identifier, agency_id, state, is_public, was_public, moved_in, last_move)
   select document_id, identifier, agencies[1 + n % ${AGENCIES}], 'listed', true, true, pg_current_xact_id(),
     '{"action": "discard"}' from fresh`,
  `insert into datasets (document_id, identifier, name, description, keywords, agency_id, licence_id,
     validity_permanent, year_from, year_to, contact_name, contact_phone, contact_email, total_bytes, tokens,
     is_open, first_listed_at, last_listed_at, state, version, created_at, updated_at, published_at)
   select f.document_id, f.identifier, t.name, t.description, t.keywords, f.agencies[1 + f.n % ${AGENCIES}],
     f.licences[1 + f.n % array_length(f.licences, 1)], true, 2000 + f.n % 20, 2005 + f.n % 20, '聯絡人',
     '(02)-23800791', 'contact@example.invalid', 1000, 100, true, listed, listed, 'listed', 1, listed, listed, p.at
   from fresh f join texts t using (n)
   cross join lateral (select timestamp '2020-01-01' + f.n * interval '97 seconds' as listed) l
   cross join lateral (values (null::timestamp), (l.listed)) p(at) order by p.at nulls first`,
  `insert into dataset_files (document_id, dataset, name, kind, bytes, sha_256, tokens, tokenizer, state, progress,
     storage_key, created_at, updated_at, published_at)
   select 'file' || identifier, document_id, identifier || '.csv', 'csv', 1000, repeat('ab', 32), 100,
     'o200k_base@1', 'accepted', 1, 'bench/' || identifier, now(), now(), now() from fresh`,
  `insert into datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
   select d.id, x.id, 1 from fresh f join datasets d using (document_id) join dataset_files x on x.dataset = f.document_id`,
  `with ranked as (select id, facet, row_number() over (partition by facet order by id) - 1 as place,
     count(*) over (partition by facet) as size from tags)
   insert into datasets_tags_lnk (dataset_id, tag_id, tag_ord)
   select d.id, r.id, row_number() over (partition by d.id order by r.id)
   from fresh f join datasets d using (document_id) join ranked r on r.place = f.n % r.size`,
] as const;
