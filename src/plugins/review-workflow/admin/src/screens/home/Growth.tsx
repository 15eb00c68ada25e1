import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SummaryView } from '../../../../../../contracts/officer';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

/** Tokens and datasets of the public corpus over the last twelve months. */
export function Growth({ growth }: { growth: SummaryView['growth'] }) {
  const { t } = useText();
  const { number } = useFormat();
  const now = growth.at(-1);
  if (now === undefined) return null;
  const most = Math.max(...growth.map(({ tokens }) => tokens), 1);
  return (
    <>
      <Typography tag="p">
        {t('home.totals', { tokens: number(now.tokens), datasets: number(now.datasets) })}
      </Typography>
      <Chart tabIndex={0} role="group" aria-label={t('home.growth')}>
        <table>
          <caption>{t('home.growth')}</caption>
          <tbody>
            {growth.map(({ month, tokens, datasets }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td className="bar" aria-hidden="true">
                  <span style={{ width: `${(tokens / most) * 100}%` }} />
                </td>
                <td>{t('home.month', { tokens: number(tokens), datasets: number(datasets) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
    </>
  );
}

/** A table with a bar in each row: a chart to the eye, numbers to everybody. */
export const Chart = styled.div`
  padding-top: 1.6rem;
  overflow-x: auto;
  font-size: 1.3rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  table {
    width: 100%;
  }
  caption {
    padding-bottom: 0.8rem;
    font-weight: 600;
    text-align: left;
  }
  th,
  td {
    padding: 0.2rem 0.8rem 0.2rem 0;
    font-weight: 400;
    text-align: left;
    white-space: nowrap;
  }
  .bar {
    width: 60%;
    min-width: 8rem;
  }
  .bar span {
    display: block;
    height: 1.2rem;
    background: ${({ theme }) => theme.colors.primary600};
  }
`;
