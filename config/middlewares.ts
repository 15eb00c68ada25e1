import type { Core } from '@strapi/strapi';

/** The log of requests is mounted before all of these, in src/service. */
export default ({ env }: Core.Config.Shared.ConfigParams) => [
  'strapi::errors',
  'global::domain-errors',
  // Headers are set in src/security, before anything can answer; Strapi wants its own to be listed.
  { name: 'strapi::security', config: NO_HEADERS },
  {
    name: 'strapi::cors',
    config: {
      // Browsers of other sites read the interfaces only from the origins named here.
      origin: env.array('CORS_ORIGINS', []),
      headers: [
        ...['Accept', 'Accept-Language', 'Authorization', 'Content-Type', 'Idempotency-Key'],
        ...['If-None-Match', 'Range', 'X-Request-Id'],
      ],
      expose: [
        ...['Content-Disposition', 'Content-Range', 'Digest', 'ETag', 'Link', 'Location'],
        ...['Repr-Digest', 'Retry-After', 'X-Request-Id'],
      ],
      maxAge: 600,
      keepHeadersOnError: true,
    },
  },
  'strapi::query',
  // Multipart is read by its own routes, after authentication, and nowhere else.
  { name: 'strapi::body', config: { multipart: false, jsonLimit: '2mb' } },
  'global::empty-body',
  'strapi::session',
  { name: 'strapi::favicon', config: { path: 'public/favicon.ico' } },
  'strapi::public',
];

const NO_HEADERS = {
  contentSecurityPolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  dnsPrefetchControl: false,
  frameguard: false,
  hsts: false,
  ieNoOpen: false,
  noSniff: false,
  originAgentCluster: false,
  permittedCrossDomainPolicies: false,
  referrerPolicy: false,
  xssFilter: false,
};
