/** The panel beside Strapi's own form of a dataset. */
export const zhHant = {
  'workflow.title': '審核流程',
  'workflow.hint': '資料集的內容與狀態只能依審核流程變更，請使用以下功能。',
  'workflow.open': '開啟資料集頁面',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'workflow.title': 'Review process',
  'workflow.hint':
    'The content and state of a dataset change by the review process only; use what follows.',
  'workflow.open': 'Open the dataset’s page',
};
