import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SummaryView } from '../../../../../../contracts/officer';
import { useSummaryQuery } from '../../api/datasets';
import { Answer } from '../../components/Answer';
import { Panel, Screen } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { Corpus } from './Corpus';
import { MyDatasets } from './MyDatasets';
import { QueueStart } from './QueueStart';
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
  const { queue, scheduled, expiring } = summary;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Panel title={t('home.waiting')}>
        <Waiting summary={summary} />
        {role !== 'provider' && queue.length > 0 && <QueueStart rows={queue} />}
      </Panel>
      <Halves>
        {(role === 'provider' || scheduled.length + expiring.length > 0) && (
          <Flex direction="column" alignItems="stretch" gap={4}>
            {role === 'provider' && (
              <Panel title={t('home.mine')}>
                <MyDatasets rows={summary.mine} />
              </Panel>
            )}
            <Leaving scheduled={scheduled} expiring={expiring} />
          </Flex>
        )}
        <Panel title={t('home.states')}>
          <StateCounts states={summary.states} />
        </Panel>
      </Halves>
      <Panel title={t('home.corpus')}>
        <Corpus corpus={summary.corpus} />
      </Panel>
    </Flex>
  );
}

/** What leaves the public site by itself, on a day that was set or with its licence. */
function Leaving({ scheduled, expiring }: Pick<SummaryView, 'scheduled' | 'expiring'>) {
  const { t } = useText();
  return (
    <>
      {scheduled.length > 0 && (
        <Panel title={t('home.scheduled')}>
          <ShortList
            rows={scheduled}
            note={({ delistOn }) => t('home.scheduled_on', { date: delistOn ?? '' })}
          />
        </Panel>
      )}
      {expiring.length > 0 && (
        <Panel title={t('home.expiring')}>
          <ShortList rows={expiring} note={() => t('home.expiring_hint')} />
        </Panel>
      )}
    </>
  );
}

const Halves = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
  gap: 1.6rem;
`;
