import { timingSafeEqual } from 'node:crypto';
import type { Context, Middleware, Next } from 'koa';
import type Provider from 'oidc-provider';
import { findPerson } from './claims';
import { loginPage } from './pages';

const MAX_FORM_BYTES = 8 * 1024;

async function readForm(ctx: Context): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_FORM_BYTES) ctx.throw(413);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The account is also its password. */
function isRightPassword(account: string, password: string): boolean {
  const known = findPerson(account) !== undefined;
  const [given, wanted] = [Buffer.from(password), Buffer.from(account)];
  return known && given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function signIn(provider: Provider, ctx: Context, action: string): Promise<void> {
  const form = await readForm(ctx);
  const account = (form.get('account') ?? '').trim();
  if (!isRightPassword(account, form.get('password') ?? '')) {
    ctx.status = 401;
    ctx.body = loginPage({ action, account, error: '帳號或密碼不正確，請再試一次。' });
    return;
  }
  ctx.respond = false;
  await provider.interactionFinished(
    ctx.req,
    ctx.res,
    { login: { accountId: account, remember: false } },
    { mergeWithLastSubmission: false },
  );
}

/**
 * RP-initiated logout by POST, which keeps the ID token out of addresses: OpenID providers have to
 * offer it, this one only with cookies that browsers refuse on plain http.
 */
export function signOutByPost(): Middleware {
  return async (ctx: Context, next: Next) => {
    if (ctx.method === 'POST' && ctx.path === '/session/end') {
      const form = await readForm(ctx);
      ctx.method = 'GET';
      ctx.querystring = form.toString();
    }
    await next();
  };
}

/** Serves the provider's login form at the address that `interactions.url` names. */
export function loginInteraction(provider: Provider): Middleware {
  return async (ctx: Context, next: Next) => {
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) {
      await next();
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    ctx.type = 'html';
    try {
      await provider.interactionDetails(ctx.req, ctx.res);
    } catch {
      ctx.status = 400;
      ctx.body = '<p>登入程序已逾時，請回到語料庫後臺重新登入。</p>';
      return;
    }
    if (ctx.method === 'POST') return signIn(provider, ctx, ctx.path);
    ctx.body = loginPage({ action: ctx.path });
  };
}
