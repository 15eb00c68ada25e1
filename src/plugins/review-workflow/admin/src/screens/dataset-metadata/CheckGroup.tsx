import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../../i18n/useText';

interface Props {
  readonly id: string;
  readonly legend: string;
  readonly options: readonly { readonly code: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly onChange: (codes: string[]) => void;
}

/** Several of a few. */
export function CheckGroup(props: Props) {
  const { id, legend, options, chosen, error, required = true, onChange } = props;
  const { t } = useText();
  const toggle = (code: string) =>
    onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <Group id={`field-${id}`} tabIndex={-1}>
      <legend>
        {legend}
        {required && <span aria-hidden="true"> *</span>} <small>{t('field.several')}</small>
      </legend>
      {options.map(({ code, label }) => (
        <label key={code}>
          <input
            type="checkbox"
            name={id}
            value={code}
            checked={chosen.includes(code)}
            onChange={() => toggle(code)}
          />
          {label}
        </label>
      ))}
      {error !== undefined && (
        <Typography textColor="danger700" role="alert">
          {error}
        </Typography>
      )}
    </Group>
  );
}

export const Group = styled.fieldset`
  display: flex;
  flex-wrap: wrap;
  gap: 0.8rem 2rem;
  padding: 0;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  border: 0;
  legend {
    padding: 0 0 0.8rem;
    font-size: 1.3rem;
    font-weight: 600;
  }
  legend span {
    color: ${({ theme }) => theme.colors.danger700};
  }
  legend small {
    font-weight: 400;
  }
  label {
    display: inline-flex;
    gap: 0.6rem;
    align-items: center;
    min-height: 2.8rem;
    cursor: pointer;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.8rem;
    height: 1.8rem;
    accent-color: ${({ theme }) => theme.colors.primary600};
  }
`;
