import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CorpusStatistics } from '../../../../../../contracts/officer';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

interface Props {
  readonly title: string;
  readonly shares: CorpusStatistics['agencies'];
}

/** Tokens and datasets of those with most of them, the largest first. */
export function Shares({ title, shares }: Props) {
  const { t, isChinese } = useText();
  const { number } = useFormat();
  const most = Math.max(...shares.map(({ tokens }) => tokens), 1);
  return (
    <Figure>
      <figcaption>{title}</figcaption>
      {shares.length === 0 && <Typography>{t('list.empty')}</Typography>}
      <ol>
        {shares.map(({ name, nameEn, tokens, datasets }) => (
          <li key={name}>
            <span>{isChinese ? name : (nameEn ?? name)}</span>
            <span>{t('home.share', { tokens: number(tokens), datasets })}</span>
            <i style={{ width: `${(tokens / most) * 100}%` }} />
          </li>
        ))}
      </ol>
    </Figure>
  );
}

const Figure = styled.figure`
  margin: 0;
  color: ${({ theme }) => theme.colors.neutral800};
  figcaption {
    padding-bottom: 1.2rem;
    font-size: 1.4rem;
    font-weight: 600;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 1.2rem;
    padding-bottom: 0.8rem;
    font-size: 1.3rem;
    line-height: 1.6;
  }
  span + span {
    color: ${({ theme }) => theme.colors.neutral700};
    font-variant-numeric: tabular-nums;
  }
  /* A bar has a line of its own, however short it is. */
  i {
    grid-column: 1 / -1;
    height: 0.6rem;
    min-width: 2px;
    background: ${({ theme }) => theme.colors.primary600};
    border-radius: 2px;
  }
`;
