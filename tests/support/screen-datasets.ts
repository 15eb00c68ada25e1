/** The datasets that the screens show: real public texts, each on its way through the review. */
export type Mover =
  'provider' | 'provider2' | 'otherProvider' | 'manager' | 'otherManager' | 'admin';

export type DatasetKey =
  | 'gazette'
  | 'act'
  | 'security'
  | 'openness'
  | 'returned'
  | 'revised'
  | 'oids'
  | 'leaving'
  | 'scheduled'
  | 'delisted'
  | 'culture'
  | 'ready'
  | 'draft';

/** Something that a person does with the dataset: a move of the review, or new content. */
export interface Step {
  readonly by: Mover;
  readonly action?: string;
  readonly reason?: string;
  /** Counted from today in Asia/Taipei. */
  readonly delistInDays?: number;
  readonly change?: Readonly<Record<string, unknown>>;
}

export interface ScreenDataset {
  readonly key: DatasetKey;
  readonly provider: Mover;
  /** Below tests/fixtures/samples. */
  readonly files: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly moves: readonly Step[];
}

const CONTACT = { name: '周明德', phone: '(02)-23800791 #2617', email: 'data@moda.example.tw' };

function fields(name: string, description: string, more: Readonly<Record<string, unknown>>) {
  return {
    name,
    description,
    textTypes: ['policy-document'],
    domains: ['public-administration'],
    languages: ['zh-Hant'],
    licence: 'OGDL-Taiwan-1.0',
    validity: { permanent: true },
    yearFrom: 2015,
    yearTo: 2018,
    contact: CONTACT,
    ...more,
  };
}

const submit = (by: Mover = 'provider'): Step => ({ by, action: 'submit' });
const first = (by: Mover = 'manager'): Step => ({ by, action: 'approve' });
const second: Step = { by: 'admin', action: 'approve' };
const leave = (delistInDays: number, by: Mover = 'provider'): Step => ({
  by,
  action: 'request-delisting',
  delistInDays,
  reason: '需進行檔案整併，暫時下架處理。',
});

