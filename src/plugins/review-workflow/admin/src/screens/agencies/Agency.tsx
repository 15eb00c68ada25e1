import { Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link, useParams } from 'react-router-dom';
import type { AgencyDetail } from '../../../../../../contracts/agencies';
import { useAgencyListQuery, useAgencyQuery } from '../../api/agencies';
import { Answer } from '../../components/Answer';
import { Callout } from '../../components/Callout';
import { ContentHistory } from '../../components/ContentHistory';
import { DataTable, type Column } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { Panel, Screen } from '../../components/Screen';
import { TextLink } from '../../components/TextLink';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { AgencyForm } from './AgencyForm';
import { Reorganise } from './Reorganise';

const LIST = `${ROOT}/agencies`;

/** A new agency. */
export function NewAgency() {
  const { t } = useText();
  return (
    <Screen title={t('agencies.new')} crumbs={[{ label: t('agencies.title'), to: LIST }]}>
      <AgencyForm agency={null} />
    </Screen>
  );
}

/** Everything about one agency: where it stands, who works there, what it was, what to do with it. */
export function Agency() {
  const { t } = useText();
  const { id = '' } = useParams();
  const query = useAgencyQuery(id);
  return (
    <Answer query={query}>
      {(agency) => (
        <Screen
          title={agency.name}
          crumbs={[{ label: t('agencies.title'), to: LIST }]}
          actions={
            <>
              <LinkButton tag={Link} to={LIST} variant="tertiary">
                {t('action.back_to_list')}
              </LinkButton>
              <Reorganise agency={agency} />
            </>
          }
        >
          <Flex direction="column" alignItems="stretch" gap={5} key={agency.id}>
            <Warnings agency={agency} />
            <About agency={agency} />
            <Officers agency={agency} />
            <Below agency={agency} />
            <AgencyForm key={agency.version} agency={agency} />
            <ContentHistory events={agency.history} />
          </Flex>
        </Screen>
      )}
    </Answer>
  );
}

function Warnings({ agency }: { agency: AgencyDetail }) {
  const { t } = useText();
  const { retired, successor, managed, providers, datasets } = agency;
  if (retired) {
    return (
      <Callout tone="info" title={t('agency.retired_title')}>
        {successor === null
          ? t('agency.retired_alone')
          : t('agency.retired_text', { name: successor.name })}
      </Callout>
    );
  }
  if (managed || providers + datasets === 0) return null;
  return (
    <Callout tone="warning" title={t('agency.unmanaged_title')}>
      {t('agency.unmanaged_text')}
    </Callout>
  );
}

function About({ agency }: { agency: AgencyDetail }) {
  const { t, isChinese } = useText();
  const { number } = useFormat();
  const { above, formerNames, predecessors, successor } = agency;
  const listed = (names: readonly string[]) => (names.length === 0 ? null : names.join('\n'));
  return (
    <Panel title={t('agency.facts')}>
      <Facts
        rows={[
          [t('agency.oid'), agency.oid],
          [t('agency.code'), agency.code],
          [t('agency.nameEn'), agency.nameEn],
          [
            t('agency.above'),
            above.length === 0
              ? t('agencies.top')
              : above.map(({ name }) => name).join(isChinese ? '／' : ' / '),
          ],
          [t('agencies.managers'), number(agency.managers)],
          [t('agencies.providers'), number(agency.providers)],
          [t('agencies.datasets'), number(agency.datasets)],
          [
            t('agency.former_names'),
            listed(formerNames.map(({ name, until }) => t('agency.former_name', { name, until }))),
          ],
          [t('agency.predecessors'), listed(predecessors.map(({ name, oid }) => `${name} ${oid}`))],
          [t('agency.successor'), successor === null ? null : `${successor.name} ${successor.oid}`],
        ]}
      />
    </Panel>
  );
}

type Officer = AgencyDetail['officers'][number];

function Officers({ agency: { officers, name } }: { agency: AgencyDetail }) {
  const { t } = useText();
  const columns: readonly Column<Officer>[] = [
    { key: 'name', title: t('account.name'), cell: (officer) => officer.name },
    {
      key: 'account',
      title: t('account.account'),
      cell: ({ account }) => (
        <TextLink to={`${ROOT}/officers?q=${encodeURIComponent(account)}`}>{account}</TextLink>
      ),
    },
    {
      key: 'role',
      title: t('account.role'),
      cell: ({ role }) => (role === null ? t('officers.state.no_role') : t(`role.${role}`)),
    },
    {
      key: 'state',
      title: t('account.state'),
      cell: ({ active }) => t(active ? 'officers.state.active' : 'officers.state.disabled'),
    },
  ];
  return (
    <Panel title={t('agency.officers')}>
      {officers.length === 0 ? (
        <Typography textColor="neutral700">{t('agency.officers_none')}</Typography>
      ) : (
        <DataTable
          caption={t('agency.officers_caption', { name })}
          columns={columns}
          rows={officers}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}

const FIRST = 20;

/** The tree, one step down. */
function Below({ agency: { oid, children } }: { agency: AgencyDetail }) {
  const { t } = useText();
  const { number } = useFormat();
  const query = useAgencyListQuery({ parent: oid, pageSize: FIRST }, { skip: children === 0 });
  return (
    <Panel title={t('agency.below')}>
      {children === 0 ? (
        <Typography textColor="neutral700">{t('agency.below_none')}</Typography>
      ) : (
        <Answer query={query}>
          {({ data }) => (
            <Flex tag="ul" gap={4} wrap="wrap">
              {data.map(({ id, name }) => (
                <li key={id}>
                  <TextLink to={`${LIST}/${id}`}>{name}</TextLink>
                </li>
              ))}
              {children > FIRST && (
                <li>
                  <TextLink to={`${LIST}?parent=${oid}`}>
                    {t('agency.below_all', { count: number(children) })}
                  </TextLink>
                </li>
              )}
            </Flex>
          )}
        </Answer>
      )}
    </Panel>
  );
}
