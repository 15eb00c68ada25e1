import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';

/** Where the service, which listens by now, can be reached from its own machine. */
export function ownUrl(strapi: Core.Strapi): string {
  const { address, port } = strapi.server.httpServer.address() as AddressInfo;
  if (address === '::' || address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  return address.includes(':') ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
