import { styled } from 'styled-components';

/** One file of the list: its name and state, what it can do, what there is to say. */
export const FileItem = styled.li`
  display: grid;
  grid-template-columns: 1fr auto;
  gap: 0.8rem 1.6rem;
  align-items: center;
  padding: 1.2rem 0;
  font-size: 1.4rem;
  line-height: 1.5;
  overflow-wrap: anywhere;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  > .whole {
    grid-column: 1 / -1;
  }
`;
