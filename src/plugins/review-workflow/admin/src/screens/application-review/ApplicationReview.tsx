import { Box, Flex, LinkButton } from '@strapi/design-system';
import { Link, useParams } from 'react-router-dom';
import type { AccountEvent, ApplicationDetail } from '../../../../../../contracts/accounts';
import { useApplicationQuery } from '../../api/accounts';
import { Answer } from '../../components/Answer';
import { DataTable, type Column } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { Panel, Screen } from '../../components/Screen';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { ApplicationState } from '../application-list/ApplicationState';
import { DecisionForm } from './DecisionForm';

/** 帳號審核管理 / 審核 */
export function ApplicationReview() {
  const { t } = useText();
  const { id = '' } = useParams();
  const query = useApplicationQuery(id);
  return (
    <Screen
      title={t('application.title')}
      crumbs={[{ label: t('applications.title'), to: `${ROOT}/accounts` }]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/accounts`} variant="tertiary">
          {t('action.back_to_list')}
        </LinkButton>
      }
    >
      <Answer query={query}>
        {(application) => (
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Panel title={t('application.applicant')}>
              <Applicant application={application} />
            </Panel>
            <Box tag="section" aria-label={t('application.history')}>
              <History events={application.history} />
            </Box>
            {application.state === 'pending' && <DecisionForm application={application} />}
          </Flex>
        )}
      </Answer>
    </Screen>
  );
}

function Applicant({ application }: { application: ApplicationDetail }) {
  const { t } = useText();
  const { dateTime, date } = useFormat();
  const { agency, certificate, submittedAt } = application;
  return (
    <Facts
      rows={[
        [t('application.agency'), `${agency.name}\n${agency.oid}`],
        [t('account.name'), application.name],
        [t('application.account'), application.account],
        [t('account.email'), application.email],
        [t('application.role'), t(`role.${application.role}`)],
        [t('account.certificate'), t(`certificate.${certificate.state}`)],
        [t('application.unit'), certificate.unitName],
        [t('application.serial'), certificate.serialNumber],
        [
          t('application.validUntil'),
          certificate.validUntil === null ? null : date(certificate.validUntil),
        ],
        [t('application.submittedAt'), submittedAt === null ? null : dateTime(submittedAt)],
        [t('account.review_state'), <ApplicationState key="state" state={application.state} />],
      ]}
    />
  );
}

/** 審核動作, 備註, 審核時間, as the guide shows it. */
function History({ events }: { events: readonly AccountEvent[] }) {
  const { t } = useText();
  const { dateTime } = useFormat();
  const columns: readonly Column<AccountEvent>[] = [
    { key: 'action', title: t('application.action'), cell: ({ action }) => t(`event.${action}`) },
    { key: 'remark', title: t('application.remark'), cell: ({ remark }) => remark ?? '' },
    { key: 'actor', title: t('application.actor'), cell: ({ actor }) => actor?.name ?? '' },
    { key: 'at', title: t('application.at'), cell: ({ at }) => dateTime(at) },
  ];
  return (
    <DataTable
      caption={t('application.history_caption')}
      columns={columns}
      rows={events}
      rowKey={({ seq }) => String(seq)}
    />
  );
}
