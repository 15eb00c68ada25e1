import { styled } from 'styled-components';

/** A small choice in the bar at the top; the pressed one is the present one. */
export const BarButton = styled.button`
  min-width: 2.8rem;
  min-height: 2.8rem;
  padding: 0.2rem 0.6rem;
  font: inherit;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral800};
  background: transparent;
  border: 1px solid transparent;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  &[aria-pressed='true'] {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.primary700};
    border-color: ${({ theme }) => theme.colors.primary700};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;
