import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';

const LINKS = ['parent', 'successor'] as const;
const AGENCY = 'api::agency.agency';

/**
 * The Document Service takes the links between agencies, which are columns and not link tables,
 * as row ids only, and fails on what the content-manager sends. This turns every form that Strapi
 * documents (documentId, `{ connect }`, `{ set }`, `{ disconnect }`, null) into a row id.
 *
 * @param data Fields of an agency to be created or updated; changed in place.
 * @throws {DomainError} request.invalid (422) where there is no such agency.
 */
export async function resolveAgencyLinks(
  strapi: Core.Strapi,
  data: Record<string, unknown>,
): Promise<void> {
  for (const field of LINKS) {
    if (!(field in data)) continue;
    const wanted = wantedOf(data[field]);
    if (wanted === undefined) Reflect.deleteProperty(data, field);
    else data[field] = wanted === null ? null : await rowId(strapi, field, wanted);
  }
}

interface Reference {
  readonly id?: unknown;
  readonly documentId?: unknown;
}

/** The one agency that is meant: null for none, undefined where the link shall stay as it is. */
function wantedOf(value: unknown): Reference | null | undefined {
  if (value === null) return null;
  if (typeof value === 'number') return { id: value };
  if (typeof value === 'string') return { documentId: value };
  if (Array.isArray(value)) return value.length === 0 ? null : wantedOf(value.at(-1));
  const { connect, set, disconnect, ...reference } = value as Record<string, unknown>;
  if ('id' in reference || 'documentId' in reference) return reference;
  if (set !== undefined) return wantedOf(set);
  if (isFilled(connect)) return wantedOf(connect);
  return isFilled(disconnect) ? null : undefined;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

async function rowId(
  strapi: Core.Strapi,
  path: string,
  { id, documentId }: Reference,
): Promise<number> {
  const where = typeof documentId === 'string' ? { documentId } : { id: Number(id) };
  const found = (await strapi.db.query(AGENCY).findOne({ where, select: ['id'] })) as {
    id: number;
  } | null;
  if (!found) throw new DomainError('request.invalid', 'invalid', { path });
  return found.id;
}
