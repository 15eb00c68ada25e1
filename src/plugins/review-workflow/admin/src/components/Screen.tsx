import { Box, Flex, Typography } from '@strapi/design-system';
import { useEffect, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { TextLink } from './TextLink';
import { useText } from '../i18n/useText';

export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

interface Props {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: where it is, what it is called, its main actions, its content. */
export function Screen({ title, crumbs = [], actions, children }: Props) {
  const { t } = useText();
  useEffect(() => {
    document.title = `${title} | ${t('app.name')}`;
  }, [title, t]);
  return (
    <Box padding={{ initial: 4, large: 6 }} paddingBottom={10}>
      {crumbs.length > 0 && (
        <Trail aria-label={title}>
          {crumbs.map(({ label, to }) => (
            <span key={label}>
              {to === undefined ? label : <TextLink to={to}>{label}</TextLink>}
            </span>
          ))}
          <span aria-current="page">{title}</span>
        </Trail>
      )}
      <Flex
        justifyContent="space-between"
        alignItems="center"
        gap={3}
        wrap="wrap"
        paddingBottom={5}
      >
        <Typography variant="alpha" tag="h1">
          {title}
        </Typography>
        {actions !== undefined && (
          <Flex gap={2} wrap="wrap">
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </Box>
  );
}

/** A white block with an optional heading. */
export function Panel({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius padding={{ initial: 4, large: 6 }}>
      {title !== undefined && (
        <Box paddingBottom={4}>
          <Typography variant="delta" tag="h2">
            {title}
          </Typography>
        </Box>
      )}
      {children}
    </Box>
  );
}

const Trail = styled.nav`
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem;
  padding-bottom: 0.8rem;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral700};
  span + span::before {
    content: '/';
    padding-right: 0.4rem;
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;