export const SCREEN_DATASETS: readonly ScreenDataset[] = [
  {
    key: 'gazette',
    provider: 'provider',
    files: ['xml/行政院公報1060804.xml'],
    fields: fields(
      '行政院公報第23卷',
      '收錄民國106年8月之法規、公告與行政規則全文，附結構化欄位，適合法規檢索與公文寫作之模型訓練。',
      {
        keywords: ['公報', '法規', '公告', '行政規則'],
        textTypes: ['government-publication', 'policy-document'],
        yearFrom: 2017,
        yearTo: 2017,
      },
    ),
    moves: [submit(), first(), second],
  },
  {
    key: 'act',
    provider: 'provider',
    files: ['odt/個人資料保護法.odt', 'json/個人資料保護法.json'],
    fields: fields(
      '個人資料保護法規彙編',
      '逐條收錄法律全文與修正沿革，提供文件與結構化兩種格式，可用於法律問答。',
      { keywords: ['個人資料', '法律', '隱私'], licence: 'SAITDL-1.0' },
    ),
    moves: [
      submit(),
      first(),
      second,
      { by: 'provider', action: 'revise' },
      {
        by: 'provider',
        change: {
          description:
            '逐條收錄法律全文、施行細則與修正沿革，提供文件與結構化兩種格式，可用於法律問答與條文比對。',
          keywords: ['個人資料', '法律', '隱私', '施行細則'],
          yearTo: 2023,
        },
      },
      submit(),
      first(),
    ],
  },
  {
    key: 'security',
    provider: 'provider2',
    files: ['odt/資通安全管理法.odt'],
    fields: fields(
      '資通安全管理法全文',
      '收錄公務機關與特定非公務機關之資通安全責任、通報與稽核規定，逐條分段。',
      { keywords: ['資通安全', '稽核', '通報'], textTypes: ['policy-document'] },
    ),
    moves: [submit('provider2')],
  },
  {
    key: 'openness',
    provider: 'provider',
    files: ['odt/政府資訊公開法.odt'],
    fields: fields('政府資訊公開法規選輯', '規範政府資訊之主動公開與申請提供，供政策問答使用。', {
      keywords: ['資訊公開', '法律', '行政程序'],
    }),
    moves: [submit(), first()],
  },
  {
    key: 'returned',
    provider: 'provider',
    files: ['odt/政府資訊公開法.odt'],
    fields: fields('數位轉型行不行？企業轉型心法大揭密', '介紹企業數位轉型的心法與案例。', {
      keywords: ['數位轉型', '企業', '案例'],
      textTypes: ['government-publication'],
      domains: ['finance'],
      licence: 'SAITDL-1.0',
    }),
    moves: [submit(), { by: 'manager', action: 'return', reason: '請調整資料集描述勿與標題相似' }],
  },
  {
    key: 'revised',
    provider: 'provider',
    files: ['csv/機關OID異動_change.csv'],
    fields: fields(
      '機關識別碼異動對照表',
      '逐筆列出機關識別碼之新舊對照，供資料清理與機關名稱正規化使用。',
      { keywords: ['機關', '識別碼', '對照'], textTypes: ['language-resource'] },
    ),
    moves: [submit(), first(), second, { by: 'provider', action: 'revise' }],
  },
  {
    key: 'oids',
    provider: 'provider',
    files: ['csv/機關OID異動_change.csv'],
    fields: fields(
      '政府機關名稱與識別碼異動紀錄',
      '記錄各機關更名、改隸與識別碼變動，可用於機關名稱之對照與正規化。',
      { keywords: ['機關', '識別碼', '沿革'], textTypes: ['language-resource'] },
    ),
    moves: [submit(), first(), second, leave(14)],
  },
  {
    key: 'leaving',
    provider: 'provider',
    files: ['xml/行政院公報1060802.xml'],
    fields: fields(
      '行政院公報單期範例',
      '單期公報之結構化檔案，內容另收錄於公報資料集，供格式比對使用。',
      { keywords: ['公報', '格式', '範例'], yearFrom: 2017, yearTo: 2017 },
    ),
    moves: [submit(), first(), second, leave(21), first()],
  },
  {
    key: 'scheduled',
    provider: 'provider',
    files: ['json/個人資料保護法.json'],
    fields: fields(
      '法律條文結構化格式範例',
      '以結構化格式提供之單一法律條文，說明章、節、條、項之欄位。',
      { keywords: ['法律', '條文', '結構化'], yearFrom: 2015, yearTo: 2015 },
    ),
    moves: [submit(), first(), second, leave(30), first(), second],
  },
  {
    key: 'delisted',
    provider: 'otherProvider',
    files: ['odt/資通安全管理法.odt'],
    fields: fields('文化資產法規問答集', '整理文化資產保存之常見問題與對應條文，供民眾查詢。', {
      keywords: ['文化資產', '問答', '法規'],
      domains: ['culture-arts'],
    }),
    moves: [
      submit('otherProvider'),
      first('otherManager'),
      second,
      leave(0, 'otherProvider'),
      first('otherManager'),
      second,
    ],
  },
  {
    key: 'culture',
    provider: 'otherProvider',
    files: ['odt/政府資訊公開法.odt'],
    fields: fields(
      '博物館展覽出版品文字選',
      '收錄館藏說明、展覽手冊與導覽文字，呈現臺灣各時期的物質文化。',
      {
        keywords: ['博物館', '展覽', '文化'],
        textTypes: ['government-publication', 'local-culture'],
        domains: ['culture-arts', 'tourism'],
        licence: 'SAITDL-1.0',
        validity: { untilYear: new Date().getFullYear() },
      },
    ),
    moves: [submit('otherProvider'), first('otherManager'), second],
  },
  {
    key: 'ready',
    provider: 'provider',
    files: ['odt/資通安全管理法.odt', 'json/行政院公報1060804.json'],
    fields: fields(
      '領域資料標準',
      '涵蓋醫療、農業、金融、空間資訊與交通運輸等領域，訂定一致的欄位格式與代碼集，以利機關交換資料。',
      {
        keywords: ['資料標準', '資料交換', '資料流通'],
        textTypes: ['policy-document', 'research-report'],
        domains: ['health', 'agriculture', 'transport'],
        languages: ['zh-Hant', 'en'],
        licence: 'SAITDL-1.0',
        yearFrom: 2020,
        yearTo: 2025,
      },
    ),
    moves: [],
  },
  {
    key: 'draft',
    provider: 'provider',
    files: [
      'pdf/個人資料保護法等法規_15頁.pdf',
      'csv/政府機關OID_前3000列_big5.csv',
      'pdf-scanned/第4至5頁為掃描.pdf',
    ],
    fields: { name: '數位發展部歷年新聞稿', contact: CONTACT },
    moves: [],
  },
];
