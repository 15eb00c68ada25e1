import { say, type Language } from '../messages';
import type { ChainName } from './chains';
import type { Finding } from './findings';
import type { Verification } from './verify';

const TRAIL: Readonly<Record<ChainName, Readonly<Record<Language, string>>>> = {
  datasets: { 'zh-Hant': '資料集稽核紀錄', en: 'dataset trail' },
  accounts: { 'zh-Hant': '帳號稽核紀錄', en: 'account trail' },
  members: { 'zh-Hant': '會員稽核紀錄', en: 'member trail' },
  content: { 'zh-Hant': '內容與基本資料稽核紀錄', en: 'trail of content and reference data' },
};

/** The result for people, Chinese first. */
export function describe(verification: Verification): string {
  const { findings, total } = verification;
  const rest = total - findings.length;
  return [
    ...findings.flatMap((finding) => [
      `✗ ${placeOf(finding, 'zh-Hant')}${say(finding.code, 'zh-Hant', finding.params)}`,
      `  ${placeOf(finding, 'en')}${say(finding.code, 'en', finding.params)} [${finding.code}]`,
    ]),
    ...(rest > 0 ? [`… 另有 ${String(rest)} 項 and ${String(rest)} more`] : []),
    ...summaryOf(verification),
  ].join('\n');
}

/** The result for programs: one object, each finding with its code, place and both sentences. */
export function toJson(verification: Verification): string {
  const findings = verification.findings.map(({ params = {}, ...finding }) => ({
    ...finding,
    ...params,
    message: {
      'zh-Hant': say(finding.code, 'zh-Hant', params),
      en: say(finding.code, 'en', params),
    },
  }));
  return JSON.stringify({ ok: verification.total === 0, ...verification, findings }, null, 2);
}

function summaryOf({ entries, datasets, separateOwner, total }: Verification): string[] {
  const lines = [
    `已檢查資料集稽核紀錄 ${String(entries.datasets)} 筆、帳號稽核紀錄 ${String(entries.accounts)} 筆、會員稽核紀錄 ${String(entries.members)} 筆、內容與基本資料稽核紀錄 ${String(entries.content)} 筆` +
      (datasets === null ? '' : `、資料集 ${String(datasets)} 個`),
    `Checked ${String(entries.datasets)} dataset entries, ${String(entries.accounts)} account entries, ${String(entries.members)} member entries, ${String(entries.content)} entries of content` +
      (datasets === null ? '' : `, ${String(datasets)} datasets`),
  ];
  if (separateOwner === false) {
    lines.push(
      '注意：資料與稽核紀錄同屬一個資料庫使用者，竄改只能發現、不能防止（請設定 DATABASE_OWNER_URL）。',
      'Note: one database user owns data and trail, so changes can be detected, not prevented (set DATABASE_OWNER_URL).',
    );
  }
  lines.push(
    total === 0
      ? '✓ 全部一致 Everything agrees'
      : `✗ ${String(total)} 項不符 ${String(total)} findings`,
  );
  return lines;
}

function placeOf({ chain, seq, dataset }: Finding, language: Language): string {
  const zh = language === 'zh-Hant';
  const parts = [
    chain && TRAIL[chain][language],
    seq !== undefined && (zh ? `第 ${String(seq)} 筆` : `entry ${String(seq)}`),
    dataset && (zh ? `資料集 ${dataset}` : `dataset ${dataset}`),
  ].filter((part) => part);
  if (parts.length === 0) return '';
  return zh ? `${parts.join(' ')}：` : `${parts.join(', ')}: `;
}
