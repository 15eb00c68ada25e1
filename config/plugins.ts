import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { mailFolder } from '../src/notices/mail-folder';

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  'review-workflow': {
    enabled: true,
    resolve: path.join(__dirname, '../src/plugins/review-workflow'),
  },
  'gov-oidc': {
    enabled: true,
    resolve: path.join(__dirname, '../src/plugins/gov-oidc'),
  },
  'users-permissions': {
    config: {
      jwtSecret: env('JWT_SECRET'),
      // Members: short access tokens, refresh tokens that can be revoked.
      jwtManagement: 'refresh',
      sessions: { accessTokenLifespan: env.int('MEMBER_ACCESS_TOKEN_SECONDS', 30 * 60) },
    },
  },
  graphql: {
    // The schema is written out in src/graphql; Apollo's own settings are set there, too.
    config: {
      endpoint: '/graphql',
      shadowCRUD: false,
      landingPage: false,
      depthLimit: 6,
      defaultLimit: 25,
      maxLimit: 100,
      generateArtifacts: false,
    },
  },
  email: {
    config: {
      provider: 'nodemailer',
      providerOptions: mailTransport(env),
      settings: {
        defaultFrom: env('MAIL_FROM', 'tsaitc@moda.gov.tw'),
        defaultReplyTo: env('MAIL_REPLY_TO', 'tsaitc@moda.gov.tw'),
      },
    },
  },
});

type Env = Core.Config.Shared.ConfigParams['env'];

/** Without SMTP_HOST, mail is written to .eml files; in production it waits for a mail server. */
function mailTransport(env: Env) {
  if (!env('SMTP_HOST') && env('NODE_ENV') !== 'production') {
    return mailFolder(env('MAIL_FOLDER', '.data/mail'));
  }
  return {
    host: env('SMTP_HOST', '127.0.0.1'),
    port: env.int('SMTP_PORT', 25),
    secure: env.bool('SMTP_SECURE', false),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...(env('SMTP_USER') ? { auth: { user: env('SMTP_USER'), pass: env('SMTP_PASSWORD') } } : {}),
  };
}
