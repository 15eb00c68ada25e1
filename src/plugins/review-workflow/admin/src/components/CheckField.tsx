import { styled } from 'styled-components';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Yes or no. */
export function CheckField({ name, label, hint, checked, disabled, onChange }: Props) {
  return (
    <Row>
      <label>
        <input
          type="checkbox"
          name={name}
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `hint-${name}`}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {hint !== undefined && <p id={`hint-${name}`}>{hint}</p>}
    </Row>
  );
}

const Row = styled.div`
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  label {
    display: inline-flex;
    gap: 0.8rem;
    align-items: center;
    min-height: 2.8rem;
    font-weight: 600;
    cursor: pointer;
  }
  input {
    width: 1.8rem;
    height: 1.8rem;
    accent-color: ${({ theme }) => theme.colors.primary600};
  }
  p {
    padding-left: 2.6rem;
    font-size: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral700};
  }
`;
