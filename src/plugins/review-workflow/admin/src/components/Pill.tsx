import { styled, type DefaultTheme } from 'styled-components';

/** Colours of which text on background passes WCAG AA. */
export const TONES = {
  neutral: { background: 'neutral150', text: 'neutral800' },
  waiting: { background: 'warning100', text: 'neutral800' },
  next: { background: 'secondary100', text: 'secondary700' },
  good: { background: 'success100', text: 'success700' },
  changing: { background: 'alternative100', text: 'alternative700' },
  bad: { background: 'danger100', text: 'danger700' },
} as const satisfies Record<string, Record<string, keyof DefaultTheme['colors']>>;
export type Tone = keyof typeof TONES;

/** A state in words on its colour: Chinese in one line, longer English between words. */
export function Pill({ tone, children, inOneLine = false }: Props) {
  return (
    <Words $tone={tone} $inOneLine={inOneLine}>
      {children}
    </Words>
  );
}

interface Props {
  readonly tone: Tone;
  readonly children: string;
  /** In English, too: a date does not break at its hyphens. */
  readonly inOneLine?: boolean;
}

const Words = styled.span<{ $tone: Tone; $inOneLine: boolean }>`
  display: inline-block;
  padding: 0.2rem 0.8rem;
  font-size: 1.2rem;
  font-weight: 600;
  line-height: 1.5;
  white-space: ${({ $inOneLine }) => ($inOneLine ? 'nowrap' : 'normal')};
  &:lang(zh) {
    white-space: nowrap;
  }
  color: ${({ theme, $tone }) => theme.colors[TONES[$tone].text]};
  background: ${({ theme, $tone }) => theme.colors[TONES[$tone].background]};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
