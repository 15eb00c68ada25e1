/** The panel's access token, as Strapi keeps it in this browser. */
export function authorisation(): string {
  const token = /(?:^|;\s*)jwtToken=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  return `Bearer ${decodeURIComponent(token)}`;
}
