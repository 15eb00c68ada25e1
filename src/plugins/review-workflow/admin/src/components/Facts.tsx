import type { ReactNode } from 'react';
import { styled } from 'styled-components';

interface Props {
  /** Label and value; a row without a value is left out. */
  readonly rows: readonly (readonly [label: string, value: ReactNode])[];
}

/** What is known of one thing, label by label. */
export function Facts({ rows }: Props) {
  return (
    <List>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </List>
  );
}

const List = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
  gap: 1.6rem;
  font-size: 1.4rem;
  line-height: 1.5;
  dt {
    color: ${({ theme }) => theme.colors.neutral700};
  }
  dd {
    color: ${({ theme }) => theme.colors.neutral800};
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
