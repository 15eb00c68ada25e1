import { Converter } from 'opencc-js';

const toTraditional = Converter({ from: 'cn', to: 't' });
const toSimplified = Converter({ from: 't', to: 'cn' });

/** Characters that Taiwan writes, too, in one of their meanings. */
const ALSO_TRADITIONAL = new Set(
  '后里台干只面系范余谷丑斗云制松表复向征志并采群家游占布周托吃台欲致准卷注岳',
);

/** The characters of a text that only Simplified Chinese has. */
export function simplifiedIn(text: string): string[] {
  const found = [...text].filter(
    (character) =>
      /\p{Script=Han}/u.test(character) &&
      !ALSO_TRADITIONAL.has(character) &&
      toTraditional(character) !== character &&
      toSimplified(character) === character,
  );
  return [...new Set(found)];
}
