import { styled } from 'styled-components';

/** A few things, one a line: what it is at the left, how it stands and what to do at the right. */
export const Rows = styled.ul`
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1.6rem;
    align-items: center;
    padding: 1rem 0;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  > li:first-child {
    border-top: 0;
  }
  > li > :first-child {
    flex: 1 1 20rem;
    overflow-wrap: anywhere;
  }
`;
