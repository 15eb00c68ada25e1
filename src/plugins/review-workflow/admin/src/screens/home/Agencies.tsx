import type { SummaryView } from '../../../../../../contracts/officer';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { Chart } from './Growth';

/** The agencies with most public tokens. */
export function Agencies({ agencies }: { agencies: SummaryView['agencies'] }) {
  const { t } = useText();
  const { number } = useFormat();
  const most = Math.max(...agencies.map(({ tokens }) => tokens), 1);
  if (agencies.length === 0) return null;
  return (
    <Chart tabIndex={0} role="group" aria-label={t('home.agencies')}>
      <table>
        <caption>{t('home.agencies')}</caption>
        <tbody>
          {agencies.map(({ name, tokens, datasets }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="bar" aria-hidden="true">
                <span style={{ width: `${(tokens / most) * 100}%` }} />
              </td>
              <td>{t('home.month', { tokens: number(tokens), datasets: number(datasets) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  );
}
