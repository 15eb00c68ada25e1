/**
 * Stops a demo part that somebody starts in production: demo accounts have public passwords and
 * the demo's certificate authority has a public key.
 *
 * @throws {Error} where NODE_ENV is `production`.
 */
export function refuseInProduction(part: string): void {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(`${part} is part of the demo and does not run with NODE_ENV=production.`);
  }
}
