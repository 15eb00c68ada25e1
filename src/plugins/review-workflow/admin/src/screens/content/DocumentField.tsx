import { Field, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Markdown } from '../../components/Markdown';
import { useText } from '../../i18n/useText';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled: boolean;
  readonly value: string;
  readonly markdown: boolean;
  readonly onChange: (value: string) => void;
}

const ENGLISH = /En$/;

/** A long text, with what it will look like where it is Markdown. */
export function DocumentField(props: Props) {
  const { name, label, hint, error, disabled, value, markdown, onChange } = props;
  const { t } = useText();
  const lang = ENGLISH.test(name) ? 'en' : 'zh-Hant-TW';
  return (
    <Field.Root name={name} id={`field-${name}`} hint={hint} error={error ?? false} width="100%">
      <Field.Label>{label}</Field.Label>
      <Long
        id={`field-${name}`}
        name={name}
        lang={lang}
        // A text that stays is read, selected and copied.
        readOnly={disabled}
        value={value}
        rows={markdown ? 10 : 16}
        onChange={({ target }) => onChange(target.value)}
      />
      <Field.Hint />
      <Field.Error />
      {markdown && value.trim() !== '' && (
        <details>
          <summary>
            <Typography variant="pi">
              {t(lang === 'en' ? 'page.preview_en' : 'page.preview_zh')}
            </Typography>
          </summary>
          <Paper>
            <Markdown text={value} lang={lang} />
          </Paper>
        </details>
      )}
    </Field.Root>
  );
}

const Long = styled.textarea`
  width: 100%;
  padding: 1.2rem;
  font: inherit;
  font-size: 1.4rem;
  line-height: 1.7;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral500};
  border-radius: ${({ theme }) => theme.borderRadius};
  resize: vertical;
  &:read-only {
    background: ${({ theme }) => theme.colors.neutral150};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;

const Paper = styled.div`
  margin-top: 0.8rem;
  padding: 1.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
