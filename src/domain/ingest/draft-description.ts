import type { Lexicon } from './draft-keywords';
import { describeTable } from './draft-table';
import type { Body } from './draft-text';

/** Longest description drafted, in characters. */
const MAX_DESCRIPTION = 400;
const SENTENCE = { shortest: 18, longest: 110 };
const NAMES_SHOWN = 4;

/** How the documents of an administration are called. */
const DOCUMENT =
  '(?:法|條例|辦法|規程|規則|細則|要點|準則|標準|通則|綱要|計畫|報告|指引|手冊|公約)';
const TITLE_LINE = new RegExp(`^\\p{Script=Han}[\\p{Script=Han}、（）]{2,38}${DOCUMENT}$`, 'u');
const QUOTED_TITLE = new RegExp(`「([^「」]{3,40}${DOCUMENT})」`, 'gu');
/** 為規範…，特制定本法。 */
const PURPOSE =
  /^為([^。]{8,150}?)，(?:特|爰|並)?(?:依[^，。]{2,40})?(?:制定|訂定)本\p{Script=Han}{1,4}/u;

/** One to three sentences: what there is, what it is for or says, and about what. */
export function describe(
  bodies: readonly Body[],
  terms: readonly string[],
  lexicon: Lexicon,
): string {
  const [only] = bodies;
  const what = bodies.length === 1 && only ? contentOf(only, terms, lexicon) : filesOf(bodies);
  const said = [what, ...bodies.map(({ title }) => title)].join('\n');
  const isTable = bodies.every(({ table }) => table !== null);
  const topics = isTable ? [] : terms.filter((term) => !said.includes(term)).slice(0, 5);
  const about = topics.length < 2 ? '' : `主題涵蓋${topics.join('、')}等。`;
  return fit(what + about) || `內容為${only?.title ?? ''}。`;
}

function filesOf(bodies: readonly Body[]): string {
  const titles = [...new Set(bodies.map(({ title }) => title))];
  const named = titles.slice(0, NAMES_SHOWN).map((title) => `「${title}」`);
  return `收錄 ${bodies.length} 份檔案，包括${named.join('、')}${titles.length > NAMES_SHOWN ? '等' : ''}。`;
}

function contentOf(body: Body, terms: readonly string[], lexicon: Lexicon): string {
  if (body.table !== null) return describeTable(body.table);
  const sentences = sentencesOf(body.lines);
  const titles = titlesOf(body);
  if (titles.length >= 3) {
    const named = titles.slice(0, NAMES_SHOWN).map((title) => `「${title}」`);
    return `收錄${named.join('、')}等 ${titles.length} 項法規或文件的內容。`;
  }
  const purpose = sentences.slice(0, 80).map((sentence) => PURPOSE.exec(sentence)?.[1]);
  const found = purpose.find((one) => one !== undefined);
  if (found !== undefined) return `旨在${found}。`;
  return richest(sentences, terms, lexicon);
}

/** Titles of the documents inside, the most frequent first; the file's own is none of them. */
function titlesOf(body: Body): string[] {
  const counts = new Map<string, number>();
  for (const line of body.lines) {
    const found = [...line.matchAll(QUOTED_TITLE)].map(([, title = '']) => title);
    if (TITLE_LINE.test(line)) found.push(line);
    for (const title of found) {
      if (title !== body.title && !/^(本|該|前|各|依|其|第)/.test(title)) {
        counts.set(title, (counts.get(title) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([title]) => title);
}

/** The sentence that is richest in the text's own terms. */
function richest(sentences: readonly string[], terms: readonly string[], lexicon: Lexicon): string {
  const top = new Set(terms.slice(0, 40));
  const score = (sentence: string, index: number) => {
    const found = new Set(
      lexicon
        .cut(sentence)
        .map(({ text }) => text)
        .filter((w) => top.has(w)),
    );
    const whole = [...top].filter((term) => sentence.includes(term)).length;
    return (found.size + whole) / Math.sqrt(sentence.length) - index / 300;
  };
  const ranked = sentences
    .map((sentence, index) => ({ sentence, score: score(sentence, index) }))
    .sort((a, b) => b.score - a.score);
  return ranked[0]?.sentence ?? '';
}

/** Whole sentences of running text: no table rows, no list items, none that leans on another. */
function sentencesOf(lines: readonly string[]): string[] {
  const text = lines
    .slice(0, 2_000)
    .map((line) => (APART.test(line) ? '' : line))
    .join('\n')
    // A line break inside a sentence is the page's, not the author's.
    .replace(/([^\n]{20}[^。！？：；:\s])\n(?=\p{Script=Han})/gu, '$1');
  return text
    .split(/(?<=[。！？])|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[。！？]$/.test(sentence) && !LEANING.test(sentence))
    .filter((sentence) => (sentence.match(/[;；<>=]/g)?.length ?? 0) < 2)
    .filter(({ length }) => length >= SENTENCE.shortest && length <= SENTENCE.longest)
    .slice(0, 300);
}

/** Rows of tables, and the numbers of articles and chapters. */
const APART = /\t|^第[\s\d一二三四五六七八九十百之-]+[編章節條款]/;

/** A list's item, or a sentence about the one before it. */
const LEANING =
  /^([\d０-９(（]|[一二三四五六七八九十]{1,3}、|[但前其該惟此]|第[一二三四五六七八九十]+項|依前)/;

function fit(description: string): string {
  if (description.length <= MAX_DESCRIPTION) return description;
  const cut = description.slice(0, MAX_DESCRIPTION);
  return cut.slice(0, cut.lastIndexOf('。') + 1) || cut;
}
