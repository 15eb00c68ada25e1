import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { refusalOf, type Refusal } from '../api/errors';
import { useText } from '../i18n/useText';
import { useHeading, useInScreen } from './Screen';

export interface Query<T> {
  readonly data?: T | undefined;
  /** The answer to what is asked now; undefined while `data` still answers the question before. */
  readonly currentData?: T | undefined;
  readonly isFetching?: boolean;
  readonly isLoading: boolean;
  readonly error?: unknown;
  readonly refetch: () => unknown;
}

interface Props<T> {
  readonly query: Query<T>;
  /** Instead of trying again, where the question itself was refused. */
  readonly otherwise?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query brings: the content, or that it loads, or why it failed and what to do. */
export function Answer<T>({ query, otherwise, children }: Props<T>) {
  const { t } = useText();
  const { data, error, isFetching = false } = query;
  const answersNow = !('currentData' in query) || query.currentData !== undefined;
  if (error !== undefined) {
    const refusal = refusalOf(error);
    if (data === undefined || !answersNow || !isPassing(refusal)) {
      return <Failure {...{ refusal, otherwise }} retry={() => void query.refetch()} />;
    }
  }
  if (data === undefined) {
    return (
      <Flex justifyContent="center" padding={10} aria-live="polite">
        <Loader>{t('page.loading')}</Loader>
      </Flex>
    );
  }
  return (
    <Content aria-busy={isFetching && !answersNow}>
      {error !== undefined && (
        <Typography tag="p" role="alert" textColor="danger700">
          {t('page.outdated')}
        </Typography>
      )}
      {children(data)}
    </Content>
  );
}

/** A trouble of the moment, for which what was loaded before need not go away. */
function isPassing({ status }: Refusal): boolean {
  return status === null || status >= 500 || status === 429;
}

interface FailureProps {
  readonly refusal: Refusal;
  readonly otherwise: ReactNode;
  readonly retry: () => void;
}

function Failure({ refusal: { status, message, code }, otherwise, retry }: FailureProps) {
  const { t } = useText();
  if (status === 404) return <Notice title={t('page.not_found')} text={t('page.not_found_hint')} />;
  if (code === 'account.no_role') {
    return <Notice title={t('page.no_role')} text={t('page.no_role_hint')} />;
  }
  const refused = status !== null && status < 500;
  const again = <Button onClick={retry}>{t('action.retry')}</Button>;
  return (
    <Notice
      title={t('page.failed')}
      text={refused && message !== '' ? message : t('page.failed_hint')}
      action={refused && otherwise !== undefined ? otherwise : again}
    />
  );
}

interface NoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}

/** In the place of content, or of a whole screen: what there is not, and what to do about it. */
export function Notice({ title, text, action }: NoticeProps) {
  const inScreen = useInScreen();
  const heading = useHeading(inScreen ? null : title);
  return (
    <Box role="status" background="neutral0" hasRadius shadow="tableShadow" padding={8}>
      <Flex direction="column" gap={3}>
        <Typography
          variant="delta"
          fontWeight="bold"
          tag={inScreen ? 'p' : 'h1'}
          ref={inScreen ? undefined : heading}
          tabIndex={inScreen ? undefined : -1}
          style={{ outline: 'none' }}
          textAlign="center"
        >
          {title}
        </Typography>
        {text !== undefined && (
          <Typography textColor="neutral700" textAlign="center">
            {text}
          </Typography>
        )}
        {action}
      </Flex>
    </Box>
  );
}

/** Pale while the answer to a new question is on its way. */
const Content = styled.div`
  &[aria-busy='true'] {
    opacity: 0.5;
  }
`;
