/**
 * What reads alike becomes the same text: full width and half width, upper and lower case, 臺 and 台.
 * Twin of the SQL function `corpus_fold`; a test holds the two together.
 */
export function fold(words: string): string {
  return words.normalize('NFKC').toLowerCase().replaceAll('臺', '台');
}
