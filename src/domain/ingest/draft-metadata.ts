/** Words of a language, however they are found; injected so that this stays pure. */
export interface Lexicon {
  /** Cuts a sentence into words. */
  cut(text: string): string[];
  /** Inverse document frequency: high for rare, telling words. */
  weight(word: string): number;
}

export interface MetadataDraft {
  /** 1 to 3 sentences. */
  readonly description: string;
  /** 5 to 10, where the text has that many telling words. */
  readonly keywords: readonly string[];
}

/** Longest description drafted, in characters. */
const MAX_DESCRIPTION = 400;
const KEYWORDS = 8;
const SENTENCE = { shortest: 18, longest: 110 };

/** Words of law, of forms and of grammar, which say nothing about a document. */
const STOP_WORDS = new Set(
  `規定 依法 得以 應於 前項 但書 之一 其他 以及 或者 如下 下列 各款 各項 本法 本條 本條例 條例 條文 第一 第二
  中華民國 民國 以下 以上 以內 之日 日起 不得 應當 辦理 事項 相關 有關 進行 使用 提供 包括 包含 因此 所以 如果
  可以 必須 我們 他們 這個 這些 那些 一個 一些 並且 而且 及其 其中 根據 依據 為了 對於 由於 關於 其餘 上述
  公布 施行 修正 全文 前條 同條 準用 定之 者之 於此 目前 已經 沒有 就是 不是 the and for with that this from are
  was were have has been not but you all can will shall may any such other which their its into than`.split(
    /\s+/,
  ),
);

/**
 * Drafts description and keywords from the text of a dataset's files, without any outside
 * service. Running heads, page numbers and tables of figures are left out of account.
 */
export function draftMetadata(
  files: readonly { name: string; text: string }[],
  lexicon: Lexicon,
): MetadataDraft {
  const lines = files.flatMap((file) => bodyLines(file.text));
  const scores = scoreWords(lines, lexicon);
  const keywords = chooseKeywords(scores);
  const sentences = chooseSentences(lines, scores, lexicon);
  const description = [opening(files, keywords), ...sentences].join('');
  return { description: fit(description), keywords };
}

/** Lines without running heads, page numbers and lines that hold hardly any letters. */
export function bodyLines(text: string): string[] {
  const pages = text.split('\f').map((page) => page.split('\n').map((line) => line.trim()));
  const heads = runningHeads(pages);
  return pages
    .flat()
    .filter((line) => line !== '' && !heads.has(shapeOf(line)) && !isPageNumber(line))
    .map((line) => line.replace(/<[^<>]{0,500}>|&\w{1,8};/g, ' ').trim())
    .filter((line) => (line.match(/\p{L}/gu)?.length ?? 0) >= line.length / 3);
}

/** Lines that stand at the top or bottom of at least three pages and two in five. */
function runningHeads(pages: readonly string[][]): Set<string> {
  const counts = new Map<string, number>();
  const filled = pages
    .map((page) => page.filter((line) => line !== ''))
    .filter((p) => p.length > 2);
  for (const page of filled) {
    const edges = new Set([...page.slice(0, 2), ...page.slice(-2)].map(shapeOf));
    for (const shape of edges) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const least = Math.max(3, filled.length * 0.4);
  return new Set([...counts].filter(([, count]) => count >= least).map(([shape]) => shape));
}

function shapeOf(line: string): string {
  return line.replace(/\d+/g, '#');
}

function isPageNumber(line: string): boolean {
  return /^([-–—‧.\s]*\d+[-–—‧.\s]*|第\s*\d+\s*頁.*|page\s*\d+.*|\d+\s*[/／]\s*\d+)$/i.test(line);
}

function scoreWords(lines: readonly string[], lexicon: Lexicon): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const word of lexicon.cut(line)) {
      if (isTelling(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const scores = [...counts].map(([word, count]): [string, number] => {
    const length = Math.min(word.length, 6) ** 0.5;
    return [word, count * lexicon.weight(word) * length];
  });
  return new Map(scores.sort((a, b) => b[1] - a[1]));
}

function isTelling(word: string): boolean {
  if (STOP_WORDS.has(word.toLowerCase())) return false;
  if (/^\p{Script=Han}+$/u.test(word)) {
    return word.length >= 2 && !/^[一二三四五六七八九十百千零〇第年月日條項款]+$/.test(word);
  }
  return /^\p{L}[\p{L}-]{2,}$/u.test(word);
}

/** The best words; one that is part of a better one is left out. */
function chooseKeywords(scores: Map<string, number>): string[] {
  const chosen: string[] = [];
  for (const word of scores.keys()) {
    if (chosen.some((other) => other.includes(word) || word.includes(other))) continue;
    chosen.push(word);
    if (chosen.length === KEYWORDS) break;
  }
  return chosen;
}

function opening(files: readonly { name: string }[], keywords: readonly string[]): string {
  const titles = files.map(({ name }) => name.replace(/\.[^.]+$/, '').replace(/[_\s]+/g, ' '));
  const named = titles.slice(0, 2).map((title) => `「${title}」`);
  const all = files.length > 2 ? `${named.join('、')}等 ${files.length} 份檔案` : named.join('與');
  const about = keywords.slice(0, 4).join('、');
  return about === '' ? `本資料集收錄${all}。` : `本資料集收錄${all}，內容涵蓋${about}等主題。`;
}

/** At most two sentences of the text itself, those richest in telling words, in their order. */
function chooseSentences(
  lines: readonly string[],
  scores: Map<string, number>,
  lexicon: Lexicon,
): string[] {
  const top = new Set([...scores.keys()].slice(0, 40));
  const ranked = sentencesOf(lines)
    .map((sentence, index) => {
      const words = lexicon.cut(sentence).filter((word) => top.has(word));
      // A purpose clause (為…，特…) says what a document is for.
      const purpose = /^(為|本)/.test(sentence) ? 0.6 : 0;
      const richness = new Set(words).size / Math.sqrt(sentence.length);
      return { sentence, index, words, score: richness + purpose - index / 500 };
    })
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.score - a.score);
  const [first, ...others] = ranked;
  if (!first) return [];
  const second = others.find(({ words }) => shared(first.words, words) < 0.5);
  return [first, ...(second ? [second] : [])]
    .sort((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence);
}

/** Share of the second's words that the first has too. */
function shared(first: readonly string[], second: readonly string[]): number {
  return second.filter((word) => first.includes(word)).length / second.length;
}

/** Whole sentences of running text: no table rows, no list items, none that leans on another. */
function sentencesOf(lines: readonly string[]): string[] {
  const text = lines
    .slice(0, 2_000)
    .filter(
      (line) =>
        !line.includes('\t') && !/^第[\s\d一二三四五六七八九十百之-]+[編章節條款]/.test(line),
    )
    .join('\n')
    // A line break inside a sentence is the page's, not the author's.
    .replace(/([^。！？：；:\s])\n(?=\p{Script=Han})/gu, '$1');
  return text
    .split(/(?<=[。！？])|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[。！？]$/.test(sentence) && !/^[\d(（]|^[但前其該惟]/.test(sentence))
    .filter(({ length }) => length >= SENTENCE.shortest && length <= SENTENCE.longest)
    .slice(0, 300);
}

function fit(description: string): string {
  if (description.length <= MAX_DESCRIPTION) return description;
  const cut = description.slice(0, MAX_DESCRIPTION);
  return cut.slice(0, cut.lastIndexOf('。') + 1) || cut;
}
