import type { Context, Next } from 'koa';
import { DomainError, type ErrorKind } from '../domain/errors';
import { refusalOfDatabase } from './database-refusals';
import { pickLanguage, say, type Language } from '../messages';

/** The only place that knows which status number a kind of refusal has. */
export const STATUS: Readonly<Record<ErrorKind, number>> = {
  'bad-request': 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  gone: 410,
  conflict: 409,
  'too-large': 413,
  // Of the tus protocol's checksum extension.
  'checksum-mismatch': 460,
  'too-many': 429,
  unavailable: 503,
};

/** A refusal in Strapi's error shape: `{ data: null, error: { status, name, message, details } }`. */
export function toErrorBody(error: DomainError, language: Language) {
  const status = STATUS[error.kind];
  const { code, params } = error;
  const path = error.path ?? (error.issues.length === 1 ? error.issues[0]?.path : undefined);
  return {
    data: null,
    error: {
      status,
      name: error.name,
      message: say(code, language, { path, ...params }),
      details: {
        code,
        ...(path === undefined ? {} : { path }),
        ...params,
        ...(error.issues.length === 0
          ? {}
          : {
              errors: error.issues.map(({ code, path, params }) => ({
                code,
                path,
                message: say(code, language, params),
                ...params,
              })),
            }),
      },
    },
  };
}

/**
 * Answers a DomainError thrown behind any route, and what the readers of paths and bodies refuse;
 * everything else goes on to Strapi's own handler.
 */
export async function answerDomainErrors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
    nameRefusal(ctx);
  } catch (error) {
    const refusal =
      error instanceof DomainError ? error : (refusalOfDatabase(error) ?? asUnreadable(error));
    if (!refusal) throw error;
    const body = toErrorBody(refusal, pickLanguage(ctx.get('accept-language')));
    ctx.status = body.error.status;
    ctx.body = body;
  }
}

/** Strapi's own refusals on the back office's behalf, which have neither code nor Chinese. */
const CODES: Readonly<Record<number, string>> = {
  401: 'request.unauthenticated',
  403: 'request.forbidden',
  404: 'request.not_found',
};

function nameRefusal(ctx: Context): void {
  if (ctx.status === 405 && ctx.body == null) {
    const code = 'request.method_not_allowed';
    const message = say(code, pickLanguage(ctx.get('accept-language')));
    const error = { status: 405, name: 'MethodNotAllowedError', message, details: { code } };
    ctx.body = { data: null, error };
    return;
  }
  const { error } = (ctx.body ?? {}) as { error?: { message: string; details?: object } };
  const code = CODES[ctx.status];
  if (code === undefined || !error?.details || 'code' in error.details) return;
  error.message = say(code, pickLanguage(ctx.get('accept-language')));
  error.details = { ...error.details, code };
}

/**
 * Koa's parsers and file server throw errors of their own, which Strapi would log as failures of the
 * service or repeat in their own words: a path or a body that cannot be read is the caller's.
 */
function asUnreadable(error: unknown): DomainError | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  if (!('expose' in error) && !('body' in error)) return null;
  if (error.status === 413) return new DomainError('request.too_large', 'too-large');
  const unreadable = error.status === 400 || error.status === 415;
  return unreadable ? new DomainError('request.unreadable', 'bad-request') : null;
}
