import { Flex } from '@strapi/design-system';
import type { SummaryView } from '../../../../../../contracts/officer';
import { useSummaryQuery } from '../../api/datasets';
import { Answer } from '../../components/Answer';
import { Panel, Screen } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { Agencies } from './Agencies';
import { Growth } from './Growth';
import { ShortList } from './ShortList';
import { StateCounts } from './StateCounts';
import { Waiting } from './Waiting';

/** What waits for this person first; then the datasets, and how the corpus grows. */
export function Home() {
  const { t } = useText();
  const query = useSummaryQuery();
  return (
    <Screen title={t('home.title')}>
      <Answer query={query}>{(summary) => <Parts summary={summary} />}</Answer>
    </Screen>
  );
}

function Parts({ summary }: { summary: SummaryView }) {
  const { t } = useText();
  const { role } = useMe();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Panel title={t('home.waiting')}>
        <Waiting summary={summary} />
      </Panel>
      {role === 'provider' && (
        <Panel title={t('home.mine')}>
          <ShortList rows={summary.mine} empty={t('home.mine_empty')} />
        </Panel>
      )}
      <Panel title={t('home.states')}>
        <StateCounts states={summary.states} />
      </Panel>
      {summary.scheduled.length > 0 && (
        <Panel title={t('home.scheduled')}>
          <ShortList rows={summary.scheduled} />
        </Panel>
      )}
      {summary.expiring.length > 0 && (
        <Panel title={t('home.expiring')}>
          <ShortList rows={summary.expiring} />
        </Panel>
      )}
      <Panel title={t('home.corpus')}>
        <Growth growth={summary.growth} />
        <Agencies agencies={summary.agencies} />
      </Panel>
    </Flex>
  );
}
