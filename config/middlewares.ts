/** The log of requests is mounted before all of these, in src/service. */
export default [
  'strapi::errors',
  'global::domain-errors',
  'strapi::security',
  'strapi::cors',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
