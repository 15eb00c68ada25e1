import type { Core } from '@strapi/strapi';
import { sendDue, type SenderParts } from './sender';

const POLL_MS = 5_000;

let stop: (() => Promise<void>) | null = null;

/**
 * Looks into the outbox every NOTICE_POLL_MS (default 5,000; 0 switches it off, for tests and for
 * instances that shall not send). Mail that is down blocks nothing else.
 */
export function startNotices({ strapi }: { strapi: Core.Strapi }): void {
  const every = Number(process.env.NOTICE_POLL_MS ?? POLL_MS);
  if (every > 0) stop = repeat(() => sendDue(senderParts(strapi)), every, strapi);
}

/** Lets the mail under way finish; what is left waits in the outbox. */
export async function stopNotices(): Promise<void> {
  await stop?.();
  stop = null;
}

/** The sender of a running service: Strapi's e-mail plugin and the service's own address. */
export function senderParts(strapi: Core.Strapi): SenderParts {
  const from = strapi.config.get<string>('plugin::email.settings.defaultFrom', 'corpus@localhost');
  const publicUrl = strapi.config.get<string>('server.url', '');
  return {
    db: strapi.db.connection,
    send: (mail) => emailOf(strapi).send(mail),
    frame: {
      backOfficeUrl: publicUrl ? `${publicUrl.replace(/\/$/, '')}/admin` : null,
      help: {
        phone: process.env.HELP_PHONE ?? '0800-023-300',
        email: process.env.HELP_EMAIL ?? 'tsaitc@moda.gov.tw',
      },
    },
    domain: /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost',
    log: strapi.log,
  };
}

function emailOf(strapi: Core.Strapi) {
  return strapi.plugin('email').service<{ send(mail: object): Promise<unknown> }>('email');
}

function repeat(
  work: () => Promise<unknown>,
  everyMs: number,
  { log }: Core.Strapi,
): () => Promise<void> {
  let busy = false;
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work()
      .catch((error: unknown) => {
        log.warn(`notices: ${error instanceof Error ? error.message : 'failed'}`);
      })
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
