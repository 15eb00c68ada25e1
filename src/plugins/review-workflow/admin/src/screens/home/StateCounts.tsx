import { styled } from 'styled-components';
import type { SummaryView } from '../../../../../../contracts/officer';
import { STATES } from '../../../../../../domain/review/states';
import { TextLink } from '../../components/TextLink';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** How many datasets in scope are in each of the eight states. */
export function StateCounts({ states }: { states: SummaryView['states'] }) {
  const { t } = useText();
  const { number } = useFormat();
  return (
    <List>
      {STATES.map((state) => (
        <div key={state}>
          <dt>
            <TextLink to={`${ROOT}/datasets?state=${state}`}>{t(`state.${state}`)}</TextLink>
          </dt>
          <dd>{number(states[state])}</dd>
        </div>
      ))}
    </List>
  );
}

const List = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
  gap: 0.4rem 2.4rem;
  font-size: 1.4rem;
  line-height: 1.6;
  color: ${({ theme }) => theme.colors.neutral800};
  > div {
    display: flex;
    justify-content: space-between;
    gap: 1.2rem;
    padding: 0.4rem 0;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
`;
