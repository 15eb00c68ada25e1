export const zhHant = {} as const;

export const en: Record<keyof typeof zhHant, string> = {};
