/** Longest searched text; more characters than any title has. */
export const MAX_SEARCH_LENGTH = 200;

/** The words of a folded search text; blanks separate them, and all of them must occur. */
export function wordsOf(folded: string): string[] {
  return [...new Set(folded.split(/\s+/).filter((word) => word !== ''))].slice(0, 10);
}

/** Every pair of neighbouring characters of a word, by code point. */
export function gramsOf(word: string): string[] {
  const letters = [...word];
  return [...new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))];
}

/**
 * A condition on `d` (corpus_datasets): all words occur in the search text. The pairs find the
 * candidates by index; a word of three characters or more is then looked for as it stands.
 *
 * @param words Folded text as typed (see fold.ts).
 * @param add Adds a parameter to the statement, answers its place holder.
 */
export function searchCondition(words: string, add: (value: unknown) => string): string {
  const list = wordsOf(words.slice(0, MAX_SEARCH_LENGTH));
  const grams = [...new Set(list.flatMap(gramsOf))];
  const conditions = list
    .filter((word) => [...word].length !== 2)
    .map((word) => `d.search_text like ${add(`%${escapeLike(word)}%`)}::text`);
  if (grams.length > 0) conditions.unshift(`d.grams @@ ${add(tsquery(grams))}::tsquery`);
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Lexemes taken literally, all required. */
export function tsquery(lexemes: readonly string[]): string {
  return lexemes
    .map((lexeme) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`)
    .join(' & ');
}
