import type { HistoryEntry } from '../../../../../contracts/datasets';
import { isOfficerRole } from '../../../../../domain/access/roles';
import { useHistoryQuery } from '../api/datasets';
import { Answer } from '../components/Answer';
import { DataTable, type Column } from '../components/DataTable';
import { StateBadge } from '../components/StateBadge';
import { useFormat } from '../i18n/useFormat';
import type { TextKey } from '../i18n/messages';
import { useText, type Say } from '../i18n/useText';

/** Who did what and when, from the audit trail, newest first. */
export function History({ datasetId }: { datasetId: string }) {
  const { t } = useText();
  const query = useHistoryQuery(datasetId);
  const columns = useColumns();
  return (
    <Answer query={query}>
      {({ data }) =>
        data.length === 0 ? (
          <p>{t('history.empty')}</p>
        ) : (
          <DataTable
            caption={t('history.caption')}
            columns={columns}
            rows={data}
            rowKey={({ seq }) => String(seq)}
          />
        )
      }
    </Answer>
  );
}

function useColumns(): readonly Column<HistoryEntry>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  return [
    { key: 'at', title: t('history.at'), cell: ({ at }) => dateTime(at) },
    { key: 'action', title: t('history.action'), cell: ({ action }) => actionWords(action, t) },
    { key: 'to', title: t('column.state'), cell: ({ to }) => <StateBadge state={to} /> },
    { key: 'actor', title: t('history.actor'), cell: (entry) => <Actor entry={entry} /> },
    { key: 'reason', title: t('history.reason'), cell: ({ reason }) => reason ?? '' },
    { key: 'version', title: t('history.version'), cell: ({ version }) => String(version) },
  ];
}

function Actor({ entry: { actor, role, details } }: { entry: HistoryEntry }) {
  const { t } = useText();
  const inPlace = details.inPlaceOfManager === true ? t('history.in_place') : '';
  const words = isOfficerRole(role) || role === 'system' ? t(`role.${role}`) : role;
  return (
    <>
      {actor?.name ?? ''} {words}
      {inPlace}
    </>
  );
}

const ACTIONS = new Set(
  (
    'create submit approve return withdraw revise discard request-delisting cancel-delisting ' +
    'suspend delist expire handover transfer'
  ).split(' '),
);

export function actionWords(action: string, t: Say): string {
  return t(ACTIONS.has(action) ? (`act.${action}` as TextKey) : 'act.other');
}
