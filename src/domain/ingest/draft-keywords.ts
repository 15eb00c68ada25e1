import type { Body } from './draft-text';

/** A word of a text, and whether it names something. */
export interface Word {
  readonly text: string;
  readonly noun: boolean;
}

/** Words of a language, however they are found; injected so that this stays pure. */
export interface Lexicon {
  /** Cuts a sentence into words. */
  cut(text: string): Word[];
  /** Inverse document frequency: high for rare, telling words. */
  weight(word: string): number;
}

/** Words that make up one term at most, and its length in characters. */
const LONGEST_TERM = { words: 6, characters: 10 };
/** Of a term's occurrences, this share has to stand outside of longer terms. */
const OWN_SHARE = 0.35;
/** What a file's name or a table's head says is worth this many ordinary words. */
const NAMED = 3;

/** Words of law, of forms and of grammar, which name no subject. */
const STOP_WORDS = new Set(
  `規定 依法 得以 應於 前項 但書 之一 其他 以及 或者 如下 下列 各款 各項 條例 條文 第一 第二 中華民國 民國 以下 以上
  以內 之日 日起 不得 應當 辦理 事項 相關 有關 進行 使用 提供 包括 包含 因此 所以 如果 可以 必須 我們 他們 這個 這些
  那些 一個 一些 並且 而且 及其 其中 根據 依據 為了 對於 由於 關於 其餘 上述 公布 施行 修正 全文 前條 同條 準用 定之
  者之 於此 目前 已經 沒有 就是 不是 機關 單位 人員 內容 方式 情形 資料 時間 日期 編號 總統 部長 主任 處理 訂定 制定
  發布 增訂 刪除 附件 附表 附錄 格式 期間 範圍 原則 必要 行為 問題 部分 一項 工作 條款 規範 要點 辦法 規程 準則 細則
  標準 名稱 負責人 目的 機構 上開 本人 結果 如有 文件 方法 類別 項目 備註 說明 依法辦理 法規 個人 事由 不在此限 the and for with that this from are
  was were have has been not but you all can will shall may any such other which their its into than http https www com
  org gov`.split(/\s+/),
);

/** Terms of a dataset's files, the most telling first; each file has the same say. */
export function rankTerms(bodies: readonly Body[], lexicon: Lexicon): string[] {
  const scores = new Map<string, number>();
  for (const body of bodies) {
    const own = termsOf(body, lexicon);
    const best = own[0]?.[1] ?? 1;
    for (const [term, score] of own.slice(0, 60)) {
      scores.set(term, (scores.get(term) ?? 0) + score / best);
    }
  }
  return [...scores].sort((a, b) => b[1] - a[1]).map(([term]) => term);
}

/** The best terms; one that is part of a better one is left out, unless that is an act's name. */
export function chooseKeywords(terms: readonly string[], most: number): string[] {
  const chosen: string[] = [];
  for (const term of terms) {
    const covers = (other: string) => other.includes(term) && !/[法例]$/.test(other);
    if (chosen.some((other) => covers(other) || term.includes(other))) continue;
    chosen.push(term);
    if (chosen.length === most) break;
  }
  return chosen;
}

function termsOf(body: Body, lexicon: Lexicon): [string, number][] {
  const counts = countTerms(body, lexicon);
  const inside = insideLonger(counts);
  const scores = new Map<string, number>();
  for (const [term, { count, words }] of counts) {
    if (term.length > LONGEST_TERM.characters && /^\p{Script=Han}/u.test(term)) continue;
    const own = count - (inside.get(term) ?? 0);
    if (own < count * OWN_SHARE || (words.length > 1 && count < 3)) continue;
    const weight = words.reduce((sum, word) => sum + lexicon.weight(word), 0) / words.length;
    const length = Math.min(term.length, 8) ** 0.5 * (1 + 0.4 * (words.length - 1));
    scores.set(term, own * weight * length);
  }
  promoteNamed(body, lexicon, scores);
  return [...scores].sort((a, b) => b[1] - a[1]);
}

