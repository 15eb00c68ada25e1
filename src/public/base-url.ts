import type { Core } from '@strapi/strapi';

/** The service's own public address, without a slash at its end: PUBLIC_URL, else where it listens. */
export function baseUrl(strapi: Core.Strapi): string {
  const configured = strapi.config.get<string>('server.url', '');
  if (/^https?:\/\//.test(configured)) return configured.replace(/\/+$/, '');
  const host = strapi.config.get<string>('server.host', '127.0.0.1');
  return `http://${host}:${String(strapi.config.get<number>('server.port', 1337))}`;
}
