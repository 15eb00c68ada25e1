import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { EditedKind } from '../../../../../contracts/content';
import { rows } from '../../../../../db/rows';
import { DomainError } from '../../../../../domain/errors';
import {
  readFields,
  type FieldRules,
  type FieldValues,
} from '../../../../../domain/reference/read-fields';
import { checkTogether, FIELDS, KEYS } from '../../../../../domain/reference/rules';
import { KINDS } from './kinds';

/** Space between two places, so that what is put between them needs no other to move. */
const STEP = 10;

type Input = Readonly<Record<string, unknown>>;

/**
 * @returns documentId
 * @throws {DomainError} request.invalid (422); reference.code_taken (409)
 */
export async function createContent(
  strapi: Core.Strapi,
  kind: EditedKind,
  input: unknown,
): Promise<string> {
  const rules: FieldRules = { ...KEYS[kind], ...FIELDS[kind] };
  const values = readFields(rules, input);
  checkTogether(values);
  const { table, uid } = KINDS[kind];
  const [last] = await rows<{ place: number }>(
    strapi.db.connection,
    `select coalesce(max("order"), 0) as place from ${table}`,
  );
  const data = { ...stored(kind, values), order: (last?.place ?? 0) + STEP };
  const created = await strapi.documents(uid).create({ data: data as never });
  return created.documentId;
}

/**
 * Changes a record as the editor last saw it.
 *
 * @throws {DomainError} request.not_found (404); reference.stale (409): somebody else changed it;
 *   reference.text_fixed (409); request.invalid (422)
 */
export async function updateContent(
  strapi: Core.Strapi,
  { kind, id, input }: { kind: EditedKind; id: string; input: unknown },
): Promise<void> {
  const { version, ...fields } = (input ?? {}) as Input;
  const values = readFields(FIELDS[kind], fields);
  checkTogether(values);
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await requireSeen(trx, { kind, id, version });
    await strapi
      .documents(KINDS[kind].uid)
      .update({ documentId: id, data: stored(kind, values) as never });
  });
}

/** @throws {DomainError} request.not_found (404); reference.in_use (409): to be retired instead */
export async function removeContent(
  strapi: Core.Strapi,
  kind: EditedKind,
  id: string,
): Promise<void> {
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await requireSeen(trx, { kind, id });
    await strapi.documents(KINDS[kind].uid).delete({ documentId: id });
  });
}

/** @throws {DomainError} request.not_found (404); request.invalid (422) */
export async function publishPage(strapi: Core.Strapi, id: string, input: unknown): Promise<void> {
  const { published } = (input ?? {}) as Input;
  if (typeof published !== 'boolean') {
    throw new DomainError('request.invalid', 'invalid', { path: 'published' });
  }
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await requireSeen(trx, { kind: 'pages', id });
    const pages = strapi.documents(KINDS.pages.uid);
    await (published ? pages.publish({ documentId: id }) : pages.unpublish({ documentId: id }));
  });
}

/**
 * Puts the records of one group into this order.
 *
 * @throws {DomainError} request.invalid (422); reference.order_incomplete (409): not all of them
 */
export async function orderContent(
  strapi: Core.Strapi,
  kind: EditedKind,
  input: unknown,
): Promise<void> {
  const ids = readIds((input ?? {}) as Input);
  const { table, group, where } = KINDS[kind];
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    const [answer] = await rows<{ whole: boolean }>(
      trx,
      `select coalesce(array_agg(r.document_id::text order by r.document_id::text) =
         (select array_agg(id order by id) from unnest(?::text[]) as id), false) as whole
       from ${table} r where ${where} and ${group} in
         (select ${group} from ${table} r where r.document_id = any(?::text[]))`,
      [ids, ids],
    );
    if (!answer?.whole) throw new DomainError('reference.order_incomplete', 'conflict');
    // Of a page both rows, draft and published: the order is no part of the text.
    await trx.raw(
      `update ${table} r set "order" = wanted.place * ${String(STEP)}
       from unnest(?::text[]) with ordinality as wanted(id, place)
       where r.document_id = wanted.id`,
      [ids],
    );
  });
}

const MAX_RECORDS = 1_000;

function readIds({ ids }: Input): string[] {
  const known: unknown[] = Array.isArray(ids) ? ids : [null];
  const all = known.filter((id): id is string => typeof id === 'string' && /^\w{1,40}$/.test(id));
  if (all.length !== known.length || all.length > MAX_RECORDS || new Set(all).size < all.length) {
    throw new DomainError('request.invalid', 'invalid', { path: 'ids' });
  }
  return all;
}

interface Seen {
  readonly kind: EditedKind;
  readonly id: string;
  /** As the list gave it; absent where nothing can be overwritten. */
  readonly version?: unknown;
}

/** Locks the record, so that it stays as it was seen until the transaction ends. */
async function requireSeen(trx: Knex, seen: Seen): Promise<void> {
  const { table, where } = KINDS[seen.kind];
  const [row] = await rows<{ version: string }>(
    trx,
    `select corpus_time(r.updated_at) as version from ${table} r
     where r.document_id = ? and ${where} for update`,
    [seen.id],
  );
  if (!row) throw new DomainError('request.not_found', 'missing');
  if ('version' in seen && seen.version !== row.version) {
    throw new DomainError('reference.stale', 'conflict');
  }
}

/** Under the names of Strapi's fields. */
function stored(kind: EditedKind, values: FieldValues): Input {
  if (kind !== 'licences') return values;
  const { edition, ...rest } = values;
  return { ...rest, version: edition };
}
