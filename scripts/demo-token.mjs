// @ts-check
// Prints an admin access token for a demo account, got by a real login through the demo's
// identity provider: the same steps as a browser, with fetch and two cookie jars.
//
//   npm run -s demo:token -- provider.moda
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
 * Goes the whole way of a login and returns the panel's access token.
 *
 * @param {string} baseUrl
 * @param {string} account
 */
async function login(baseUrl, account) {
  const jar = new Jar();
  let url = new URL('/login/start/government', baseUrl);
  /** @type {RequestInit | undefined} */
  let init;
  for (let step = 0; step < MAX_STEPS; step++) {
    const response = await request(jar, url, init);
    init = undefined;
    const token = jar.find('jwtToken');
    if (token) return token;
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url);
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

const [account] = process.argv.slice(2);
if (!account) fail('Usage: npm run -s demo:token -- ACCOUNT   (for example provider.moda)');
try {
  console.log(await login(demoUrl(), account));
} catch (caught) {
  const error = /** @type {Error & { cause?: { code?: string } }} */ (caught);
  const refused = error.cause?.code === 'ECONNREFUSED';
  fail(refused ? 'The demo is not running. Start it with: npm start' : error.message);
}
