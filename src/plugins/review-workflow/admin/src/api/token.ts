import { attemptTokenRefresh } from '@strapi/strapi/admin';

/** The panel's access token, as Strapi keeps it in this browser. */
export function accessToken(): string {
  const token = /(?:^|;\s*)jwtToken=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  return decodeURIComponent(token);
}

export function authorisation(): string {
  return `Bearer ${accessToken()}`;
}

/** A request whose answer is read as it comes, which Strapi's client does not do; it renews the session once, too. */
export async function askSignedIn(url: string, init: RequestInit): Promise<Response> {
  const ask = () => fetch(url, { ...init, headers: { Authorization: authorisation() } });
  const answer = await ask();
  if (answer.status !== 401) return answer;
  await attemptTokenRefresh();
  return ask();
}
