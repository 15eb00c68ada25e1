import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Panel } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import type { Missing } from './content';

/** What is still missing, told while typing; each line leads to its field. */
export function Completeness({ missing }: { missing: readonly Missing[] }) {
  const { t } = useText();
  return (
    <Panel title={t('complete.title')}>
      <div role="status">
        {missing.length === 0 ? (
          <Typography textColor="success700" fontWeight="semiBold">
            {t('complete.yes')}
          </Typography>
        ) : (
          <Typography>{t('complete.no', { count: missing.length })}</Typography>
        )}
      </div>
      <List>
        {missing.map(({ path, message }) => (
          <li key={path + message}>
            <a href={`#field-${path}`} onClick={(event) => focusField(event, path)}>
              {message}
            </a>
          </li>
        ))}
      </List>
    </Panel>
  );
}

function focusField(event: { preventDefault: () => void }, path: string): void {
  event.preventDefault();
  const field = document.getElementById(`field-${path}`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

const List = styled.ul`
  padding-top: 0.8rem;
  font-size: 1.4rem;
  line-height: 1.8;
  li {
    list-style: disc;
    margin-left: 2rem;
  }
  a {
    color: ${({ theme }) => theme.colors.primary700};
  }
`;