/** What the file's name and the table's head say leads, in their order. */
function promoteNamed(body: Body, lexicon: Lexicon, scores: Map<string, number>): void {
  const best = Math.max(1, ...scores.values());
  const titles = runsOf(lexicon.cut(body.title), { whole: true }).map((run) => run.join(''));
  const named = [...new Set([...titles, ...columnsOf(body)])].filter(
    (term) => isTelling(term) && /\p{Script=Han}|^[A-Z]{2,}$/u.test(term),
  );
  for (const [index, term] of named.entries()) {
    const known = scores.get(term) ?? 0;
    const inText = known > 0 || body.lines.some((line) => line.includes(term));
    if (inText || body.table !== null) {
      scores.set(term, Math.max(known * NAMED, best / (1 + index / 4)));
    }
  }
}

/** Columns that every table has name nothing. */
function columnsOf({ table }: Body): string[] {
  return (table?.columns ?? []).filter((column) => !COMMON_COLUMNS.test(column));
}

const COMMON_COLUMNS =
  /^(電話|傳真|住?地址|網址|備註|說明|序號|項次|編號|代碼|代號|名稱|單位|類別|狀態|年度|日期|時間|更新.*|經度|緯度|id|name|note|ref)$/i;

type Counts = Map<string, { count: number; readonly words: readonly string[] }>;

/** Every run of nouns, and every part of it, as a possible term. */
function countTerms(body: Body, lexicon: Lexicon): Counts {
  const counts: Counts = new Map();
  const isEnglish = body.table === null && isMostlyLatin(body.lines);
  for (const line of body.lines) {
    for (const run of runsOf(lexicon.cut(line), { isEnglish })) {
      for (let from = 0; from < run.length; from++) {
        for (let to = from + 1; to <= Math.min(run.length, from + LONGEST_TERM.words); to++) {
          take(counts, run.slice(from, to));
        }
      }
    }
  }
  return counts;
}

function isMostlyLatin(lines: readonly string[]): boolean {
  const beginning = lines.slice(0, 400).join('');
  return beginning.replace(/\P{Script=Latin}/gu, '').length > beginning.length / 2;
}

function take(counts: Counts, words: readonly string[]): void {
  const isLatin = /^\p{Script=Latin}/u.test(words[0] ?? '');
  if (isLatin && words.length > 1) return;
  const term = words.join('');
  if (!isTelling(term)) return;
  const known = counts.get(term);
  if (known) known.count++;
  else counts.set(term, { count: 1, words });
}

/**
 * Nouns that follow one another.
 *
 * @param how.whole Words that alone say nothing may be part of it, as in a title.
 */
function runsOf(words: readonly Word[], how: { isEnglish?: boolean; whole?: boolean }): string[][] {
  const runs: string[][] = [[]];
  for (const { text, noun } of words) {
    const isTerm = /^\p{Script=Han}+$/u.test(text)
      ? noun
      : (how.isEnglish === true && /^\p{L}[\p{L}-]{3,}$/u.test(text)) || /^[A-Z]{3,6}$/.test(text);
    if (isTerm && (how.whole === true || !STOP_WORDS.has(text.toLowerCase())))
      runs.at(-1)?.push(text);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/** For each term, how often the most frequent of the longer ones around it occurs. */
function insideLonger(counts: Counts): Map<string, number> {
  const inside = new Map<string, number>();
  for (const { count, words } of counts.values()) {
    if (count < 3) continue;
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        if (to - from === words.length) continue;
        const part = words.slice(from, to).join('');
        inside.set(part, Math.max(inside.get(part) ?? 0, count));
      }
    }
  }
  return inside;
}

function isTelling(term: string): boolean {
  if (STOP_WORDS.has(term.toLowerCase()) || /^本/.test(term)) return false;
  if (/^\p{Script=Han}+$/u.test(term)) {
    return term.length >= 2 && !/^[一二三四五六七八九十百千零〇第年月日條項款]+$/.test(term);
  }
  return /^\p{L}[\p{L}\d-]+$/u.test(term);
}
