import { Client } from 'pg';

const CHUNK = 10_000;
const AGENCIES = 300;

/** OID of one of the 300 agencies; the people who ask work for the first. */
export const agencyOid = (n: number): string => `2.16.886.101.98.${String(n)}`;

/**
 * Brings a copy of the template to so many datasets of 300 agencies: six of ten listed, one each a
 * draft, at the first step, at the second, and in revision, however few there are. Written past the triggers, for speed, with the
 * counts that the guard keeps.
 */
export async function fillTo(ownerUrl: string, datasets: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set statement_timeout = 0; set session_replication_role = replica`);
    await client.query(
      `insert into agencies (document_id, oid, name, parent_id, created_at, updated_at, published_at)
       select 'office' || n, '2.16.886.101.98.' || n, '測試機關' || n, null, now(), now(), now()
       from generate_series(1, ${String(AGENCIES)}) n on conflict (oid) do nothing`,
    );
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int n from guard.dataset where document_id like 'office%'`,
    );
    for (let from = (rows[0]?.n ?? 0) + 1; from <= datasets; from += CHUNK) {
      await addChunk(client, from, Math.min(from + CHUNK - 1, datasets));
    }
    await client.query(
      `delete from guard.dataset_count;
       insert into guard.dataset_count select agency_id, state, count(*) from guard.dataset group by 1, 2`,
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function addChunk(client: Client, from: number, to: number): Promise<void> {
  await client.query('begin');
  await client.query(
    `create temp table fresh on commit drop as
     select n, 'office' || lpad(n::text, 8, '0') document_id, lpad((10000000 + n)::text, 8, '0') identifier,
       a.id agency_id, o.id provider_id, o.admin_user_id,
       (array['listed', 'listing-review-agency', 'listing-review-platform', 'revising', 'draft', 'listed',
         'listed', 'listed', 'listed', 'listed'])[1 + (n + n / ${String(AGENCIES)}) % 10] state,
       timestamp '2020-01-01' + n * interval '97 seconds' as moment
     from generate_series(${String(from)}, ${String(to)}) n
     join agencies a on a.oid = '2.16.886.101.98.' || (1 + n % ${String(AGENCIES)})
     left join officers o on o.agency_id = a.id and o.role = 'provider'`,
  );
  await client.query(
    `insert into guard.dataset (document_id, identifier, agency_id, state, is_public, was_public, submitted_by,
       submitted_from, moved_in)
     select document_id, identifier, agency_id, state, state = 'listed', state = 'listed', admin_user_id,
       case when state <> 'draft' then 'draft' end, pg_current_xact_id() from fresh`,
  );
  await client.query(
    `insert into datasets (document_id, identifier, name, description, keywords, agency_id, provider_id, licence_id,
       validity_permanent, year_from, year_to, contact_name, contact_phone, contact_email, is_open, submitted_at,
       first_listed_at, last_listed_at, state, version, created_at, updated_at, published_at)
     select f.document_id, f.identifier, '公文範例集 ' || f.identifier, repeat('各機關往來公文之格式與用語。', 12),
       '["公文", "格式"]', f.agency_id, f.provider_id, l.id, true, 2020, 2024, '聯絡人', '(02)-23800791',
       'contact@example.invalid', l.open, case when state <> 'draft' then moment end,
       case when state = 'listed' then moment end, case when state = 'listed' then moment end, state, 3, moment, moment, p.published
     from fresh f cross join (select id, open from licences order by id limit 1) l
     cross join lateral (select null::timestamp union all select f.moment where f.state = 'listed') p(published)`,
  );
  await client.query('commit');
}
