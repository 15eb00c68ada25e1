import type { Knex } from 'knex';
import type { DatasetContent, Facet } from '../../../../../domain/dataset/content';
import type { DatasetFacts } from '../../../../../domain/review/facts';
import type { State } from '../../../../../domain/review/states';

/**
 * Strapi hands jsonb over as text and json parsed: raw queries cast to json.
 */

/** A draft row joined with its register entry, as PostgreSQL gives it. */
export interface DatasetRecord {
  readonly id: number;
  readonly document_id: string;
  readonly identifier: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly keywords: readonly string[] | null;
  readonly text_type_other: string | null;
  readonly domain_other: string | null;
  readonly language_other: string | null;
  readonly licence_code: string | null;
  readonly validity_permanent: boolean | null;
  readonly valid_until_year: number | null;
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly contact_name: string | null;
  readonly contact_phone: string | null;
  readonly contact_email: string | null;
  readonly total_bytes: string | null;
  readonly tokens: string | null;
  readonly is_open: boolean | null;
  readonly state: State;
  readonly version: number;
  readonly agency_id: number;
  readonly agency_oid: string;
  readonly agency_name: string;
  readonly provider_user: number | null;
  readonly provider_name: string | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly first_listed_at: Date | null;
  readonly last_listed_at: Date | null;
  readonly delisted_at: Date | null;
  readonly delist_on: string | null;
  readonly delist_reason: string | null;
  readonly return_reason: string | null;
  readonly is_public: boolean;
  readonly was_public: boolean;
  readonly submitted_by: number | null;
  readonly submitted_from: State | null;
  readonly first_approved_by: number | null;
}

export interface DatasetRecordWithTags extends DatasetRecord {
  readonly tags: readonly { facet: Facet; code: string }[];
  readonly public_until_year: number | null;
}

/** Columns and joins of every back-office read of draft rows; `d` dataset, `r` register, `a` agency. */
export const RECORD_COLUMNS = `
  d.id, d.document_id, d.identifier, d.name, d.is_open, d.state, d.version, d.agency_id,
  a.oid AS agency_oid, a.name AS agency_name, o.admin_user_id AS provider_user, o.name AS provider_name,
  d.created_at, d.submitted_at, d.first_listed_at, d.last_listed_at, d.delisted_at,
  to_char(d.delist_on, 'YYYY-MM-DD') AS delist_on, d.return_reason,
  r.is_public, r.was_public, r.submitted_by, r.submitted_from, r.first_approved_by`;

export const RECORD_TABLES = `
  datasets d
  JOIN guard.dataset r ON r.document_id = d.document_id
  JOIN agencies a ON a.id = d.agency_id
  LEFT JOIN officers o ON o.id = d.provider_id`;

const CONTENT_COLUMNS = `
  d.description, d.keywords::json AS keywords, d.text_type_other, d.domain_other, d.language_other,
  d.validity_permanent, d.valid_until_year, d.year_from, d.year_to,
  d.contact_name, d.contact_phone, d.contact_email, d.total_bytes, d.tokens, d.delist_reason,
  (SELECT code FROM licences WHERE id = d.licence_id) AS licence_code,
  (SELECT p.valid_until_year FROM datasets p
   WHERE p.document_id = d.document_id AND p.published_at IS NOT NULL) AS public_until_year,
  coalesce((SELECT json_agg(json_build_object('facet', t.facet, 'code', t.code) ORDER BY l.tag_ord, t.id)
            FROM datasets_tags_lnk l JOIN tags t ON t.id = l.tag_id WHERE l.dataset_id = d.id), '[]') AS tags`;

/**
 * The draft row of a dataset with its tags, or undefined.
 *
 * @param lock takes the row for the rest of the transaction, so that a decision sees what it moves.
 */
export async function findRecord(
  db: Knex,
  documentId: string,
  { lock = false } = {},
): Promise<DatasetRecordWithTags | undefined> {
  const { rows } = await db.raw<{ rows: DatasetRecordWithTags[] }>(
    `SELECT ${RECORD_COLUMNS}, ${CONTENT_COLUMNS} FROM ${RECORD_TABLES}
     WHERE d.document_id = ? AND d.published_at IS NULL ${lock ? 'FOR UPDATE OF d' : ''}`,
    [documentId],
  );
  return rows[0];
}

export function contentOf(record: DatasetRecordWithTags): DatasetContent {
  const codes = (facet: Facet) =>
    record.tags.filter((tag) => tag.facet === facet).map(({ code }) => code);
  return {
    name: record.name,
    description: record.description,
    keywords: record.keywords ?? [],
    textTypes: codes('text-type'),
    domains: codes('domain'),
    languages: codes('language'),
    textTypeOther: record.text_type_other,
    domainOther: record.domain_other,
    languageOther: record.language_other,
    licence: record.licence_code,
    validity: validityOf(record),
    yearFrom: record.year_from,
    yearTo: record.year_to,
    contact: {
      name: record.contact_name,
      phone: record.contact_phone,
      email: record.contact_email,
    },
  };
}

function validityOf({ validity_permanent, valid_until_year }: DatasetRecord) {
  if (validity_permanent) return { permanent: true } as const;
  return valid_until_year === null ? null : { untilYear: valid_until_year };
}

/**
 * Whether somebody at the agency can take the first step; a manager who submitted the version, as a
 * provider before, cannot.
 *
 * @param managers active managers of each agency, by managersByAgency().
 */
export function hasManager(
  { agency_id, submitted_by }: DatasetRecord,
  managers: ReadonlyMap<number, readonly number[]>,
): boolean {
  return managers.get(agency_id)?.some((id) => id !== submitted_by) ?? false;
}

/** What a decision needs; `publicUntilYear` matters to the clock alone and comes with the whole record. */
export function factsOf(
  record: DatasetRecord & Partial<Pick<DatasetRecordWithTags, 'public_until_year'>>,
  agencyHasManager: boolean,
): DatasetFacts {
  return {
    state: record.state,
    version: record.version,
    hasPublicVersion: record.is_public,
    wasPublic: record.was_public,
    providerId: record.provider_user,
    submittedBy: record.submitted_by,
    submittedFrom: record.submitted_from,
    firstApprovedBy: record.first_approved_by,
    delistOn: record.delist_on,
    publicUntilYear: record.public_until_year ?? null,
    agencyHasManager,
  };
}
