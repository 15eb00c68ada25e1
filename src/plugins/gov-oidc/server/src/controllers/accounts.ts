import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { loadOfficer, type Officer } from '../../../../../access/officer';
import {
  APPLICATION_ROLES,
  APPLICATION_STATES,
  DECISIONS,
} from '../../../../../domain/accounts/application';
import { OFFICER_ROLES } from '../../../../../domain/access/roles';
import { DomainError } from '../../../../../domain/errors';
import { changeAccountRole } from '../accounts/change-role';
import { changeAccountState } from '../accounts/change-state';
import { decideOnApplication } from '../accounts/decide';
import { listAccounts } from '../accounts/list-accounts';
import { listApplications, readApplication } from '../accounts/list-applications';
import { ListQuery } from '../accounts/list-query';
import { listAgenciesWithoutManager, listLeftDatasets } from '../accounts/list-unattended';

type RequestContext = Context & { params: { id?: string }; request: { body?: unknown } };

/** The person behind the request, where the role reviews accounts at all. */
async function reviewerOf(strapi: Core.Strapi, ctx: Context): Promise<Officer> {
  const user = (ctx.state as { user?: { id: number } }).user;
  if (!user) throw new DomainError('request.unauthenticated', 'unauthenticated');
  const officer = await loadOfficer(strapi.db.connection, user.id);
  if (officer.role === 'provider') throw new DomainError('request.forbidden', 'forbidden');
  return officer;
}

function bodyOf(ctx: RequestContext): Readonly<Record<string, unknown>> {
  const body: unknown = ctx.request.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DomainError('request.invalid', 'invalid');
  }
  return body as Record<string, unknown>;
}

/** What is no id names nothing; PostgreSQL would not even take it as text. */
function idOf({ params: { id = '' } }: RequestContext): string {
  if (!/^[a-z0-9]{1,64}$/i.test(id)) throw new DomainError('accounts.not_found', 'missing');
  return id;
}

function wrong(path: string): DomainError {
  return new DomainError('request.invalid', 'invalid', {
    issues: [{ code: 'request.invalid', path }],
  });
}

function remarkOf(body: Readonly<Record<string, unknown>>): string {
  const { remark = '' } = body;
  if (remark === null) return '';
  if (typeof remark !== 'string' || /[\0\p{Surrogate}]/u.test(remark)) throw wrong('remark');
  return remark.trim();
}

/** Review and life of officers' accounts; each end point validates, calls, answers. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /gov-oidc/applications */
  async listApplications(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const query = new ListQuery(ctx.query);
    const wanted = {
      q: query.text('q'),
      state: query.oneOf('state', APPLICATION_STATES),
      role: query.oneOf('role', APPLICATION_ROLES),
      agency: query.text('agency'),
      ...query.page(),
    };
    query.check();
    ctx.body = await listApplications(strapi.db.connection, actor, wanted);
  },

  /** GET /gov-oidc/applications/:id */
  async readApplication(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const id = idOf(ctx);
    ctx.body = { data: await readApplication(strapi.db.connection, actor, id) };
  },

  /** POST /gov-oidc/applications/:id/decisions */
  async decide(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const body = bodyOf(ctx);
    const decision = DECISIONS.find((item) => item === body.decision);
    if (decision === undefined) throw wrong('decision');
    const documentId = idOf(ctx);
    const request = { actor, documentId, decision, remark: remarkOf(body), now: new Date() };
    await decideOnApplication(strapi, request);
    ctx.body = {
      data: { id: documentId, state: decision === 'approve' ? 'approved' : 'rejected' },
    };
  },

  /** GET /gov-oidc/accounts */
  async listAccounts(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const query = new ListQuery(ctx.query);
    const wanted = {
      q: query.text('q'),
      role: query.oneOf('role', OFFICER_ROLES),
      agency: query.text('agency'),
      active: query.oneOf('active', ['true', 'false']),
      ...query.page(),
    };
    query.check();
    ctx.body = await listAccounts(strapi.db.connection, actor, wanted);
  },

  /** GET /gov-oidc/agencies-without-manager */
  async listAgenciesWithoutManager(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    if (actor.role !== 'platform-admin') throw new DomainError('request.forbidden', 'forbidden');
    const query = new ListQuery(ctx.query);
    const page = query.page();
    query.check();
    ctx.body = await listAgenciesWithoutManager(strapi.db.connection, page);
  },

  /** GET /gov-oidc/left-datasets */
  async listLeftDatasets(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const query = new ListQuery(ctx.query);
    const page = query.page();
    query.check();
    ctx.body = await listLeftDatasets(strapi.db.connection, actor, page);
  },

  /** POST /gov-oidc/accounts/:id/state */
  async changeState(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const body = bodyOf(ctx);
    const { active } = body;
    if (typeof active !== 'boolean') throw wrong('active');
    const documentId = idOf(ctx);
    const remark = remarkOf(body);
    await changeAccountState(strapi, { actor, documentId, active, remark, now: new Date() });
    ctx.body = { data: { id: documentId, active } };
  },

  /** POST /gov-oidc/accounts/:id/role */
  async changeRole(ctx: RequestContext): Promise<void> {
    const actor = await reviewerOf(strapi, ctx);
    const body = bodyOf(ctx);
    const { role } = body;
    if (role !== 'platform-admin' && role !== null) throw wrong('role');
    const documentId = idOf(ctx);
    const remark = remarkOf(body);
    await changeAccountRole(strapi, { actor, documentId, role, remark, now: new Date() });
    ctx.body = { data: { id: documentId, role } };
  },
});
