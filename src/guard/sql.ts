import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { possibleMoves } from '../domain/review/transitions';

/** The folder database/guard of the project, from the compiled and from the source tree alike. */
function folder(): string {
  for (let at = __dirname; at !== path.dirname(at); at = path.dirname(at)) {
    const candidate = path.join(at, 'database', 'guard');
    if (existsSync(path.join(candidate, 'attach.sql'))) return candidate;
  }
  throw new Error('database/guard is missing beside the program');
}

function read(name: string): string {
  return readFileSync(path.join(folder(), name), 'utf8');
}

/** The guard's own files, in the order of their numbers. */
export function guardSql(): string {
  return readdirSync(folder())
    .filter((name) => /^\d+-.*\.sql$/.test(name))
    .sort()
    .map(read)
    .join('\n');
}

export function attachSql(): string {
  return read('attach.sql');
}

/** Fingerprint of what an installation must hold: the SQL and the transition table. */
export function guardVersion(): string {
  return createHash('sha256')
    .update(guardSql())
    .update(JSON.stringify(possibleMoves()))
    .digest('hex');
}

export interface GuardFunction {
  readonly name: string;
  readonly body: string;
  /** Runs with the rights of the guard's owner (SECURITY DEFINER). */
  readonly definer: boolean;
}

/** The functions that an installation must hold, word for word. */
export function guardFunctions(): GuardFunction[] {
  const text = /CREATE OR REPLACE FUNCTION guard\.(\w+)(\([^]*?)AS \$\$([^]*?)\$\$;/g;
  return [...guardSql().matchAll(text)].map(([, name = '', head = '', body = '']) => ({
    name,
    body,
    definer: head.includes('SECURITY DEFINER'),
  }));
}
