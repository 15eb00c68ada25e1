import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link, useParams } from 'react-router-dom';
import { FACETS } from '../../../../../../domain/dataset/content';
import { useContentQuery, type AnyRecord } from '../../api/content';
import { Answer, Notice } from '../../components/Answer';
import { DataTable, type Column } from '../../components/DataTable';
import { OrderButtons } from '../../components/OrderButtons';
import { Screen } from '../../components/Screen';
import type { TextKey } from '../../i18n/messages';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { isFormKind, type FormKind } from './fields';
import { nameOf, useContentColumns } from './useContentColumns';
import { useOrder } from './useOrder';

/** 標籤, 授權條款, 主題, 網頁 or 橫幅: all of them, in the order of the site. */
export function ContentList() {
  const { t } = useText();
  const { kind } = useParams();
  if (!isFormKind(kind)) {
    return <Notice title={t('page.not_found')} text={t('page.not_found_hint')} />;
  }
  // Another kind is another screen.
  return <ListOf key={kind} kind={kind} />;
}

function ListOf({ kind }: { kind: FormKind }) {
  const { t } = useText();
  const query = useContentQuery(kind);
  return (
    <Screen
      title={t(`content.${kind}.title`)}
      crumbs={[{ label: t(groupOf(kind)) }]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/content/${kind}/new`}>
          {t(`content.${kind}.new`)}
        </LinkButton>
      }
    >
      <Box paddingBottom={5}>
        <Typography textColor="neutral700">{t(`content.${kind}.hint`)}</Typography>
      </Box>
      <Answer query={query}>
        {(records) => {
          if (records.length === 0) return <Notice title={t('content.empty')} />;
          if (kind !== 'tags') {
            return <Ordered kind={kind} title={t(`content.${kind}.title`)} records={records} />;
          }
          return (
            <Flex direction="column" alignItems="stretch" gap={6}>
              {FACETS.map((facet) => (
                <section key={facet} aria-label={t(`content.facet.${facet}`)}>
                  <Box paddingBottom={3}>
                    <Typography variant="beta" tag="h2">
                      {t(`content.facet.${facet}`)}
                    </Typography>
                  </Box>
                  <Ordered
                    kind={kind}
                    title={t(`content.facet.${facet}`)}
                    records={records.filter((one) => 'facet' in one && one.facet === facet)}
                  />
                </section>
              ))}
            </Flex>
          );
        }}
      </Answer>
    </Screen>
  );
}

/** The group of the menu that it stands in. */
function groupOf(kind: FormKind): TextKey {
  return kind === 'tags' || kind === 'licences' ? 'menu.reference' : 'menu.web';
}

interface OrderedProps {
  readonly kind: FormKind;
  readonly title: string;
  readonly records: readonly AnyRecord[];
}

/** A table whose rows are moved by buttons. */
function Ordered({ kind, title, records }: OrderedProps) {
  const { t } = useText();
  const { move, busy } = useOrder(kind);
  const ids = records.map(({ id }) => id);
  const order: Column<AnyRecord> = {
    key: 'order',
    title: t('content.order'),
    width: '9rem',
    cell: (record) => (
      <OrderButtons
        name={nameOf(record)}
        place={ids.indexOf(record.id)}
        count={ids.length}
        busy={busy}
        onMove={(from, to) => void move(ids, from, to)}
      />
    ),
  };
  const actions: Column<AnyRecord> = {
    key: 'actions',
    title: t('column.actions'),
    cell: (record) => (
      <LinkButton
        tag={Link}
        to={`${ROOT}/content/${kind}/${record.id}`}
        size="S"
        variant="secondary"
        aria-label={t('content.edit_one', { name: nameOf(record) })}
      >
        {t('content.edit')}
      </LinkButton>
    ),
  };
  return (
    <DataTable
      caption={t('content.caption', { title })}
      columns={[order, ...useContentColumns(kind), actions]}
      rows={records}
      rowKey={({ id }) => id}
    />
  );
}
