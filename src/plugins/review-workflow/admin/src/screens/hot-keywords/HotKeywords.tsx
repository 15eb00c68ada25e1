import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { HotKeywordEdit } from '../../../../../../contracts/content';
import { useContentQuery, useShownKeywordsQuery } from '../../api/content';
import { Answer, Notice } from '../../components/Answer';
import { DataTable, type Column } from '../../components/DataTable';
import { OrderButtons } from '../../components/OrderButtons';
import { Pill } from '../../components/Pill';
import { Panel, Screen } from '../../components/Screen';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useOrder } from '../content/useOrder';
import { AddKeyword } from './AddKeyword';
import { useKeywords } from './useKeywords';

/** 熱門關鍵字: what the site shows, what editors put first or hide. */
export function HotKeywords() {
  const { t } = useText();
  const query = useContentQuery('hot-keywords');
  return (
    <Screen title={t('content.hot-keywords.title')} crumbs={[{ label: t('menu.web') }]}>
      <Box paddingBottom={5}>
        <Typography textColor="neutral700">{t('content.hot-keywords.hint')}</Typography>
      </Box>
      <Answer query={query}>
        {(records) => {
          const edited = records as readonly HotKeywordEdit[];
          return (
            <Flex direction="column" alignItems="stretch" gap={6}>
              <AddKeyword />
              <Shown pinned={edited.filter(({ mode }) => mode === 'pinned')} />
              <Hidden hidden={edited.filter(({ mode }) => mode === 'hidden')} />
            </Flex>
          );
        }}
      </Answer>
    </Screen>
  );
}

interface ShownWord {
  readonly keyword: string;
  readonly datasets: number;
  readonly pinned: boolean;
}

function Shown({ pinned }: { pinned: readonly HotKeywordEdit[] }) {
  const { t } = useText();
  const query = useShownKeywordsQuery();
  const columns = useShownColumns(pinned);
  return (
    <section aria-label={t('keyword.shown')}>
      <Box paddingBottom={3}>
        <Typography variant="beta" tag="h2">
          {t('keyword.shown')}
        </Typography>
        <Typography textColor="neutral700">{t('keyword.shown_hint')}</Typography>
      </Box>
      <Answer query={query}>
        {(words) =>
          words.length === 0 ? (
            <Notice title={t('keyword.none')} />
          ) : (
            <DataTable
              caption={t('keyword.shown')}
              columns={columns}
              rows={words}
              rowKey={({ keyword }) => keyword}
            />
          )
        }
      </Answer>
    </section>
  );
}

function useShownColumns(pinned: readonly HotKeywordEdit[]): readonly Column<ShownWord>[] {
  const { t } = useText();
  const { number } = useFormat();
  const { move, busy } = useOrder('hot-keywords');
  const { set, clear } = useKeywords();
  const ids = pinned.map(({ id }) => id);
  const find = (word: string) => pinned.find((one) => one.word === word);
  const act = (word: string, action: 'pin' | 'unpin' | 'hide') => {
    const record = find(word);
    if (action === 'unpin') return record === undefined ? undefined : clear(record);
    return set(word, action === 'pin' ? 'pinned' : 'hidden', record);
  };
  return [
    {
      key: 'order',
      title: t('content.order'),
      width: '9rem',
      cell: ({ keyword }) => {
        const record = find(keyword);
        return record === undefined ? null : (
          <OrderButtons
            name={keyword}
            place={ids.indexOf(record.id)}
            count={ids.length}
            busy={busy}
            onMove={(from, to) => void move(ids, from, to)}
          />
        );
      },
    },
    { key: 'word', title: t('keyword.word'), cell: ({ keyword }) => keyword },
    {
      key: 'how',
      title: t('keyword.how'),
      cell: (word) => (
        <Pill tone={word.pinned ? 'good' : 'neutral'}>
          {t(word.pinned ? 'keyword.pinned' : 'keyword.counted')}
        </Pill>
      ),
    },
    {
      key: 'datasets',
      title: t('content.datasets_public'),
      cell: ({ datasets }) => (datasets === 0 ? t('keyword.no_datasets') : number(datasets)),
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ keyword, pinned: isPinned }) => (
        <Flex gap={2} wrap="wrap">
          {([isPinned ? 'unpin' : 'pin', 'hide'] as const).map((action) => (
            <Button
              key={action}
              size="S"
              variant="tertiary"
              aria-label={t('keyword.of', { action: t(`keyword.do.${action}`), word: keyword })}
              onClick={() => void act(keyword, action)}
            >
              {t(`keyword.do.${action}`)}
            </Button>
          ))}
        </Flex>
      ),
    },
  ];
}

function Hidden({ hidden }: { hidden: readonly HotKeywordEdit[] }) {
  const { t } = useText();
  const { clear } = useKeywords();
  return (
    <Panel title={t('keyword.hidden')}>
      {hidden.length === 0 && (
        <Typography textColor="neutral700">{t('keyword.hidden_none')}</Typography>
      )}
      <Flex gap={4} wrap="wrap" tag="ul">
        {hidden.map((record) => (
          <Flex key={record.id} gap={2} tag="li">
            <Typography>{record.word}</Typography>
            <Button
              size="S"
              variant="tertiary"
              aria-label={t('keyword.of', { action: t('keyword.do.show'), word: record.word })}
              onClick={() => void clear(record)}
            >
              {t('keyword.do.show')}
            </Button>
          </Flex>
        ))}
      </Flex>
    </Panel>
  );
}
