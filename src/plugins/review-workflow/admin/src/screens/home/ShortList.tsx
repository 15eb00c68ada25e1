import { Typography } from '@strapi/design-system';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { TextLink } from '../../components/TextLink';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Rows } from './Rows';

interface Props {
  readonly rows: readonly DatasetRow[];
  readonly note: (row: DatasetRow) => string;
}

/** A few datasets, each a way to it, with what is to be known of it. */
export function ShortList({ rows, note }: Props) {
  const { t } = useText();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.id}>
          <TextLink to={`${ROOT}/datasets/${row.id}`}>
            {row.identifier} {row.name ?? t('datasets.unnamed')}
          </TextLink>
          <Typography variant="pi" textColor="neutral700">
            {note(row)}
          </Typography>
        </li>
      ))}
    </Rows>
  );
}
