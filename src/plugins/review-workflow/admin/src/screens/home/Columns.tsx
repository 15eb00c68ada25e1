import { styled } from 'styled-components';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

interface Props {
  readonly title: string;
  readonly months: readonly { readonly month: string; readonly value: number }[];
}

/** One column a month. The list is the chart: short numbers to the eye, whole ones to a screen reader. */
export function Columns({ title, months }: Props) {
  const { number, compact, monthName } = useFormat();
  const { isChinese } = useText();
  const told = (month: string, value: number) =>
    `${month}${isChinese ? '：' : ': '}${number(value)}`;
  const most = Math.max(...months.map(({ value }) => value), 1);
  return (
    <Figure>
      <figcaption>{title}</figcaption>
      <ol>
        {months.map(({ month, value }, index) => (
          <li key={month} title={told(month, value)}>
            <span aria-hidden="true">{compact(value)}</span>
            <i style={{ height: `${(value / most) * 100}%` }} />
            <span aria-hidden="true">{monthName(month)}</span>
            <span aria-hidden="true">{startsYear(month, index) ? month.slice(0, 4) : ' '}</span>
            <b>{told(month, value)}</b>
          </li>
        ))}
      </ol>
    </Figure>
  );
}

function startsYear(month: string, index: number): boolean {
  return index === 0 || month.endsWith('-01');
}

const Figure = styled.figure`
  margin: 0;
  color: ${({ theme }) => theme.colors.neutral800};
  figcaption {
    padding-bottom: 1.2rem;
    font-size: 1.4rem;
    font-weight: 600;
  }
  ol {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 0.4rem;
  }
  li {
    position: relative;
    display: grid;
    grid-template-rows: 1.6rem 11rem 1.6rem 1.6rem;
    text-align: center;
  }
  span {
    overflow: hidden;
    font-size: 1.1rem;
    line-height: 1.6rem;
    white-space: pre;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  i {
    align-self: end;
    min-height: 2px;
    background: ${({ theme }) => theme.colors.primary600};
    border-radius: 2px 2px 0 0;
  }
  b {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
