import type { MemberRow, MemberState } from '../../../../../../contracts/members';
import type { Column } from '../../components/DataTable';
import { Pill, type Tone } from '../../components/Pill';
import { TextLink } from '../../components/TextLink';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { MemberActions } from './MemberActions';

const TONES: Readonly<Record<MemberState, Tone>> = {
  active: 'good',
  suspended: 'bad',
  unconfirmed: 'neutral',
};

export function useMemberColumns(): readonly Column<MemberRow>[] {
  const { t } = useText();
  const { dateTime, number } = useFormat();
  return [
    { key: 'number', title: t('members.number'), cell: ({ id }) => id },
    { key: 'name', title: t('members.name'), cell: ({ username }) => username },
    { key: 'email', title: t('members.email'), cell: ({ email }) => email },
    {
      key: 'signsIn',
      title: t('members.signs_in'),
      cell: ({ signsInWith }) => t(`members.signs_in.${signsInWith}`),
    },
    {
      key: 'applications',
      title: t('members.applications'),
      cell: ({ applications: { total, waiting, approved }, email }) =>
        total === 0 ? (
          t('members.applications_none')
        ) : (
          <TextLink to={`${ROOT}/access?q=${encodeURIComponent(email)}`}>
            {t('members.applications_of', {
              total: number(total),
              waiting: number(waiting),
              approved: number(approved),
            })}
          </TextLink>
        ),
    },
    {
      key: 'created',
      title: t('members.created'),
      cell: ({ createdAt }) => dateTime(createdAt),
    },
    {
      key: 'state',
      title: t('members.state'),
      cell: ({ state }) => <Pill tone={TONES[state]}>{t(`members.state.${state}`)}</Pill>,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: (member) => <MemberActions member={member} />,
    },
  ];
}
