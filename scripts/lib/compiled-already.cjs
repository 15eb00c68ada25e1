// @ts-check
'use strict';
/**
 * Loaded into Strapi's build, which would compile the whole server once more before the panel:
 * ensureCompiled() has done that, and only what changed.
 */
const { createRequire } = require('node:module');

const ofStrapi = createRequire(require.resolve('@strapi/strapi'));
ofStrapi('@strapi/typescript-utils').compile = () => Promise.resolve();
