import path from 'node:path';
import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  'review-workflow': {
    enabled: true,
    resolve: path.join(__dirname, '../src/plugins/review-workflow'),
  },
  'gov-oidc': {
    enabled: true,
    resolve: path.join(__dirname, '../src/plugins/gov-oidc'),
  },
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  graphql: {
    config: { endpoint: '/graphql', landingPage: false, depthLimit: 6, amountLimit: 100 },
  },
  email: {
    config: {
      provider: 'nodemailer',
      providerOptions: {
        host: env('SMTP_HOST', '127.0.0.1'),
        port: env.int('SMTP_PORT', 1025),
        secure: env.bool('SMTP_SECURE', false),
        ...(env('SMTP_USER')
          ? { auth: { user: env('SMTP_USER'), pass: env('SMTP_PASSWORD') } }
          : {}),
      },
      settings: {
        defaultFrom: env('MAIL_FROM', 'tsaitc@moda.gov.tw'),
        defaultReplyTo: env('MAIL_REPLY_TO', 'tsaitc@moda.gov.tw'),
      },
    },
  },
});
