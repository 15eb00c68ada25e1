import type { ReactNode } from 'react';
import { styled } from 'styled-components';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values, side by side where there is room. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <List>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </List>
  );
}

const List = styled.dl`
  font-size: 1.4rem;
  line-height: 1.6;
  color: ${({ theme }) => theme.colors.neutral800};
  > div {
    display: grid;
    grid-template-columns: minmax(9rem, 16rem) 1fr;
    gap: 0.4rem 1.6rem;
    padding: 0.8rem 0;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  dt {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  dd {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (max-width: 600px) {
    > div {
      grid-template-columns: 1fr;
    }
  }
`;
