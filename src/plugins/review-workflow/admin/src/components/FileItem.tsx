import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { Pill, type Tone } from './Pill';

interface Props {
  readonly name: string;
  /** Format, size, tokens: whatever is known. */
  readonly facts: readonly (string | null)[];
  readonly state: { readonly tone: Tone; readonly words: string };
  readonly actions?: ReactNode;
  /** What there is to say or show below. */
  readonly children?: ReactNode;
}

/** One file of a list: its name and facts, its state, what can be done with it. */
export function FileItem({ name, facts, state, actions, children }: Props) {
  return (
    <Item>
      <div>
        <strong>{name}</strong>
        <small>{facts.filter((fact) => fact !== null && fact !== '').join('・')}</small>
      </div>
      <Pill tone={state.tone}>{state.words}</Pill>
      <div className="actions">{actions}</div>
      <div className="whole">{children}</div>
    </Item>
  );
}

const Item = styled.li`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto auto;
  gap: 0 1.6rem;
  align-items: center;
  padding: 1.2rem 0;
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  strong {
    font-weight: 600;
  }
  small {
    display: block;
    font-size: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
    justify-content: flex-end;
    min-width: 6rem;
  }
  .whole {
    grid-column: 1 / -1;
  }
  .whole > :first-child {
    margin-top: 0.8rem;
  }
  @media (max-width: 600px) {
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.8rem;
    .actions {
      grid-column: 1 / -1;
      justify-content: flex-start;
    }
  }
`;
