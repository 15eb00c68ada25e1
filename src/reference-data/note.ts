import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { ContentAction, ContentKind } from '../contracts/content';
import { presentMeaning } from './change';

/** Longer texts stand in the trail as their length and SHA-256. */
const MAX_TEXT = 300;

type Values = Readonly<Record<string, unknown>>;

export interface NotedChange {
  readonly strapi: Core.Strapi;
  readonly kind: ContentKind;
  readonly record: string;
  readonly mark: string;
  readonly action: ContentAction;
  /** The fields that people edit; null where there was, or is, no record. */
  readonly before: Values | null;
  readonly after: Values | null;
}

/** The Strapi admin user of the present request; null for the system's own work. */
export function presentEditor(strapi: Core.Strapi): number | null {
  const { state } = (strapi.requestContext.get() ?? {}) as { state?: { user?: { id?: unknown } } };
  return typeof state?.user?.id === 'number' ? state.user.id : null;
}

/**
 * Writes what a person changed into the trail of content, in the transaction that is open. What the
 * service does by itself (what it comes with, an import) is not noted.
 */
export async function noteContent(change: NotedChange): Promise<void> {
  const { strapi, kind, record, mark } = change;
  const actor = presentEditor(strapi);
  if (actor === null) return;
  const meaning = presentMeaning();
  const details = difference(change.before ?? {}, change.after ?? {});
  const action = meaning?.action ?? change.action;
  if (action === 'changed' && Object.keys(details.after).length === 0) return;
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await trx.raw('select guard.note_content(?::jsonb)', [
      JSON.stringify({
        ...{ at: new Date().toISOString(), kind, record, mark, action, actor, details },
        reason: meaning?.reason ?? null,
      }),
    ]);
  });
}

/** The fields that differ, as they were and as they are. */
function difference(before: Values, after: Values): { before: Values; after: Values } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  const pick = (values: Values) =>
    Object.fromEntries(names.map((name) => [name, shortened(values[name])]));
  return { before: pick(before), after: pick(after) };
}

function shortened(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (value.length <= MAX_TEXT) return value;
  return { length: value.length, sha256: createHash('sha256').update(value).digest('hex') };
}
