import type { Seed } from './seed';

type Row = readonly [code: string, name: string, nameEn: string];

const TEXT_TYPES: readonly Row[] = [
  ['government-publication', '政府出版品', 'Government publications'],
  ['government-plan-report', '政府計畫/報告', 'Government plans and reports'],
  ['research-report', '研究報告', 'Research reports'],
  ['policy-document', '政策與施政文件', 'Policy documents'],
  ['event-publicity', '活動與宣傳文本', 'Event and publicity texts'],
  ['local-culture', '臺灣在地文化', 'Local culture of Taiwan'],
  ['language-resource', '語言資源/詞彙', 'Language resources and vocabulary'],
  ['education-resource', '教育與學習資源', 'Education and learning resources'],
  ['interactive-communication', '互動性溝通語料', 'Interactive communication'],
];

const DOMAINS: readonly Row[] = [
  ['agriculture', '農業發展', 'Agriculture'],
  ['health', '健康醫療', 'Health care'],
  ['energy', '能源管理', 'Energy management'],
  ['finance', '金融經濟', 'Finance and economy'],
  ['transport', '交通運輸', 'Transport'],
  ['sustainability', '綠色永續', 'Sustainability'],
  ['tourism', '觀光旅遊', 'Tourism'],
  ['disaster', '災害防救', 'Disaster prevention and relief'],
  ['culture-arts', '文化藝術', 'Culture and arts'],
  ['public-administration', '公共行政', 'Public administration'],
];

const LANGUAGES: readonly Row[] = [
  ['zh-Hant', '正體中文', 'Traditional Chinese'],
  ['nan', '臺語', 'Taiwanese (Tâi-gí)'],
  ['hak', '客語', 'Hakka'],
  ['formosan', '原住民族語', 'Formosan languages'],
  ['en', '英文', 'English'],
  ['ja', '日文', 'Japanese'],
  ['ko', '韓文', 'Korean'],
];

/** Always last; the record says in words what it is. */
const OTHER: Row = ['other', '其他', 'Other'];
const ORDER_OF_OTHER = 999;

function facet(name: 'text-type' | 'domain' | 'language', rows: readonly Row[]): Seed[] {
  return [...rows, OTHER].map(([code, zh, nameEn], index) => ({
    uid: 'api::tag.tag',
    key: { facet: name, code },
    data: { name: zh, nameEn, order: code === 'other' ? ORDER_OF_OTHER : (index + 1) * 10 },
  }));
}

/** The three facets of the classification, in the order of the user guide. */
export const TAG_SEEDS: readonly Seed[] = [
  ...facet('text-type', TEXT_TYPES),
  ...facet('domain', DOMAINS),
  ...facet('language', LANGUAGES),
];
