import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

const TONES = {
  info: { background: 'primary100', border: 'primary200', text: 'primary700' },
  warning: { background: 'warning100', border: 'warning200', text: 'neutral800' },
  danger: { background: 'danger100', border: 'danger200', text: 'danger700' },
} as const;

interface Props {
  readonly tone: keyof typeof TONES;
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** What is to know before going on; it stays. Strapi's Alert has a cross that would close nothing. */
export function Callout({ tone, title, action, children }: Props) {
  const { background, border, text } = TONES[tone];
  return (
    <Box
      role={tone === 'danger' ? 'alert' : 'note'}
      background={background}
      borderColor={border}
      hasRadius
      padding={4}
    >
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Typography fontWeight="bold" textColor={text}>
          {title}
        </Typography>
        <Typography>{children}</Typography>
        {action}
      </Flex>
    </Box>
  );
}
