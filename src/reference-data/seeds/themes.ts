import type { Seed } from './seed';

interface Row {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly subtitle: string;
  readonly text: string;
  /** `facet:code` of the tags whose datasets the theme gathers. */
  readonly tags: readonly string[];
}

/** Titles, subtitles and texts as on the public site's front page (user guide, last part). */
const ROWS: readonly Row[] = [
  {
    code: 'arts-culture',
    title: '文化藝術',
    titleEn: 'Arts & Culture',
    subtitle: '藝文美學的典範',
    text: '藝術研究與文化典範，呈現臺灣多元藝文樣貌',
    tags: ['domain:culture-arts'],
  },
  {
    code: 'languages',
    title: '語言詞彙',
    titleEn: 'Languages',
    subtitle: '辭典資料與領域術語',
    text: '語言辭典與專業術語，提升用詞與語義理解能力',
    tags: ['text-type:language-resource'],
  },
  {
    code: 'history',
    title: '歷史文物',
    titleEn: 'History',
    subtitle: '文化資產與歷史沿革',
    text: '文化資產與歷史沿革，重現臺灣各時期重要時刻軌跡',
    tags: ['domain:culture-arts', 'text-type:local-culture'],
  },
  {
    code: 'local-culture',
    title: '在地文化',
    titleEn: 'Local Culture',
    subtitle: '族群民俗與文化節慶',
    text: '族群民俗與文化節慶，描繪臺灣豐富多彩的生活樣貌',
    tags: ['text-type:local-culture'],
  },
  {
    code: 'travel',
    title: '觀光旅遊',
    titleEn: 'Travel',
    subtitle: '國家公園及觀光出版品',
    text: '國家公園及觀光出版品，支援觀光推廣與行程規劃',
    tags: ['domain:tourism'],
  },
  {
    code: 'education',
    title: '教育學習',
    titleEn: 'Education',
    subtitle: '專業知識及學習教材',
    text: '訓練及學習教材，建立專業知識與正確學習觀念',
    tags: ['text-type:education-resource'],
  },
];

/** @param tagIds documentId of each tag by `facet:code`. */
export function themeSeeds(tagIds: ReadonlyMap<string, string>): Seed[] {
  return ROWS.map(({ code, tags, ...data }, index) => ({
    uid: 'api::theme.theme',
    key: { code },
    data: {
      ...data,
      order: (index + 1) * 10,
      tags: tags.flatMap((tag) => tagIds.get(tag) ?? []),
    },
  }));
}
