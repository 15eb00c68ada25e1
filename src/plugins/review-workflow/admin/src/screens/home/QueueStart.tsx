import { LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { StateBadge } from '../../components/StateBadge';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Waiting } from '../review-queue/Waiting';
import { Rows } from './Rows';

/** The reviews that have waited longest, each a click away. */
export function QueueStart({ rows }: { rows: readonly DatasetRow[] }) {
  const { t } = useText();
  return (
    <Rows aria-label={t('home.queue')}>
      {rows.map(({ id, identifier, name, agency, state, submittedAt }) => (
        <li key={id}>
          <div>
            <Typography tag="p" fontWeight="semiBold">
              {identifier} {name ?? t('datasets.unnamed')}
            </Typography>
            <Typography variant="pi" textColor="neutral700">
              {agency.name}
            </Typography>
          </div>
          {submittedAt !== null && (
            <span>
              <Waiting since={submittedAt} />
            </span>
          )}
          <StateBadge state={state} />
          <LinkButton
            tag={Link}
            to={`${ROOT}/review/${id}`}
            size="S"
            variant="secondary"
            aria-label={`${t('do.review')} ${identifier}`}
          >
            {t('do.review')}
          </LinkButton>
        </li>
      ))}
    </Rows>
  );
}
