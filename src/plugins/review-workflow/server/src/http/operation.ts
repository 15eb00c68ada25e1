import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { loadOfficer } from '../../../../../access/officer';
import { DomainError } from '../../../../../domain/errors';
import { pickLanguage } from '../../../../../messages';
import type { Operation } from '../services/context';

/** Koa's context as Strapi's admin authentication leaves it. */
export interface AdminContext extends Context {
  params: Record<string, string>;
  state: { user?: { id: number; roles?: readonly { code: string }[] } };
  request: Context['request'] & { body?: unknown };
}

/** The operation that a request asks for, as the signed-in officer. */
export async function readOperation(strapi: Core.Strapi, ctx: AdminContext): Promise<Operation> {
  const userId = ctx.state.user?.id;
  if (userId === undefined) throw new DomainError('request.unauthenticated', 'unauthenticated');
  const db = strapi.db.connection;
  return {
    strapi,
    db,
    officer: await loadOfficer(db, userId),
    language: pickLanguage(ctx.get('accept-language')),
    at: new Date(),
  };
}

/** The dataset's documentId of the path. */
export function datasetId(ctx: AdminContext): string {
  return ctx.params.id ?? '';
}
