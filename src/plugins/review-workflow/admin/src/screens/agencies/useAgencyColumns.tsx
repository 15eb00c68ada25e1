import { LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { AgencyRow } from '../../../../../../contracts/agencies';
import type { Column } from '../../components/DataTable';
import { Pill } from '../../components/Pill';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

export function useAgencyColumns(): readonly Column<AgencyRow>[] {
  const { t } = useText();
  const { number } = useFormat();
  return [
    {
      key: 'name',
      title: t('agencies.name'),
      cell: ({ name, oid }) => (
        <>
          {name}
          <Typography tag="p" variant="pi" textColor="neutral700">
            {oid}
          </Typography>
        </>
      ),
    },
    {
      key: 'parent',
      title: t('agencies.parent'),
      cell: ({ parent }) => parent?.name ?? t('agencies.top'),
    },
    { key: 'managers', title: t('agencies.managers'), cell: (row) => <Managers row={row} /> },
    {
      key: 'providers',
      title: t('agencies.providers'),
      cell: ({ providers }) => number(providers),
    },
    { key: 'datasets', title: t('agencies.datasets'), cell: ({ datasets }) => number(datasets) },
    { key: 'state', title: t('content.state'), cell: (row) => <AgencyPill row={row} /> },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ id, name }) => (
        <LinkButton
          tag={Link}
          to={`${ROOT}/agencies/${id}`}
          size="S"
          variant="secondary"
          aria-label={t('agencies.view_one', { name })}
        >
          {t('agencies.view')}
        </LinkButton>
      ),
    },
  ];
}

/** How many, or that there is none: a matter only where somebody works. */
function Managers({ row }: { row: AgencyRow }) {
  const { t } = useText();
  const { number } = useFormat();
  const { managers, managed, providers, datasets, retired } = row;
  if (managers > 0) return <>{number(managers)}</>;
  if (managed) return <>{t('agencies.managed_above')}</>;
  if (retired || providers + datasets === 0) return <>{t('none')}</>;
  return <Pill tone="bad">{t('agencies.no_manager')}</Pill>;
}

function AgencyPill({ row: { retired, successor } }: { row: AgencyRow }) {
  const { t } = useText();
  return (
    <>
      <Pill tone={retired ? 'neutral' : 'good'}>
        {t(retired ? 'agencies.state.retired' : 'agencies.state.in-use')}
      </Pill>
      {successor !== null && <p>{t('agencies.succeeded', { name: successor.name })}</p>}
    </>
  );
}
