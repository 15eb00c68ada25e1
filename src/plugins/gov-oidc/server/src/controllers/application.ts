import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isApplicationRole } from '../../../../../domain/accounts/application';
import { parseApplication } from '../../../../../domain/accounts/parse-application';
import { DomainError } from '../../../../../domain/errors';
import { apply } from '../accounts/apply';
import { viewApplication } from '../accounts/application-view';
import { formOf, requireOwnForm } from '../http/form';
import { applicationPage, type ApplicationView } from '../pages/application-page';
import { readReader } from '../pages/reader';
import { runtimeOf } from '../runtime';
import { forgetForm, keepForm, readKeptForm, sealApplicant } from '../sign-in/kept-form';
import { sendPage, withRefusalPage } from '../sign-in/respond';
import { readSignInCookie } from '../sign-in/sign-in-cookie';
import type { SignIn } from '../store/sign-ins';
import { findAgency } from '../store/agencies';
import { findOfficer, type Officer } from '../store/officers';

interface Present {
  readonly signIn: SignIn;
  readonly officer: Officer;
}

/** The officer who signed in with this browser; null where nobody did. */
export async function presentOfficer(strapi: Core.Strapi, ctx: Context): Promise<Present | null> {
  const handle = readSignInCookie(ctx);
  if (handle === null) return null;
  const signIn = await runtimeOf(strapi).signIns.find(handle, new Date());
  if (signIn?.officerId == null) return null;
  const officer = await findOfficer(strapi.db.connection, signIn.officerId);
  if (officer === null) return null;
  if (!officer.active) throw new DomainError('accounts.disabled', 'forbidden');
  return { signIn, officer };
}

async function show(
  strapi: Core.Strapi,
  ctx: Context,
  officer: Officer,
  view: ApplicationView,
): Promise<void> {
  const { agencyId, name, account } = officer;
  const agency = agencyId === null ? null : await findAgency(strapi.db.connection, agencyId);
  const sealed = sealApplicant(strapi, officer.id);
  const applicant = { name, account, agency: agency?.name ?? '', sealed };
  const { help } = runtimeOf(strapi).settings;
  sendPage(ctx, applicationPage(readReader(ctx), { applicant, view, help }));
}

function componentOf(strapi: Core.Strapi): string | null {
  const { certificates } = runtimeOf(strapi);
  return certificates && new URL(certificates.cardPath, certificates.cardComponent).href;
}

/** The page 選擇申請身分. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /login/application */
  async show(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      const present = await presentOfficer(strapi, ctx);
      if (present === null) {
        ctx.redirect('/login');
        return;
      }
      const view = await viewApplication(strapi.db.connection, present.officer, {
        change: ctx.query.change !== undefined,
        component: componentOf(strapi),
        enter: `/login/start/${present.signIn.unitType}`,
        kept: readKeptForm(strapi, ctx, present.officer.id),
      });
      await show(strapi, ctx, present.officer, view);
    });
  },

  /** POST /login/application */
  async send(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      requireOwnForm(ctx, runtimeOf(strapi).settings.publicUrl);
      const present = await presentOfficer(strapi, ctx);
      const form = formOf(ctx);
      if (present === null) {
        const code = keepForm(strapi, ctx, form) ? 'accounts.form_kept' : 'accounts.flow_missing';
        throw new DomainError(code, 'forbidden');
      }
      try {
        await apply(strapi, present.officer.id, parseApplication(form), new Date());
      } catch (error) {
        if (!(error instanceof DomainError) || error.issues.length === 0) throw error;
        ctx.status = 422;
        const email = typeof form.email === 'string' ? form.email : '';
        const role = isApplicationRole(form.role) ? form.role : null;
        const { issues } = error;
        await show(strapi, ctx, present.officer, {
          kind: 'form',
          email,
          role,
          issues,
          refusedFor: null,
          restored: false,
        });
        return;
      }
      forgetForm(strapi, ctx);
      ctx.status = 303;
      ctx.redirect('/login/application');
    });
  },
});
