import { LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { StateBadge } from '../../components/StateBadge';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Rows } from './Rows';

/** The provider's drafts and returns, with why they were returned, each a way to go on with it. */
export function MyDatasets({ rows }: { rows: readonly DatasetRow[] }) {
  const { t } = useText();
  if (rows.length === 0) {
    return (
      <>
        <Typography tag="p" paddingBottom={3}>
          {t('home.mine_empty')}
        </Typography>
        <LinkButton tag={Link} to={`${ROOT}/datasets/new`} variant="secondary">
          {t('datasets.new')}
        </LinkButton>
      </>
    );
  }
  return (
    <Rows>
      {rows.map(({ id, identifier, name, state, returnReason }) => (
        <li key={id}>
          <div>
            <Typography tag="p" fontWeight="semiBold">
              {identifier} {name ?? t('datasets.unnamed')}
            </Typography>
            {returnReason !== null && (
              <Typography variant="pi" textColor="danger700">
                {t('home.returned_because', { reason: returnReason })}
              </Typography>
            )}
          </div>
          <StateBadge state={state} />
          <LinkButton
            tag={Link}
            to={`${ROOT}/datasets/${id}/files`}
            size="S"
            variant="secondary"
            aria-label={`${t('do.edit')} ${identifier}`}
          >
            {t('do.edit')}
          </LinkButton>
        </li>
      ))}
    </Rows>
  );
}
