/**
 * Takes out of a text what a log must not keep: query strings, tokens, passwords, e-mail addresses.
 * Pure. Applied to every line, whoever wrote it.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a connection string
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]*@/gi, '$1***@'],
  // Authorization headers and anything that looks like a signed token
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***'],
  // query strings of addresses and paths
  [/((?:https?:\/\/|\/)[^\s?"'<>]*)\?[^\s"'<>]*/g, '$1?***'],
  [/\b((?:password|passwd|secret|token)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, '$1***'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '***@***'],
];

/** Each rule needs one of these: words alone are looked at once. */
const SUSPECT = /[:=?@.\s]/;

export function redact(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return RULES.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
}
