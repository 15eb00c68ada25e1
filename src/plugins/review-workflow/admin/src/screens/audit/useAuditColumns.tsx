import type { AuditRow } from '../../../../../../contracts/audit';
import type { Column } from '../../components/DataTable';
import { TextLink } from '../../components/TextLink';
import { zhHant, type TextKey } from '../../i18n/messages';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

export function useAuditColumns(): readonly Column<AuditRow>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  return [
    { key: 'seq', title: t('audit.seq'), cell: ({ seq }) => seq },
    { key: 'at', title: t('history.at'), cell: ({ at }) => dateTime(at) },
    { key: 'subject', title: t('audit.subject'), cell: (row) => <Subject row={row} /> },
    { key: 'action', title: t('history.action'), cell: ({ action }) => t(actionKey(action)) },
    {
      key: 'change',
      title: t('audit.change'),
      cell: ({ from, to }) =>
        from === null || to === null || from === to
          ? ''
          : `${t(`state.${from}`)} → ${t(`state.${to}`)}`,
    },
    {
      key: 'actor',
      title: t('history.actor'),
      // A name of three characters on one line.
      width: '9rem',
      cell: ({ actor }) => actor?.name ?? t('audit.self'),
    },
    { key: 'agency', title: t('audit.agency'), cell: ({ agency }) => agency?.name ?? '' },
    { key: 'reason', title: t('history.reason'), cell: ({ reason }) => reason ?? '' },
  ];
}

function Subject({ row: { trail, kind, subject } }: { row: AuditRow }) {
  const { t } = useText();
  const kindOfContent = kind === null ? '' : `${t(`content.kind.${kind}`)} `;
  const label = `${kindOfContent}${subject.mark} ${subject.name ?? ''}`.trim();
  if (!subject.exists) return <>{`${label} ${t('audit.deleted')}`}</>;
  if (trail !== 'datasets') return <>{label}</>;
  return <TextLink to={`${ROOT}/datasets/${subject.id}`}>{label}</TextLink>;
}

/** The three trails name their actions alike where they mean the same. */
function actionKey(action: string): TextKey {
  const keys = [`act.${action}`, `event.${action}`, `audit.${action}`, `content.action.${action}`];
  const known = keys.find((key): key is TextKey => Object.hasOwn(zhHant, key));
  return known ?? 'act.other';
}
