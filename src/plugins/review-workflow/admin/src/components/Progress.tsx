import { styled } from 'styled-components';

interface Props {
  /** 0 to 1. */
  readonly value: number;
  readonly label: string;
}

export function Progress({ value, label }: Props) {
  return <Bar max={1} value={value} aria-label={label} />;
}

const Bar = styled.progress`
  width: 100%;
  height: 0.8rem;
  accent-color: ${({ theme }) => theme.colors.primary600};
`;
