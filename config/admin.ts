import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  autoOpen: false,
  // An instance for the public API alone needs no panel, and no build of it.
  serveAdminPanel: env.bool('SERVE_ADMIN_PANEL', true),
  auth: {
    secret: env('ADMIN_JWT_SECRET'),
    sessions: {
      accessTokenLifespan: env.int('ADMIN_ACCESS_TOKEN_SECONDS', 30 * 60),
      idleSessionLifespan: env.int('ADMIN_IDLE_SECONDS', 2 * 60 * 60),
      maxSessionLifespan: env.int('ADMIN_SESSION_SECONDS', 12 * 60 * 60),
      idleRefreshTokenLifespan: env.int('ADMIN_IDLE_SECONDS', 2 * 60 * 60),
      maxRefreshTokenLifespan: env.int('ADMIN_SESSION_SECONDS', 12 * 60 * 60),
    },
  },
  apiToken: { salt: env('API_TOKEN_SALT'), secrets: { encryptionKey: env('ENCRYPTION_KEY') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } },
  flags: { nps: false, promoteEE: false },
  notifications: { releases: false },
});
