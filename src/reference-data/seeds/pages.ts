import type { Seed } from './seed';

interface Row {
  readonly slug: string;
  readonly title: string;
  readonly titleEn: string;
  readonly body: string;
  readonly bodyEn: string;
}

const ROWS: readonly Row[] = [
  {
    slug: 'about',
    title: '關於語料庫',
    titleEn: 'About the corpus',
    body: '臺灣主權AI訓練語料庫彙整政府機關提供的文字語料。每筆資料集經提供機關與平臺兩階段審核後公開，並標示授權方式，供AI開發者訓練模型使用。',
    bodyEn:
      'The Taiwan Sovereign AI Training Corpus gathers texts of government agencies. Each dataset is reviewed by its agency and by the platform before it is published, and names the licence under which AI developers may train on it.',
  },
  {
    slug: 'apply',
    title: '申請須知',
    titleEn: 'How to apply',
    body: '開放資料：任何人皆可直接下載。\n\n授權資料：請先登入會員、同意授權條款，並說明用途及預期效益、附上佐證文件提出申請；平臺以7個工作天內回覆為目標。',
    bodyEn:
      'Open data: anyone may download it.\n\nLicensed data: sign in as a member, accept the licence, and apply with your purpose, the expected benefit and a supporting document; the platform aims to answer within 7 working days.',
  },
  {
    slug: 'licence',
    title: '授權條款',
    titleEn: 'Licences',
    body: '各資料集適用的授權條款，列於該資料集頁面。條款全文以主管機關公告者為準；尚未登載全文者，請至條款所列的官方網址查閱。',
    bodyEn:
      'Each dataset names its licence on its page. The text published by the competent authority prevails; where the full text is not shown here yet, read it at the official address of the licence.',
  },
  {
    slug: 'partners',
    title: '合作夥伴',
    titleEn: 'Partners',
    body: '本語料庫的資料由各資料提供機關提供。合作夥伴名單由平臺管理者維護，目前尚未登載。',
    bodyEn:
      'The data come from the agencies that provide them. The list of partners is kept by the platform; none has been entered yet.',
  },
];

/** The site's pages, published, short and true; admins write more. */
export const PAGE_SEEDS: readonly Seed[] = ROWS.map(({ slug, ...data }, index) => ({
  uid: 'api::page.page',
  key: { slug },
  data: { ...data, order: (index + 1) * 10 },
  publish: true,
}));
