const MAX_EMAIL = 254;

/** An address as mail servers take it; no display name, no comment, no line break. */
const EMAIL_PATTERN =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

export function isEmail(text: string): boolean {
  return text.length <= MAX_EMAIL && EMAIL_PATTERN.test(text) && !text.includes('..');
}
