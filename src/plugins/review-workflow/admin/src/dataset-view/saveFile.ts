import { getFetchClient } from '@strapi/strapi/admin';
import { accessToken, askSignedIn } from '../api/token';

/**
 * Gives a small file that only signed-in officers may read to the browser to save.
 *
 * @throws what Strapi's fetch client throws
 */
export async function saveFile(url: string, name: string): Promise<void> {
  const { data } = await getFetchClient().get<Blob>(url, { responseType: 'blob' });
  const address = URL.createObjectURL(data);
  save(address, name);
  URL.revokeObjectURL(address);
}

/** How long the browser may take to ask for it. */
const SECONDS = 60;

/**
 * Lets the browser itself save a file of any size, which it writes to the disk as it comes. It takes
 * no header along: the token goes in a cookie for this one address.
 *
 * @throws what Strapi's fetch client throws
 */
export async function saveLargeFile(url: string, name: string): Promise<void> {
  const answer = await askSignedIn(url, { method: 'HEAD' });
  // The same again, for the reason, which an answer without a body does not give.
  if (!answer.ok) await getFetchClient().get(url);
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  const token = encodeURIComponent(accessToken());
  document.cookie = `corpus_download=${token}; path=${url}; max-age=${SECONDS}; samesite=strict${secure}`;
  save(url, name);
}

function save(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
