import type { Context, Middleware, Next } from 'koa';
import { page } from './pages';

/**
 * A page in the place of the public site, at `/site`: it signs a member in as a site does it. The
 * secret stays in the browser's session storage; the address holds a code that is worth nothing
 * without it.
 */
export function memberSite(corpusUrl: string): Middleware {
  return async (ctx: Context, next: Next) => {
    if (ctx.path === '/site.js') {
      ctx.type = 'application/javascript';
      ctx.body = script(corpusUrl);
    } else if (ctx.path === '/site') {
      ctx.set('Cache-Control', 'no-store');
      ctx.type = 'html';
      ctx.body = SITE_PAGE;
    } else {
      await next();
    }
  };
}

const SITE_PAGE = page(
  '示範前臺：會員登入',
  `<h1>示範前臺：會員登入</h1>
<p class="hint">前臺網站的示範頁，帳號即密碼，例如 member.chen。<br>
Stand-in for the public site; sign in as member.chen.</p>
<p id="status" role="status"></p>
<button id="sign-in" type="button">會員登入 Sign in</button>
<button id="sign-out" type="button" hidden>登出 Sign out</button>
<script src="/site.js" defer></script>`,
);

const script = (corpusUrl: string) => `'use strict';
const api = ${JSON.stringify(`${corpusUrl}/api`)};
const status = document.getElementById('status');
const [signIn, signOut] = ['sign-in', 'sign-out'].map((id) => document.getElementById(id));
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
let session = null;

async function post(path, body, headers = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const answer = await (await fetch(api + path, init)).json();
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}

signIn.addEventListener('click', async () => {
  const [verifier, state] = [random(), random()];
  sessionStorage.setItem('sign-in', JSON.stringify({ verifier, state }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const challenge = base64url(new Uint8Array(digest));
  location.assign(api + '/members/sign-in/start?' + new URLSearchParams({ challenge, state }));
});

signOut.addEventListener('click', async () => {
  await post('/auth/logout', { refreshToken: session.refreshToken }, { authorization: 'Bearer ' + session.jwt });
  location.assign(api + '/members/sign-in/sign-out');
});

async function comeBack() {
  const back = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  const kept = JSON.parse(sessionStorage.getItem('sign-in') ?? 'null');
  sessionStorage.removeItem('sign-in');
  if (back.get('error')) throw new Error(back.get('error') + ' (' + back.get('request_id') + ')');
  if (!back.get('code') || !kept || kept.state !== back.get('state')) return;
  session = await post('/members/sign-in/token', { code: back.get('code'), verifier: kept.verifier });
  status.textContent = '您好，' + session.user.username + '（' + session.user.email + '）';
  signIn.hidden = true;
  signOut.hidden = false;
}

comeBack().catch((error) => { status.textContent = error.message; });
`;
