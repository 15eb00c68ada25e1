import type { Context, Next } from 'koa';
import { DomainError, type ErrorKind } from '../domain/errors';
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
  unavailable: 503,
};

/** A refusal in Strapi's error shape: `{ data: null, error: { status, name, message, details } }`. */
export function toErrorBody(error: DomainError, language: Language) {
  const status = STATUS[error.kind];
  return {
    data: null,
    error: {
      status,
      name: error.name,
      message: say(error.code, language, error.params),
      details: {
        code: error.code,
        ...(error.path === undefined ? {} : { path: error.path }),
        ...error.params,
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

/** Answers a DomainError thrown behind any route; everything else goes on to Strapi's own handler. */
export async function answerDomainErrors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const body = toErrorBody(error, pickLanguage(ctx.get('accept-language')));
    ctx.status = body.error.status;
    ctx.body = body;
  }
}
