import { Button, Flex, LinkButton } from '@strapi/design-system';
import { Link, useParams } from 'react-router-dom';
import type { AccessApplicationDetail } from '../../../../../../contracts/access';
import { evidenceOf, useAccessApplicationQuery } from '../../api/access';
import { Answer } from '../../components/Answer';
import { DataTable, type Column } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { Panel, Screen } from '../../components/Screen';
import { TextLink } from '../../components/TextLink';
import { useTell } from '../../components/useTell';
import { saveFile } from '../../dataset-view/saveFile';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { AccessClock, AccessState } from './AccessState';
import { DecideAccess } from './DecideAccess';

/** 資料使用申請 / 審核: everything that is to be known before deciding. */
export function AccessReview() {
  const { t } = useText();
  const { id = '' } = useParams();
  const query = useAccessApplicationQuery(id);
  return (
    <Screen
      title={t('access.review')}
      crumbs={[{ label: t('access.title'), to: `${ROOT}/access` }]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/access`} variant="tertiary">
          {t('action.back_to_list')}
        </LinkButton>
      }
    >
      <Answer query={query}>
        {(application) => (
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Panel title={t('access.about')}>
              <About application={application} />
            </Panel>
            <Panel title={t('access.evidence')}>
              <Evidence application={application} />
            </Panel>
            <Chosen application={application} />
            <DecideAccess application={application} />
            <History application={application} />
          </Flex>
        )}
      </Answer>
    </Screen>
  );
}

interface Props {
  readonly application: AccessApplicationDetail;
}

function About({ application }: Props) {
  const { t } = useText();
  const { dateTime } = useFormat();
  const { member, licence, licenceIsPresent, datasets, renews, decidedAt } = application;
  const accepted = `${licence.code} ${licence.version}`;
  return (
    <Facts
      rows={[
        [
          t('access.member'),
          <TextLink key="member" to={`${ROOT}/members?q=${encodeURIComponent(member.email ?? '')}`}>
            {`${member.username ?? ''} ${member.email ?? ''}`}
          </TextLink>,
        ],
        [t('access.submitted'), dateTime(application.createdAt)],
        [t('access.state'), <AccessState key="state" application={application} />],
        [
          t('access.clock'),
          application.state === 'waiting' ? <AccessClock application={application} /> : null,
        ],
        [
          t('access.scope'),
          datasets === null
            ? t('access.scope_all')
            : t('access.scope_some', { count: datasets.length }),
        ],
        [
          t('access.renews'),
          renews === null ? null : (
            <TextLink key="renews" to={`${ROOT}/access/${renews}`}>
              {t('access.renews_which')}
            </TextLink>
          ),
        ],
        [
          t('access.licence'),
          licenceIsPresent ? accepted : `${accepted}\n${t('access.licence_changed')}`,
        ],
        [t('access.purpose'), application.purpose],
        [t('access.benefit'), application.benefit],
        [t('access.reviewer'), application.reviewer],
        [t('access.decided'), decidedAt === null ? null : dateTime(decidedAt)],
        [t('access.reason'), application.reason],
      ]}
    />
  );
}

function Evidence({ application: { documentId, evidence } }: Props) {
  const { t } = useText();
  const { bytes } = useFormat();
  const tell = useTell();
  const read = () =>
    saveFile(evidenceOf(documentId), evidence.name).catch((error: unknown) => tell.refused(error));
  return (
    <Button variant="secondary" onClick={() => void read()}>
      {t('access.evidence_read', { name: evidence.name, size: bytes(evidence.bytes) })}
    </Button>
  );
}

type ChosenDataset = AccessApplicationDetail['chosen'][number];

function Chosen({ application: { chosen } }: Props) {
  const { t } = useText();
  if (chosen.length === 0) return null;
  const columns: readonly Column<ChosenDataset>[] = [
    { key: 'identifier', title: t('column.identifier'), cell: ({ identifier }) => identifier },
    {
      key: 'name',
      title: t('column.name'),
      cell: ({ id, name }) => (
        <TextLink to={`${ROOT}/datasets/${id}`}>{name ?? t('datasets.unnamed')}</TextLink>
      ),
    },
  ];
  return (
    <Panel title={t('access.chosen')}>
      <DataTable
        caption={t('access.chosen')}
        columns={columns}
        rows={chosen}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}

type Event = AccessApplicationDetail['history'][number];

const EVENTS = {
  applied: 'access.event.applied',
  'renewal-applied': 'audit.renewal-applied',
  approved: 'access.do.approve',
  rejected: 'access.do.reject',
  revoked: 'access.do.revoke',
} as const;

function History({ application: { history } }: Props) {
  const { t } = useText();
  const { dateTime } = useFormat();
  const columns: readonly Column<Event>[] = [
    { key: 'at', title: t('history.at'), cell: ({ at }) => dateTime(at) },
    {
      key: 'action',
      title: t('history.action'),
      cell: ({ action }) =>
        action in EVENTS ? t(EVENTS[action as keyof typeof EVENTS]) : t('act.other'),
    },
    { key: 'actor', title: t('history.actor'), cell: ({ actor }) => actor ?? t('access.member') },
  ];
  return (
    <Panel title={t('access.history')}>
      <DataTable
        caption={t('access.history')}
        columns={columns}
        rows={history}
        rowKey={({ seq }) => String(seq)}
      />
    </Panel>
  );
}
