import { winston } from '@strapi/logger';
import { redact } from './redact';
import { requestContext } from './request-context';

const OWN_FIELDS = new Set(['level', 'message', 'stack', 'timestamp']);

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? value.message;
  return value === undefined ? '' : JSON.stringify(value);
}

/**
 * One JSON object a line: time (UTC), level, message, request id, further fields of the caller.
 * Texts are redacted, numbers and booleans pass.
 */
export const jsonLines = winston.format.printf((info) => {
  const requestId = requestContext.getStore()?.requestId;
  const fields: Record<string, unknown> = {
    time: new Date().toISOString(),
    level: info.level,
    ...(requestId === undefined ? {} : { requestId }),
    message: redact(text(info.stack ?? info.message)),
  };
  for (const [name, value] of Object.entries(info)) {
    if (OWN_FIELDS.has(name)) continue;
    fields[name] =
      typeof value === 'number' || typeof value === 'boolean' ? value : redact(text(value));
  }
  return JSON.stringify(fields);
});

/** Everything to standard output: whoever runs the service decides where lines go. */
export function loggerSettings(level: string) {
  return { level, format: jsonLines, transports: [new winston.transports.Console()] };
}
