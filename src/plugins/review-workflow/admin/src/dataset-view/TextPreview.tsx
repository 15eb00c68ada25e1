import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useText } from '../i18n/useText';
import { useTextPages } from './useTextPages';

interface Props {
  readonly url: string;
  readonly name: string;
}

/** The extracted text, a page at a time; no more of it is fetched than is read. */
export function TextPreview({ url, name }: Props) {
  const { t } = useText();
  const [page, setPage] = useState(1);
  const { text, last, failed } = useTextPages(url, page);
  if (failed) return <Typography role="alert">{t('page.failed')}</Typography>;
  if (text === null) return <Typography role="status">{t('page.loading')}</Typography>;
  return (
    <section aria-label={t('preview.of', { name })}>
      <Text tabIndex={0}>{text}</Text>
      <Flex gap={3} paddingTop={2} paddingBottom={2}>
        <Button size="S" variant="tertiary" disabled={page === 1} onClick={() => setPage(page - 1)}>
          {t('list.previous')}
        </Button>
        <Typography>{t('preview.page', { page })}</Typography>
        <Button size="S" variant="tertiary" disabled={last} onClick={() => setPage(page + 1)}>
          {t('list.next')}
        </Button>
      </Flex>
    </section>
  );
}

const Text = styled.pre`
  max-height: 40rem;
  padding: 1.6rem;
  overflow: auto;
  font-family: inherit;
  font-size: 1.4rem;
  line-height: 1.7;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  background: ${({ theme }) => theme.colors.neutral100};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
`;
