import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { FindingView } from '../../../../../contracts/dataset-files';
import { useText } from '../i18n/useText';

const COLOURS = { error: 'danger700', warning: 'warning700', info: 'neutral700' } as const;

/** What was noticed in a file: errors first, always shown; the rest behind one line. */
export function Findings({ findings }: { findings: readonly FindingView[] }) {
  const { t } = useText();
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  if (findings.length === 0) return null;
  return (
    <Block>
      {errors.length > 0 && <List findings={errors} />}
      {others.length > 0 && (
        <details>
          <summary>{t('findings.more', { count: others.length })}</summary>
          <List findings={others} />
        </details>
      )}
    </Block>
  );
}

function List({ findings }: { findings: readonly FindingView[] }) {
  const { t } = useText();
  return (
    <ul>
      {findings.map(({ code, severity, message, place, count, sample }, index) => (
        // Nothing else tells two findings of one code apart.
        <li key={`${code}-${index}`}>
          <Typography textColor={COLOURS[severity]} fontWeight="semiBold">
            {t(`findings.${severity}`)}
          </Typography>{' '}
          {message}
          {count > 1 && ` ${t('findings.count', { count })}`}
          {place !== null && count <= 1 && !message.includes(place) && ` (${place})`}
          {sample !== null && sample !== '' && <code> {sample}</code>}
        </li>
      ))}
    </ul>
  );
}

const Block = styled.div`
  font-size: 1.3rem;
  line-height: 1.6;
  li {
    list-style: disc;
    margin-left: 2rem;
  }
  summary {
    cursor: pointer;
    color: ${({ theme }) => theme.colors.primary700};
  }
  code {
    padding: 0 0.4rem;
    background: ${({ theme }) => theme.colors.neutral150};
  }
`;
