import { Box, Flex, Typography } from '@strapi/design-system';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
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

const InScreen = createContext(false);

/** Whether a heading of the first level is there already. */
export const useInScreen = (): boolean => useContext(InScreen);

/** One screen: where it is, what it is called, its main actions, its content. */
export function Screen({ title, crumbs = [], actions, children }: Props) {
  const heading = useHeading(title);
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
        paddingBottom={4}
      >
        <Typography
          variant="alpha"
          fontSize="2.4rem"
          tag="h1"
          ref={heading}
          tabIndex={-1}
          style={{ outline: 'none' }}
        >
          {title}
        </Typography>
        {actions !== undefined && (
          <Flex gap={2} wrap="wrap">
            {actions}
          </Flex>
        )}
      </Flex>
      <InScreen.Provider value>{children}</InScreen.Provider>
    </Box>
  );
}

/**
 * For the first heading of what stands at an address: the browser's title says the same, and whoever
 * comes here from another page of the panel begins at it, by keyboard and by ear.
 */
export function useHeading(title: string | null) {
  const { t } = useText();
  const { key, pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = key !== FIRST_PAGE;
  useEffect(() => {
    if (title !== null) document.title = `${title} | ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    // Filters and pages of a list change the address as well: only another page moves the focus.
  }, [pathname]);
  return heading;
}

/** React Router's key of the page that the browser itself loaded. */
const FIRST_PAGE = 'default';

/** A white block with an optional heading. */
export function Panel({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius padding={{ initial: 4, large: 6 }}>
      {title !== undefined && (
        <Box paddingBottom={4}>
          <Typography variant="delta" tag="h2" fontWeight="bold">
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
