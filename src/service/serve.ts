import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { checkSecrets, describeFindings } from '../settings/secrets';
import { withBootLock } from './boot-lock';
import { drain } from './drain';
import { UnfitSettings } from './unfit-settings';

/** dist/src/service → the folder of package.json. */
const APP_DIR = path.resolve(__dirname, '../../..');

export interface ServeOptions {
  /** After everything is loaded and before the first request, under the lock of the start. */
  readonly afterLoad?: (strapi: Core.Strapi) => Promise<void>;
  /** false: jobs only, no requests. */
  readonly listen?: boolean;
}

/**
 * Runs the service until a signal ends it: SIGTERM and SIGINT drain, a second one ends at once.
 *
 * @throws {UnfitSettings} Before anything is opened, where a production's secrets are not fit for one.
 */
export async function serve(options: ServeOptions = {}): Promise<void> {
  refuseUnfitSecrets();
  const strapi = createStrapi({ appDir: APP_DIR, distDir: path.join(APP_DIR, 'dist') });
  const ending = endOnSignals(strapi);
  const { connectionString = '', ssl } = strapi.config.get<{
    connectionString?: string;
    ssl?: boolean | object;
  }>('database.connection.connection');
  await withBootLock(
    {
      databaseUrl: connectionString,
      ...(ssl === undefined ? {} : { ssl }),
      waitMs: seconds('DATABASE_WAIT_SECONDS', 60),
      say: (message) => strapi.log.info(message),
    },
    async () => {
      await strapi.load();
      await options.afterLoad?.(strapi);
    },
  );
  if (ending.begun) return;
  ending.alone();
  if (options.listen === false) {
    strapi.log.info('ready for jobs');
    return;
  }
  await strapi.listen();
  strapi.log.info('ready', {
    host: strapi.config.get('server.host'),
    port: strapi.config.get('server.port'),
  });
}

/** @throws {UnfitSettings} naming every secret that is missing, an example, or too short. */
function refuseUnfitSecrets(): void {
  if (process.env.NODE_ENV !== 'production') return;
  const findings = checkSecrets(process.env);
  if (findings.length > 0) throw new UnfitSettings(describeFindings(findings));
}

interface Ending {
  readonly begun: boolean;
  /**
   * Removes everybody else's signal handlers: Strapi's cuts requests in flight, Apollo's raises the
   * signal a second time.
   */
  alone(): void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

function endOnSignals(strapi: Core.Strapi): Ending {
  let begun = false;
  const end = (signal: NodeJS.Signals) => {
    if (begun) process.exit(1);
    begun = true;
    void stop(strapi, signal);
  };
  const alone = () => {
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal);
      process.on(signal, end);
    }
  };
  alone();
  return {
    get begun() {
      return begun;
    },
    alone,
  };
}

/** Drains, closes everything, ends the process; within 30 seconds by default. */
async function stop(strapi: Core.Strapi, signal: NodeJS.Signals): Promise<void> {
  strapi.log.info('stopping', { signal });
  const timeoutMs = seconds('DRAIN_TIMEOUT_SECONDS', 25);
  const whole = await drain({
    server: strapi.server.httpServer,
    delayMs: seconds('DRAIN_DELAY_SECONDS', 0),
    timeoutMs,
  });
  if (!whole) strapi.log.warn('requests were cut after the time to drain', { timeoutMs });
  const impatient = setTimeout(() => process.exit(1), 4_000);
  try {
    await strapi.destroy();
    clearTimeout(impatient);
    process.exit(0);
  } catch (error) {
    strapi.log.error(error instanceof Error ? error : String(error));
    process.exit(1);
  }
}

/** A setting in seconds, in milliseconds. */
function seconds(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  return (Number.isFinite(value) && value >= 0 ? value : fallback) * 1_000;
}
