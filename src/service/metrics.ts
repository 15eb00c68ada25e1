import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'corpus_' });

/** Few label values on purpose: an area of the service, never a path. */
export const requestSeconds = new Histogram({
  name: 'corpus_http_request_duration_seconds',
  help: 'Time from the first byte of a request to the end of its answer.',
  labelNames: ['method', 'area', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [registry],
});

export const requestsInFlight = new Gauge({
  name: 'corpus_http_requests_in_flight',
  help: 'Requests being answered now.',
  registers: [registry],
});

export const databaseUp = new Gauge({
  name: 'corpus_database_up',
  help: '1 while the database answers, 0 while it does not.',
  registers: [registry],
});

const AREAS = ['api', 'graphql', 'admin', 'review-workflow', 'gov-oidc', 'content-manager'];

/** The first part of the path, where it is one of ours. */
export function areaOf(path: string): string {
  const first = path.split('/', 2)[1] ?? '';
  return AREAS.includes(first) ? first : 'other';
}
