/** PostgreSQL classes 08 (connection), 53300 (too many connections), 57P0x (shutting down). */
const SQLSTATES = /^(08\d{3}|53300|57P0[123])$/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
const MESSAGES =
  /connection terminated|timeout acquiring a connection|query read timeout|timeout expired|not queryable|server closed the connection/i;

/**
 * Whether an error says that the database cannot be reached, rather than that it refused a
 * statement. Looks through `cause` and, for addresses tried together, `errors`.
 */
export function isDatabaseFailure(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    if (SQLSTATES.test(code)) return true;
    if (NETWORK.has(code) && (syscall === 'connect' || code !== 'EPIPE')) return true;
  }
  if (MESSAGES.test(error.message)) return true;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return inner.some((item) => isDatabaseFailure(item, depth + 1));
}
