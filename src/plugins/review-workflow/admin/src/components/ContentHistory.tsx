import { Typography } from '@strapi/design-system';
import type { ContentEvent } from '../../../../../contracts/content';
import { zhHant, type TextKey } from '../i18n/messages';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import { DataTable, type Column } from './DataTable';
import { Panel } from './Screen';

/** Who changed what and when, from the audit trail. */
export function ContentHistory({ events }: { events: readonly ContentEvent[] }) {
  const { t, isChinese } = useText();
  const { dateTime } = useFormat();
  const columns: readonly Column<ContentEvent>[] = [
    { key: 'at', title: t('content.history_at'), cell: ({ at }) => dateTime(at) },
    {
      key: 'action',
      title: t('content.history_action'),
      cell: ({ action }) => t(`content.action.${action}`),
    },
    {
      key: 'fields',
      title: t('content.history_fields'),
      // Of a new record all fields are new.
      cell: ({ action, fields }) =>
        (action === 'created' ? [] : fields)
          .map(fieldKey)
          .filter((key): key is TextKey => key !== null)
          .map((key) => t(key))
          .join(isChinese ? '、' : ', '),
    },
    { key: 'actor', title: t('content.history_actor'), cell: ({ actor }) => actor ?? '' },
    { key: 'reason', title: t('content.history_reason'), cell: ({ reason }) => reason ?? '' },
  ];
  return (
    <Panel title={t('content.history')}>
      {events.length === 0 ? (
        <Typography textColor="neutral700">{t('content.history_empty')}</Typography>
      ) : (
        <DataTable
          caption={t('content.history_caption')}
          columns={columns}
          rows={events}
          rowKey={({ seq }) => String(seq)}
        />
      )}
    </Panel>
  );
}

/** What the system keeps beside the fields that people know is not shown. */
function fieldKey(field: string): TextKey | null {
  const keys = [`content.field.${field}`, `agency.${field}`];
  return keys.find((key): key is TextKey => Object.hasOwn(zhHant, key)) ?? null;
}
