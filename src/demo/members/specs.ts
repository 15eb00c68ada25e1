/** What a demo member asks for, and what became of it. */
export interface DemoApplication {
  /** Remembered, so that each is made once in the life of a database. */
  readonly key: string;
  readonly member: string;
  readonly purpose: string;
  readonly benefit: string;
  /** Name of the restricted dataset that is wanted; null for all of them. */
  readonly dataset: string | null;
  readonly decision?:
    | { readonly account: string; readonly decision: 'approve'; readonly days: number }
    | { readonly account: string; readonly decision: 'reject'; readonly reason: string };
}

const DATASET = '個人資料保護法條文（示範資料）';

export const DEMO_APPLICATIONS: readonly DemoApplication[] = [
  {
    key: 'approved',
    member: 'member.chen',
    purpose: '示範：以法律條文訓練問答模型，協助民眾查詢個人資料保護之規定。',
    benefit: '示範：模型與評測結果將以開放授權公開。',
    dataset: DATASET,
    decision: { account: 'admin1.platform', decision: 'approve', days: 365 },
  },
  {
    key: 'rejected',
    member: 'member.lee',
    purpose: '示範：內部測試。',
    benefit: '示範：待補。',
    dataset: DATASET,
    decision: {
      account: 'admin2.platform',
      decision: 'reject',
      reason: '示範：請補充用途與預期效益後重新申請。',
    },
  },
  {
    key: 'waiting',
    member: 'member.lee',
    purpose: '示範：評測正體中文語言模型對法規文字的理解。',
    benefit: '示範：評測結果將公開發表，供各界選用模型時參考。',
    dataset: DATASET,
  },
  {
    key: 'waiting-for-all',
    member: 'member.chen',
    purpose: '示範：建立跨機關政府文書之語言模型。',
    benefit: '示範：提供各機關撰寫公文時參考。',
    dataset: null,
  },
];
