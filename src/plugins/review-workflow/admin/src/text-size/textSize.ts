export const TEXT_SIZES = ['small', 'medium', 'large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const STORAGE_KEY = 'corpus.text-size';
/** The design system measures in rem, with 62.5 % as its 10 px. */
const PERCENT: Readonly<Record<TextSize, string>> = {
  small: '57%',
  medium: '62.5%',
  large: '75%',
};

/** The size that this browser remembers. */
export function storedTextSize(): TextSize {
  const stored = localStorage.getItem(STORAGE_KEY);
  return TEXT_SIZES.find((size) => size === stored) ?? 'medium';
}

/** Shows everything in this size, and remembers it. */
export function applyTextSize(size: TextSize): void {
  localStorage.setItem(STORAGE_KEY, size);
  document.documentElement.style.fontSize = PERCENT[size];
}
