/** The log of requests is mounted before all of these, in src/service. */
export default [
  'strapi::errors',
  'global::domain-errors',
  'strapi::security',
  'strapi::cors',
  'strapi::query',
  // Multipart is read by its own routes, after authentication, and nowhere else.
  { name: 'strapi::body', config: { multipart: false, jsonLimit: '2mb' } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
