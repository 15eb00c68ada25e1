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

/** A state in words on its colour; a long state's words wrap in a narrow column. */
export function Pill({ tone, children }: { tone: Tone; children: string }) {
  return <Words $tone={tone}>{children}</Words>;
}

const Words = styled.span<{ $tone: Tone }>`
  display: inline-block;
  padding: 0.2rem 0.8rem;
  font-size: 1.2rem;
  font-weight: 600;
  line-height: 1.5;
  /* 上架審核中-機關管理者 breaks after its hyphen only. */
  word-break: keep-all;
  color: ${({ theme, $tone }) => theme.colors[TONES[$tone].text]};
  background: ${({ theme, $tone }) => theme.colors[TONES[$tone].background]};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
