/** One thing that somebody does to a demo dataset. */
export interface DemoStep {
  readonly account: string;
  readonly action: string;
  readonly reason?: string;
  /** Day of a delisting, counted from today in Asia/Taipei. */
  readonly delistInDays?: number;
}

export interface DemoDataset {
  /** Remembered, so that each is made once in the life of a database. */
  readonly key: string;
  readonly provider: string;
  /** Below tests/fixtures/samples: real public texts, see SOURCES.md there. */
  readonly files: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly steps: readonly DemoStep[];
}

const MODA = 'provider.moda';
const CONTACT = { name: '示範聯絡人', phone: '0800-023-300', email: 'contact@demo.invalid' };

const submit = (account: string): DemoStep => ({ account, action: 'submit' });
const first = (account = 'manager.moda'): DemoStep => ({ account, action: 'approve' });
const second = (account = 'admin1.platform'): DemoStep => ({ account, action: 'approve' });
const delisting = (account: string, delistInDays: number): DemoStep => ({
  account,
  action: 'request-delisting',
  delistInDays,
  reason: '示範：資料將併入其他資料集。',
});

function fields(name: string, description: string, more: Record<string, unknown>) {
  return {
    name: `${name}（示範資料）`,
    description: `${description}本筆為系統示範資料，非機關正式上架。`,
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

/** Real public texts in every state that people meet; all of it marked as demo. */
export const DEMO_DATASETS: readonly DemoDataset[] = [
  {
    key: 'gazette',
    provider: MODA,
    files: ['xml/行政院公報1060804.xml', 'json/行政院公報1060804.json'],
    fields: fields('行政院公報', '收錄行政院公報一期之法規與公告全文，提供 XML 與 JSON 格式。', {
      keywords: ['公報', '法規', '公告'],
      textTypes: ['government-publication', 'policy-document'],
      yearFrom: 2017,
      yearTo: 2017,
    }),
    steps: [submit(MODA), first(), second()],
  },
  {
    key: 'personal-data-act',
    provider: MODA,
    files: ['odt/個人資料保護法.odt', 'json/個人資料保護法.json'],
    fields: fields('個人資料保護法條文', '法律全文逐條收錄，適合訓練法律用語之理解與問答。', {
      keywords: ['個人資料', '法律', '隱私'],
      licence: 'SAITDL-1.0',
    }),
    steps: [submit(MODA), first(), second('admin2.platform')],
  },
  {
    key: 'agency-oids',
    provider: 'provider.moc',
    files: ['csv/機關OID異動_change.csv'],
    fields: fields('機關名稱與代碼異動', '記錄政府機關更名與 OID 變動，可用於機關名稱之對照。', {
      keywords: ['機關', '名稱', '沿革'],
      textTypes: ['language-resource'],
      domains: ['culture-arts', 'public-administration'],
      yearFrom: 2012,
      yearTo: 2016,
    }),
    steps: [submit('provider.moc'), first('manager.moc'), second()],
  },
  {
    key: 'waiting-for-manager',
    provider: 'provider2.moda',
    files: ['odt/資通安全管理法.odt'],
    fields: fields('資通安全管理法條文', '法律全文逐條收錄，說明公務機關之資通安全責任。', {
      keywords: ['資通安全', '法律'],
    }),
    steps: [submit('provider2.moda')],
  },
  {
    key: 'waiting-for-platform',
    provider: MODA,
    files: ['odt/政府資訊公開法.odt'],
    fields: fields('政府資訊公開法條文', '法律全文逐條收錄，規範政府資訊之主動公開與申請。', {
      keywords: ['資訊公開', '法律'],
    }),
    steps: [submit(MODA), first()],
  },
  {
    key: 'returned',
    provider: MODA,
    files: ['odt/政府資訊公開法.odt'],
    fields: fields('資訊公開法規彙編', '彙整資訊公開相關條文，供查閱與比較。', {
      keywords: ['資訊公開'],
      licence: 'SAITDL-1.0',
    }),
    steps: [
      submit(MODA),
      {
        account: 'manager.moda',
        action: 'return',
        reason: '示範：描述請補充收錄範圍與年度，關鍵字至少三個。',
      },
    ],
  },
  {
    key: 'delisting-in-review',
    provider: MODA,
    files: ['xml/行政院公報1060804.xml'],
    fields: fields('行政院公報單期', '單期公報之 XML 檔，內容已收錄於公報資料集。', {
      keywords: ['公報', '單期'],
    }),
    steps: [submit(MODA), first(), second(), delisting(MODA, 14)],
  },
  {
    key: 'delisting-scheduled',
    provider: MODA,
    files: ['json/個人資料保護法.json'],
    fields: fields('法律條文 JSON 範例', '以 JSON 提供之單一法律條文，作為格式範例。', {
      keywords: ['法律', 'JSON'],
    }),
    steps: [submit(MODA), first(), second(), delisting(MODA, 30), first(), second()],
  },
  {
    key: 'delisted',
    provider: 'provider.moc',
    files: ['odt/資通安全管理法.odt'],
    fields: fields('法規單篇範例', '單篇法規之 ODT 檔，已由其他資料集取代。', {
      keywords: ['法規', '範例'],
    }),
    steps: [
      submit('provider.moc'),
      first('manager.moc'),
      second('admin2.platform'),
      delisting('provider.moc', 0),
      first('manager.moc'),
      second('admin2.platform'),
    ],
  },
  {
    key: 'draft',
    provider: MODA,
    files: ['odt/個人資料保護法.odt'],
    fields: { name: '尚未完成的草稿（示範資料）', contact: CONTACT },
    steps: [],
  },
];
