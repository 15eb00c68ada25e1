import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { refusalOf } from '../api/errors';
import { useText } from '../i18n/useText';
import { useHeading, useInScreen } from './Screen';

export interface Query<T> {
  readonly data?: T | undefined;
  readonly isLoading: boolean;
  readonly error?: unknown;
  readonly refetch: () => unknown;
}

interface Props<T> {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}

/** What a query brings: the content, or that it loads, or why it failed and what to do. */
export function Answer<T>({ query, children }: Props<T>) {
  const { t } = useText();
  if (query.error !== undefined) {
    return <Failure error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.data === undefined) {
    return (
      <Flex justifyContent="center" padding={10} aria-live="polite">
        <Loader>{t('page.loading')}</Loader>
      </Flex>
    );
  }
  return <>{children(query.data)}</>;
}

function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useText();
  const { status, message, code } = refusalOf(error);
  if (status === 404) return <Notice title={t('page.not_found')} text={t('page.not_found_hint')} />;
  if (code === 'account.no_role') {
    return <Notice title={t('page.no_role')} text={t('page.no_role_hint')} />;
  }
  return (
    <Notice
      title={t('page.failed')}
      text={status !== null && status < 500 && message !== '' ? message : t('page.failed_hint')}
      action={<Button onClick={retry}>{t('action.retry')}</Button>}
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
