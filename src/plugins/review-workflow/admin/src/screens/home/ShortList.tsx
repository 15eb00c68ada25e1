import { Flex, Typography } from '@strapi/design-system';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { StateBadge } from '../../components/StateBadge';
import { TextLink } from '../../components/TextLink';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

interface Props {
  readonly rows: readonly DatasetRow[];
  readonly empty?: string;
}

/** A few datasets, each a way to go on with it. */
export function ShortList({ rows, empty = '' }: Props) {
  const { t } = useText();
  if (rows.length === 0) return <Typography>{empty}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {rows.map(({ id, identifier, name, state, delistOn, editable }) => (
        <Flex key={id} tag="li" gap={3} wrap="wrap">
          <Typography>{identifier}</Typography>
          <Typography>
            <TextLink to={`${ROOT}/datasets/${id}${editable ? '/files' : ''}`}>
              {name ?? t('datasets.unnamed')}
            </TextLink>
          </Typography>
          <StateBadge state={state} delistOn={delistOn} />
        </Flex>
      ))}
    </Flex>
  );
}
