import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../i18n/useText';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Instead of the title at the head of the column. */
  readonly head?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** The name of the sort, where the list can be sorted by this column. */
  readonly sort?: string;
  readonly width?: string;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** `key:asc` or `key:desc`. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
}

/** A table that becomes a list of cards where the window is narrow. */
export function DataTable<Row>({ caption, columns, rows, rowKey, sort = '', onSort }: Props<Row>) {
  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius overflow="hidden">
      <Table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, title, cell }) => (
                <td key={key} data-label={title}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Box>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: string;
  readonly onSort: ((sort: string) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { t } = useText();
  const [key, direction] = sort.split(':');
  const style = column.width === undefined ? undefined : { width: column.width };
  const by = column.sort;
  if (by === undefined || onSort === undefined) {
    return (
      <th scope="col" style={style}>
        {column.head || column.title}
      </th>
    );
  }
  const active = key === by;
  const next = active && direction === 'desc' ? 'asc' : 'desc';
  const order = direction === 'desc' ? 'descending' : 'ascending';
  return (
    <th scope="col" style={style} aria-sort={active ? order : 'none'}>
      <button
        type="button"
        onClick={() => onSort(`${by}:${next}`)}
        title={t('list.sort', { column: column.title })}
      >
        {column.title}
        <span aria-hidden="true">{active ? (direction === 'desc' ? ' ▼' : ' ▲') : ' ↕'}</span>
      </button>
    </th>
  );
}

const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th {
    padding: 1.2rem 1rem;
    text-align: left;
    font-weight: 600;
    white-space: nowrap;
    color: ${({ theme }) => theme.colors.neutral700};
    background: ${({ theme }) => theme.colors.neutral100};
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
  th button {
    padding: 0;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    cursor: pointer;
  }
  td {
    padding: 1.2rem 1rem;
    vertical-align: top;
    overflow-wrap: break-word;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  td:last-child :is(a, button) {
    white-space: nowrap;
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
  tbody tr:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  @media (max-width: 900px) {
    &,
    tbody,
    tr,
    td {
      display: block;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      padding: 1.2rem;
      border-bottom: 4px solid ${({ theme }) => theme.colors.neutral150};
    }
    td {
      display: grid;
      grid-template-columns: 11rem 1fr;
      gap: 0.8rem;
      padding: 0.4rem 0;
      border: 0;
    }
    td::before {
      content: attr(data-label);
      font-weight: 600;
      color: ${({ theme }) => theme.colors.neutral700};
    }
  }
`;
