import { styled } from 'styled-components';
import type { CorpusStatistics } from '../../../../../../contracts/officer';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { Columns } from './Columns';
import { Shares } from './Shares';

/** The public corpus in numbers: how much there is, how it grew, who provides it and about what. */
export function Corpus({ corpus }: { corpus: CorpusStatistics }) {
  const { t } = useText();
  const { number, bytes } = useFormat();
  const { totals, growth, agencies, domains } = corpus;
  const figures = [
    { label: t('home.total_tokens'), value: number(totals.tokens) },
    { label: t('home.total_datasets'), value: number(totals.datasets) },
    { label: t('home.total_agencies'), value: number(totals.agencies) },
    { label: t('home.total_files'), value: number(totals.files) },
    { label: t('home.total_bytes'), value: bytes(totals.bytes) },
  ];
  return (
    <>
      <Figures>
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Figures>
      <Charts>
        <Columns
          title={t('home.growth_tokens')}
          months={growth.map(({ month, tokens }) => ({ month, value: tokens }))}
        />
        <Columns
          title={t('home.growth_datasets')}
          months={growth.map(({ month, datasets }) => ({ month, value: datasets }))}
        />
        <Shares title={t('home.agencies')} shares={agencies} />
        <Shares title={t('home.domains')} shares={domains} />
      </Charts>
    </>
  );
}

const Figures = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
  gap: 1.6rem;
  padding-bottom: 2.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  dt {
    font-size: 1.3rem;
    line-height: 1.5;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  dd {
    margin: 0;
    font-size: 2.2rem;
    font-weight: 600;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
`;

const Charts = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr));
  gap: 3.2rem;
`;
