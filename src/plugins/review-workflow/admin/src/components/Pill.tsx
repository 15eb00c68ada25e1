import { Badge } from '@strapi/design-system';

/** Colours of which text on background passes WCAG AA. */
export const TONES = {
  neutral: { background: 'neutral150', text: 'neutral800' },
  waiting: { background: 'warning100', text: 'warning700' },
  next: { background: 'secondary100', text: 'secondary700' },
  good: { background: 'success100', text: 'success700' },
  changing: { background: 'alternative100', text: 'alternative700' },
  bad: { background: 'danger100', text: 'danger700' },
} as const;
export type Tone = keyof typeof TONES;

/** A state in words on its colour. */
export function Pill({ tone, children }: { tone: Tone; children: string }) {
  const { background, text } = TONES[tone];
  return (
    // A long state's words must wrap in a narrow column.
    <Badge
      backgroundColor={background}
      textColor={text}
      style={{ height: 'auto', padding: '0.4rem 0.8rem', whiteSpace: 'normal', lineHeight: 1.3 }}
    >
      {children}
    </Badge>
  );
}
