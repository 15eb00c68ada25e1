export const zhHant = {
  'review.not_found': '查無此資料集，或您沒有權限查看。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'review.not_found': 'There is no such dataset, or you may not see it.',
};
