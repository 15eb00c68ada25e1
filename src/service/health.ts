import { timingSafeEqual } from 'node:crypto';
import type { Context, Next } from 'koa';
import { registry } from './metrics';
import { askReadiness, type ReadinessCheck } from './readiness';

/**
 * /livez: the process answers (nothing else is asked, so that a database outage restarts nobody).
 * /readyz: whether requests should come here, and why not. /metrics: Prometheus, for METRICS_TOKEN;
 * where none is set, for everybody in the demo, and in production not there at all.
 */
export function healthRoutes(
  checks: Readonly<Record<string, ReadinessCheck>>,
): (ctx: Context, next: Next) => Promise<void> {
  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    '/livez': (ctx) => {
      ctx.body = { alive: true };
    },
    '/readyz': async (ctx) => {
      const readiness = await askReadiness(checks);
      ctx.status = readiness.ready ? 200 : 503;
      ctx.body = readiness;
    },
    '/metrics': async (ctx) => {
      if (!mayReadMetrics(ctx.get('authorization'))) {
        ctx.status = 401;
        ctx.set('WWW-Authenticate', 'Bearer');
        ctx.body = '';
        return;
      }
      ctx.type = registry.contentType;
      ctx.body = await registry.metrics();
    },
  };
  return (ctx: Context, next: Next) => {
    if (ctx.path === '/metrics' && !hasMetrics()) return next();
    const answer = ctx.method === 'GET' || ctx.method === 'HEAD' ? routes[ctx.path] : undefined;
    if (answer === undefined) return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    return Promise.resolve(answer(ctx));
  };
}

const metricsToken = (): string => process.env['METRICS_TOKEN'] ?? '';
const hasMetrics = (): boolean => metricsToken() !== '' || process.env['NODE_ENV'] !== 'production';

function mayReadMetrics(authorization: string): boolean {
  if (metricsToken() === '') return true;
  const [given, wanted] = [authorization, `Bearer ${metricsToken()}`].map((text) =>
    Buffer.from(text),
  );
  if (!given || !wanted) return false;
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
