/** Longest claim that is kept, in UTF-16 units; a longer one counts as missing. */
const MAX_CLAIM_LENGTH = 255;

/** What an identity provider says under a name, trimmed; null for what cannot be kept as text. */
export function textOf(claims: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = claims[name];
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFC').trim();
  if (text === '' || text.length > MAX_CLAIM_LENGTH || hasControlCharacter(text)) return null;
  return hasLoneSurrogate(text) ? null : text;
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\u007f');
}

/** PostgreSQL stores no half of a surrogate pair. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
