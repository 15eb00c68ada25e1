/**
 * What reads alike becomes the same text: full width and half width, upper and lower case, 臺 and 台.
 * Twin of the SQL function `corpus_fold`; a test holds the two together.
 */
export function fold(words: string): string {
  const normal = NORMAL.test(words) ? words : words.normalize('NFKC');
  return normal.toLowerCase().replaceAll('臺', '台');
}

/** ASCII, common Chinese punctuation and characters, which NFKC leaves as they are: asking costs less. */
const NORMAL = /^[\u0000-\u007f\u3001-\u3017\u3400-\u9fff]*$/;
