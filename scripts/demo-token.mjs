// @ts-check
// Prints an access token for a demo account, got by a real login through the demo's identity
// provider: the same steps as a browser, with fetch and a cookie jar. Officers get one for the back
// office, members (member.chen) one for the public API.
//
//   npm run -s demo:token -- provider.moda
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAX_STEPS = 20;
const STATE_FILE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../.data/demo.json');

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Address of the running demo: CORPUS_URL, else what `npm start` wrote down. */
function demoUrl() {
  if (process.env.CORPUS_URL) return process.env.CORPUS_URL;
  try {
    return JSON.parse(readFileSync(STATE_FILE, 'utf8')).url;
  } catch {
    return fail('The demo is not running. Start it with: npm start');
  }
}

/** Cookies by host and port, each sent to the paths it was set for. */
class Jar {
  /** @type {Map<string, { host: string, path: string, name: string, value: string }>} */
  #cookies = new Map();

  /**
   * @param {URL} url
   * @param {Response} response
   */
  keep(url, response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (/** @type {string} */ key) =>
        attributes.find((item) => item.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
      const cookiePath = attribute('path') ?? '/';
      const key = `${url.host} ${cookiePath} ${name}`;
      const expires = attribute('expires');
      if (value === '' || (expires && new Date(expires) <= new Date())) this.#cookies.delete(key);
      else this.#cookies.set(key, { host: url.host, path: cookiePath, name, value });
    }
  }

  /** @param {URL} url */
  header(url) {
    return [...this.#cookies.values()]
      .filter((cookie) => cookie.host === url.host && url.pathname.startsWith(cookie.path))
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ');
  }

  /** @param {string} name */
  find(name) {
    return [...this.#cookies.values()].find((cookie) => cookie.name === name)?.value;
  }
}

/**
 * @param {Jar} jar
 * @param {URL} url
 * @param {RequestInit} [init]
 */
async function request(jar, url, init = {}) {
  const response = await fetch(url, {
    ...init,
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: jar.header(url), ...init.headers },
    signal: AbortSignal.timeout(30_000),
  });
  jar.keep(url, response);
  return response;
}

/**
 * The refusal page's own words.
 *
 * @param {Response} response
 */
async function refusalOf(response) {
  const html = await response.text();
  return /role="alert">([^<]*)</.exec(html)?.[1] ?? `HTTP ${response.status}`;
}

/**
 * Goes the whole way of a login as a browser, until `ended` knows the result.
 *
 * @param {{ start: URL, account: string }} login
 * @param {(jar: Jar, location: URL | null) => string | undefined} ended
 */
async function login({ start, account }, ended) {
  const jar = new Jar();
  let url = start;
  /** @type {RequestInit | undefined} */
  let init;
  for (let step = 0; step < MAX_STEPS; step++) {
    const response = await request(jar, url, init);
    init = undefined;
    const header = response.headers.get('location');
    const location = header === null ? null : new URL(header, url);
    const result = ended(jar, location);
    if (result) return result;
    if (location) {
      url = location;
    } else if (response.ok && url.pathname.startsWith('/interaction/')) {
      const body = new URLSearchParams({ account, password: account });
      init = {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      };
    } else {
      throw new Error(
        response.ok
          ? `${account} 尚無身分，請先在瀏覽器登入並提出申請。`
          : await refusalOf(response),
      );
    }
  }
  throw new Error('The login did not end.');
}

/**
 * @param {string} baseUrl
 * @param {string} account
 */
function officerToken(baseUrl, account) {
  const start = new URL('/login/start/government', baseUrl);
  return login({ start, account }, (jar) => jar.find('jwtToken'));
}

/**
 * As the public site does: a secret of its own, and the code that the browser brings back.
 *
 * @param {string} baseUrl
 * @param {string} account
 */
async function memberToken(baseUrl, account) {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const start = new URL(`/api/members/sign-in/start?challenge=${challenge}`, baseUrl);
  const code = await login({ start, account }, (_jar, location) => {
    const refusal = location?.searchParams.get('request_id') && location.searchParams.get('error');
    if (refusal) throw new Error(refusal);
    const isBack = location !== null && !location.pathname.startsWith('/api/');
    return isBack ? (location.searchParams.get('code') ?? undefined) : undefined;
  });
  const response = await fetch(new URL('/api/members/sign-in/token', baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, verifier }),
  });
  const { jwt, error } = /** @type {{ jwt?: string, error?: { message: string } }} */ (
    await response.json()
  );
  if (error) throw new Error(error.message);
  return jwt;
}

const [account] = process.argv.slice(2);
if (!account) fail('Usage: npm run -s demo:token -- ACCOUNT   (for example provider.moda)');
try {
  const tokenOf = account.startsWith('member.') ? memberToken : officerToken;
  console.log(await tokenOf(demoUrl(), account));
} catch (caught) {
  const error = /** @type {Error & { cause?: { code?: string } }} */ (caught);
  const refused = error.cause?.code === 'ECONNREFUSED';
  fail(refused ? 'The demo is not running. Start it with: npm start' : error.message);
}
