/** Composed form (NFC), ends trimmed. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').trim();
}

/** For comparing two texts: no width, case, punctuation, space, or 臺/台 difference. */
export function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('臺', '台')
    .replace(/[\p{P}\p{S}\s]/gu, '');
}

/** NUL, other control characters (but tab and line ends), and lone surrogates break databases and readers. */
export function hasForbiddenCharacters(text: string): boolean {
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) || !text.isWellFormed();
}

/**
 * Whether the description says no more than the name: the name itself, once or repeated, or with
 * fewer than six characters of its own around it.
 *
 * @see product.md, The dataset: description must not merely repeat the name
 */
export function merelyRepeats(description: string, name: string): boolean {
  const said = essence(description);
  const title = essence(name);
  if (said === '' || title === '') return false;
  if (!said.includes(title)) return false;
  return said.replaceAll(title, '').length < Math.min(6, title.length);
}

/** Keywords from a list or a line: half-width and full-width commas separate; empty and repeated ones go. */
export function splitKeywords(input: readonly string[]): string[] {
  const parts = input.flatMap((item) => item.split(/[,，]/)).map(normaliseText);
  return [...new Set(parts.filter((part) => part !== ''))];
}
