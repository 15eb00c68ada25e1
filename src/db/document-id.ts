import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789`;

/** A new documentId in Strapi's form: 24 lower-case letters and digits, a letter first (cuid2). */
export function newDocumentId(): string {
  const rest = Array.from({ length: 23 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${LETTERS[randomInt(LETTERS.length)] ?? 'a'}${rest}`;
}
