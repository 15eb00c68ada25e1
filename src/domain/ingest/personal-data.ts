/** One kind of personal data: what it looks like, what proves it, and how it is shown. */
interface Kind {
  readonly code: string;
  readonly pattern: RegExp;
  readonly holds: (match: string) => boolean;
  readonly mask: (match: string) => string;
}

const digitsOf = (text: string) => Array.from(text.replace(/\D/g, ''), Number);

/** Everything but the first `head` and the last `tail` characters becomes a star. */
function stars(text: string, head: number, tail: number): string {
  const hidden = Math.max(text.length - head - tail, 0);
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(text.length - tail);
}

const LETTER_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from('ABCDEFGHJKLMNPQRSTUVXYWZIO', (letter, index) => [letter, index + 10]),
);

/** The check digit of national identity numbers, and of both forms of resident numbers. */
function hasCheckDigit(match: string): boolean {
  const number = match.toUpperCase();
  const first = LETTER_VALUES[number.charAt(0)] ?? 0;
  const second = number.charAt(1);
  const gender = /\d/.test(second) ? Number(second) : (LETTER_VALUES[second] ?? 0) % 10;
  const values = [Math.floor(first / 10), first % 10, gender, ...digitsOf(number.slice(2))];
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
  const sum = values.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
  return sum % 10 === 0;
}

/** Luhn's sum over a card number of a known issuer. */
function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length < 15 || digits.length > 16 || new Set(digits).size < 3) return false;
  if (!/^(4|5[1-5]|2[2-7]|3[457]|62)/.test(digits.join(''))) return false;
  const sum = digits.reverse().reduce((total, digit, index) => {
    const value = index % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const KINDS: readonly Kind[] = [
  {
    code: 'personal_data.national_id',
    pattern: /(?<![A-Z0-9])[A-Z][12]\d{8}(?![A-Z0-9])/gi,
    holds: hasCheckDigit,
    mask: (match) => stars(match, 1, 2),
  },
  {
    code: 'personal_data.resident_id',
    pattern: /(?<![A-Z0-9])[A-Z][A-D89]\d{8}(?![A-Z0-9])/gi,
    holds: hasCheckDigit,
    mask: (match) => stars(match, 2, 2),
  },
  {
    code: 'personal_data.mobile_phone',
    // 發文字號 (`字第 0910002989 號`) look the same and stand in every gazette.
    pattern:
      /(?<![\d.+-]|第\s{0,3})(?:\+886[- ]?9\d{2}|\(09\d{2}\)|09\d{2})[- .]?\d{3}[- .]?\d{3}(?![\d.])/g,
    holds: () => true,
    mask: (match) => stars(match, 4, 2),
  },
  {
    code: 'personal_data.phone',
    // Only written as such: a number of as many digits alone may count anything.
    pattern:
      /(?<![\d.+-])(?:\(0[2-8]\d{0,2}\) ?|(?:\+886[- ]?[2-8]\d?|0[2-8]\d{0,2})[- ])\d{3,4}[- ]?\d{3,4}(?![\d.-])/g,
    holds: (match) => [9, 10].includes(digitsOf(match.replace('+886', '0')).length),
    mask: (match) => stars(match, 4, 2),
  },
  {
    code: 'personal_data.email',
    pattern: /(?<![\w.%+-])[\w%+-][\w.%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}\.[A-Za-z]{2,24}/g,
    holds: () => true,
    mask: (match) => `${match.charAt(0)}***${match.slice(match.indexOf('@'))}`,
  },
  {
    code: 'personal_data.credit_card',
    pattern: /(?<![\d.-])\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{3,4}(?![\d.-])/g,
    holds: isCardNumber,
    mask: (match) => stars(match, 4, 4),
  },
];

export interface PersonalDataHit {
  readonly code: string;
  /** Masked: the text itself is never stored. */
  readonly sample: string;
}

/** An office's telephone stands in most of what an agency publishes: worth a look, no warning. */
export function isUsuallyPublic(code: string): boolean {
  return code === 'personal_data.phone';
}

/** Personal data in one line of text; full-width letters and digits count as the plain ones. */
export function findPersonalData(text: string): PersonalDataHit[] {
  const line = /[\uff01-\uff5e]/.test(text) ? toHalfWidth(text) : text;
  if (!/\d{3}|@/.test(line)) return [];
  return KINDS.flatMap(({ code, pattern, holds, mask }) =>
    (line.match(pattern) ?? []).filter(holds).map((match) => ({ code, sample: mask(match) })),
  );
}

function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}
