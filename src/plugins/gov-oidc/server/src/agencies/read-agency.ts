import type { AgencyDetail } from '../../../../../contracts/agencies';
import { DomainError } from '../../../../../domain/errors';
import { readContentHistory } from '../../../../../reference-data/history';
import type { Knex } from '../store/knex';
import { AGENCY_FROM, AGENCY_VIEW, withManaged, type Found } from './list-agencies';

type More = Pick<AgencyDetail, 'version' | 'code' | 'formerNames' | 'above' | 'predecessors'>;
type Row = Found & More & Pick<AgencyDetail, 'officers'>;

const MAX_OFFICERS = 200;

const DETAILS = `to_char(a.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as version, a.code,
  -- As json: Strapi has jsonb handed on as text.
  (case when jsonb_typeof(a.former_names::jsonb) = 'array' then a.former_names::jsonb
    else '[]'::jsonb end)::json as "formerNames",
  (with recursive up as (
     select p.id, p.oid, p.name, p.parent_id, 1 as step
     union all select n.id, n.oid, n.name, n.parent_id, up.step + 1
     from up join agencies n on n.id = up.parent_id where up.step < 20)
   select coalesce(json_agg(json_build_object('oid', oid, 'name', name) order by step desc), '[]')
   from up where id is not null) as above,
  (with recursive past as (
     select b.id, b.oid, b.name, 1 as step from agencies b where b.successor_id = a.id
     union select b.id, b.oid, b.name, past.step + 1
     from past join agencies b on b.successor_id = past.id where past.step < 20)
   select coalesce(json_agg(json_build_object('oid', oid, 'name', name) order by step, oid), '[]')
   from past) as predecessors,
  (select coalesce(json_agg(o order by o.active desc, o.role, o.account), '[]') from (
     select document_id as id, name, account, role, active from officers
     where agency_id = a.id order by active desc, role, account limit ${String(MAX_OFFICERS)}) o) as officers`;

/** @throws {DomainError} agency.not_found (404) */
export async function readAgency(db: Knex, documentId: string): Promise<AgencyDetail> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${AGENCY_VIEW}, ${DETAILS} from ${AGENCY_FROM} where a.document_id = ?`,
    [documentId],
  );
  const [found] = rows;
  if (!found) throw new DomainError('agency.not_found', 'missing');
  const [row] = await withManaged(db, [found]);
  return { ...found, ...row, history: await readContentHistory(db, documentId) } as AgencyDetail;
}
