import type { Context, Middleware, Next } from 'koa';

const policy = (rules: Readonly<Record<string, string>>): string =>
  Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const COMMON = { 'base-uri': "'none'", 'object-src': "'none'", 'frame-ancestors': "'self'" };

/** Answers of the interfaces, and the sign-in pages, whose style and script are files. */
const PLAIN_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'form-action': "'self'",
  ...COMMON,
});

/** The admin panel: its style library writes style elements; its scripts are all files. */
const PANEL_POLICY = policy({
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'frame-src': "'self' blob:",
  'worker-src': "'self' blob:",
  'form-action': "'self'",
  ...COMMON,
});

/** Files that somebody uploaded for the site's pages: shown in an <img>, never run. */
const UPLOAD_POLICY = "default-src 'none'; sandbox";

const ALWAYS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000',
  // The card reader's popup must keep its opener; `same-origin` would cut it.
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-DNS-Prefetch-Control': 'off',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
};

/**
 * Security headers for every answer, refusals and failures too: mounted before everything else that
 * could answer. A route may set a stricter Content-Security-Policy of its own.
 */
export function securityHeaders(): Middleware {
  return async (ctx: Context, next: Next) => {
    const area = areaOf(ctx.path);
    const headers = HEADERS[area];
    ctx.set(headers);
    try {
      await next();
    } catch (error) {
      // Koa drops all headers of a failed answer, but for those that the error carries.
      if (error instanceof Error) Object.assign(error, { headers: { ...headers } });
      throw error;
    }
    // Strapi loosens the panel's policy outside production.
    if (area === 'panel') ctx.set('Content-Security-Policy', PANEL_POLICY);
    if (area === 'back-office' && !ctx.response.get('Cache-Control')) {
      ctx.set('Cache-Control', 'no-store');
    }
  };
}

type Area = 'panel' | 'back-office' | 'uploads' | 'plain';

/** What every answer of the interfaces carries. */
export const PLAIN_HEADERS: Readonly<Record<string, string>> = {
  ...ALWAYS,
  'Content-Security-Policy': PLAIN_POLICY,
};
const HEADERS: Readonly<Record<Area, Readonly<Record<string, string>>>> = {
  plain: PLAIN_HEADERS,
  'back-office': PLAIN_HEADERS,
  panel: { ...ALWAYS, 'Content-Security-Policy': PANEL_POLICY },
  uploads: {
    ...ALWAYS,
    'Content-Security-Policy': UPLOAD_POLICY,
    'Content-Disposition': 'attachment',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  },
};

/** Which part of the service a path belongs to, read as leniently as file servers read it. */
export function areaOf(path: string): Area {
  const plain = decode(path).toLowerCase().replaceAll('\\', '/').replace(/\/+/g, '/');
  if (/\/uploads(\/|$)/.test(plain)) return 'uploads';
  if (/^\/admin(\/|$)/.test(plain)) return 'panel';
  return /^\/(review-workflow|gov-oidc|access-review|members|content-manager|upload|users-permissions)(\/|$)/.test(
    plain,
  )
    ? 'back-office'
    : 'plain';
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
