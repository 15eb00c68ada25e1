import { randomBytes } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import type { ApplicationForm } from '../../domain/grants/read-application';
import { taipeiDay } from '../../domain/time/taipei';
import { addWorkingDays } from '../../domain/time/working-days';
import type { Database } from '../database';
import type { Evidence } from './receive';
import { signReceipt } from './receipt';

/** Working days within which an applicant is to have an answer. */
const GOAL_DAYS = 7;
/** Applications of one member that may wait at once. */
const MAX_WAITING = 20;

/** An application as its applicant and the reviewers see it. */
export const VIEW = `json_build_object(
  'documentId', a.document_id, 'state', a.state, 'purpose', a.purpose, 'benefit', a.benefit,
  'datasets', case when a.datasets is null then null else to_json(a.datasets) end,
  'all', a.datasets is null,
  'licence', json_build_object('code', a.licence_code, 'version', a.licence_version, 'textHash', a.licence_hash),
  'evidence', json_build_object('name', a.evidence_name, 'bytes', a.evidence_bytes, 'sha256', a.evidence_sha256),
  'receipt', a.receipt, 'createdAt', corpus_time(a.created_at at time zone 'UTC'), 'dueOn', a.due_on,
  'decidedAt', corpus_time(a.decided_at at time zone 'UTC'), 'reason', a.reason,
  'grantedUntil', a.granted_until, 'renews', a.renews,
  'active', a.state = 'approved' and a.granted_until >= (now() at time zone 'Asia/Taipei')::date)`;

/**
 * Stores an application with the receipt of the licence's acceptance.
 *
 * @param application.evidence the supporting PDF; a renewal without one refers to the earlier one
 * @throws DomainError access.licence_changed (409): the licence shown is not the present one;
 *   access.renewal_waiting (409); access.dataset_not_restricted, access.evidence_required,
 *   access.renewal_unknown (422); access.too_many_waiting (429)
 */
export async function storeApplication(
  database: Database,
  application: { memberId: number; form: ApplicationForm; evidence: Evidence | null; at: Date },
): Promise<string> {
  const { memberId, at } = application;
  const { form, evidence } = await completed(database, application);
  await requireLicence(database, form.licence);
  // What is renewed was checked when it was granted; it may have been delisted since.
  if (form.renews === null) await requireDatasets(database, form);
  await requireRoom(database, memberId);
  const documentId = randomBytes(12).toString('hex');
  const { code, version } = form.licence;
  const textHash = form.licence.textHash === '' ? null : form.licence.textHash;
  const receipt = await signReceipt({
    application: documentId,
    member: memberId,
    licence: { code, version, textHash },
    datasets: form.datasets ?? 'all',
    evidenceSha256: evidence.sha256,
    acceptedAt: at.toISOString(),
  });
  const [row] = await database.query<{ body: string }>(
    `insert into corpus_access_applications as a (document_id, member_id, purpose, benefit, datasets,
       licence_code, licence_version, licence_hash, evidence_key, evidence_name, evidence_bytes,
       evidence_sha256, receipt, created_at, due_on, renews)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (renews) where state = 'waiting' do nothing
     returning (${VIEW})::text as body`,
    [
      ...[documentId, memberId, form.purpose, form.benefit, form.datasets, code, version, textHash],
      ...[evidence.key, evidence.name, evidence.bytes, evidence.sha256, receipt, at.toISOString()],
      ...[addWorkingDays(taipeiDay(at), GOAL_DAYS), form.renews],
    ],
  );
  if (!row) throw new DomainError('access.renewal_waiting', 'conflict', { path: 'renews' });
  return row.body;
}

/** The form with what a renewal takes over from the application that it renews. */
async function completed(
  database: Database,
  {
    memberId,
    form,
    evidence,
  }: { memberId: number; form: ApplicationForm; evidence: Evidence | null },
): Promise<{ form: ApplicationForm; evidence: Evidence }> {
  const earlier =
    form.renews === null ? null : await requireEarlier(database, memberId, form.renews);
  const proof = evidence ?? earlier?.evidence;
  if (!proof) throw new DomainError('access.evidence_required', 'invalid', { path: 'evidence' });
  return { form: earlier ? { ...form, datasets: earlier.datasets } : form, evidence: proof };
}

interface Earlier {
  readonly datasets: readonly string[] | null;
  readonly evidence: Evidence;
}

/** A member's own application that was approved, its grant running or ended. */
async function requireEarlier(
  database: Database,
  memberId: number,
  documentId: string,
): Promise<Earlier> {
  const [row] = await database.query<Earlier>(
    `select datasets, json_build_object('key', evidence_key, 'name', evidence_name,
       'bytes', evidence_bytes, 'sha256', evidence_sha256) as evidence
     from corpus_access_applications
     where document_id = $1 and member_id = $2 and state = 'approved'`,
    [documentId, memberId],
  );
  if (!row) throw new DomainError('access.renewal_unknown', 'invalid', { path: 'renews' });
  return row;
}

async function requireLicence(
  database: Database,
  given: ApplicationForm['licence'],
): Promise<void> {
  const rows = await database.query(
    `select from licences where code = $1 and version = $2 and coalesce(text_hash, '') = $3
       and not coalesce(open, false) and not coalesce(retired, false)`,
    [given.code, given.version, given.textHash],
  );
  if (rows.length === 0) {
    throw new DomainError('access.licence_changed', 'conflict', { path: 'licence' });
  }
}

async function requireDatasets(database: Database, form: ApplicationForm): Promise<void> {
  if (form.datasets === null) return;
  const rows = await database.query<{ document_id: string }>(
    `select d.document_id from corpus_datasets d join licences l on l.id = d.licence_id
     where d.document_id = any ($1::text[]) and not d.is_open and l.code = $2`,
    [form.datasets, form.licence.code],
  );
  const known = new Set(rows.map(({ document_id: id }) => id));
  const wrong = form.datasets.find((id) => !known.has(id));
  if (wrong !== undefined) {
    throw new DomainError('access.dataset_not_restricted', 'invalid', {
      path: 'datasets',
      params: { dataset: wrong },
    });
  }
}

async function requireRoom(database: Database, memberId: number): Promise<void> {
  const rows = await database.query(
    `select from corpus_access_applications where member_id = $1 and state = 'waiting' limit ${MAX_WAITING}`,
    [memberId],
  );
  if (rows.length === MAX_WAITING) {
    throw new DomainError('access.too_many_waiting', 'too-many', {
      params: { limit: MAX_WAITING },
    });
  }
}

/** A member's own applications, newest first. */
export async function listMine(database: Database, memberId: number): Promise<string[]> {
  const rows = await database.query<{ body: string }>(
    `select (${VIEW})::text as body from corpus_access_applications a
     where member_id = $1 order by id desc limit 100`,
    [memberId],
  );
  return rows.map(({ body }) => body);
}
