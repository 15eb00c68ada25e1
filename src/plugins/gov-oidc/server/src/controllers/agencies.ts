import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { loadOfficer } from '../../../../../access/officer';
import { AGENCY_STATES } from '../../../../../contracts/agencies';
import { DomainError } from '../../../../../domain/errors';
import { ListQuery } from '../accounts/list-query';
import {
  addAgency,
  changeAgency,
  mergeAgency,
  restoreAgency,
  splitAgency,
} from '../agencies/change-agency';
import { listAgencies } from '../agencies/list-agencies';
import { readAgency } from '../agencies/read-agency';

type RequestContext = Context & { params: { id?: string }; request: { body?: unknown } };
type Change = (strapi: Core.Strapi, documentId: string, input: unknown) => Promise<void>;

/** The register of agencies, for platform admins alone: scope is derived from it. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const db = strapi.db.connection;

  const begin = async (ctx: RequestContext): Promise<string> => {
    ctx.set('Cache-Control', 'private, no-store');
    const user = (ctx.state as { user?: { id: number } }).user;
    if (!user) throw new DomainError('request.unauthenticated', 'unauthenticated');
    const { role } = await loadOfficer(db, user.id);
    if (role !== 'platform-admin') throw new DomainError('request.forbidden', 'forbidden');
    return ctx.params.id ?? '';
  };

  const change = (work: Change) => async (ctx: RequestContext) => {
    const id = await begin(ctx);
    await work(strapi, id, ctx.request.body);
    ctx.body = { data: await readAgency(db, id) };
  };

  return {
    /** GET /gov-oidc/agencies */
    async list(ctx: RequestContext): Promise<void> {
      await begin(ctx);
      const query = new ListQuery(ctx.query);
      const wanted = {
        q: query.text('q'),
        parent: query.text('parent', 120),
        state: query.oneOf('state', AGENCY_STATES),
        ...query.page(),
      };
      query.check();
      ctx.body = await listAgencies(db, wanted);
    },
    /** GET /gov-oidc/agencies/:id */
    async read(ctx: RequestContext): Promise<void> {
      ctx.body = { data: await readAgency(db, await begin(ctx)) };
    },
    /** POST /gov-oidc/agencies */
    async add(ctx: RequestContext): Promise<void> {
      await begin(ctx);
      const id = await addAgency(strapi, ctx.request.body);
      ctx.status = 201;
      ctx.body = { data: await readAgency(db, id) };
    },
    change: change(changeAgency),
    merge: change(mergeAgency),
    split: change(splitAgency),
    restore: change(restoreAgency),
  };
};
