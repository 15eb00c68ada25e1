import type { Core } from '@strapi/strapi';
import contentTypes from './content-types';
import { followAgencies, settleAgencies } from './accounts/settle-agencies';
import agencies from './controllers/agencies';
import accounts from './controllers/accounts';
import application from './controllers/application';
import backChannel from './controllers/back-channel';
import certificate from './controllers/certificate';
import local from './controllers/local';
import login from './controllers/login';
import signOut from './controllers/sign-out';
import { redirectToLogin } from './panel/navigation';
import { markSignOut } from './panel/signed-out-mark';
import { closePasswordDoors } from './password/close-password-doors';
import routes from './routes';
import { createRuntime } from './runtime';
import { ensureApplicationIndexes } from './store/applications';
import { ensureLockoutIndex } from './store/lockouts';
import { ensureOfficerIndex } from './store/officers';
import { ensureUsedTokenIndex } from '../../../../oidc/used-tokens';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    const { secureCookies } = createRuntime(strapi, process.env);
    const panel = strapi.config.get<string>('admin.path', '/admin');
    followAgencies(strapi);
    strapi.server.use(redirectToLogin(panel));
    strapi.server.use(markSignOut(panel.toLowerCase(), secureCookies));
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    closePasswordDoors(strapi);
    const knex = strapi.db.connection;
    await ensureOfficerIndex(knex);
    await ensureApplicationIndexes(knex);
    await ensureLockoutIndex(knex);
    await ensureUsedTokenIndex(knex);
    await settleAgencies(strapi, new Date());
  },
  contentTypes,
  controllers: {
    accounts,
    agencies,
    application,
    'back-channel': backChannel,
    certificate,
    local,
    login,
    'sign-out': signOut,
  },
  routes,
};
