import { Field, Textarea, TextInput } from '@strapi/design-system';
import type { ChangeEvent, HTMLInputTypeAttribute, ReactNode } from 'react';
import { styled } from 'styled-components';

interface Common {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly placeholder?: string;
}

/** The label with its input, hint and error, tied together for screen readers. */
function Labelled({
  label,
  name,
  hint,
  error,
  required = false,
  children,
}: Pick<Common, 'label' | 'name' | 'hint' | 'error' | 'required'> & { children: ReactNode }) {
  return (
    <Field.Root
      name={name}
      id={`field-${name}`}
      required={required}
      hint={hint}
      error={error ?? false}
      width="100%"
    >
      <Field.Label>{label}</Field.Label>
      <Edge $wrong={error !== undefined}>{children}</Edge>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

interface TextProps extends Common {
  readonly type?: HTMLInputTypeAttribute;
  readonly maxLength?: number;
  readonly min?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'email' | 'text';
  readonly list?: string;
  readonly autoComplete?: string;
}

export function TextField({ label, hint, error, onChange, ...input }: TextProps) {
  return (
    <Labelled
      label={label}
      name={input.name}
      hint={hint}
      error={error}
      required={input.required ?? false}
    >
      <TextInput
        {...input}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
      />
    </Labelled>
  );
}

interface LongProps extends Common {
  readonly maxLength?: number;
}

export function LongTextField({ label, hint, error, onChange, ...input }: LongProps) {
  return (
    <Labelled
      label={label}
      name={input.name}
      hint={hint}
      error={error}
      required={input.required ?? false}
    >
      <Textarea
        {...input}
        onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
      />
    </Labelled>
  );
}

interface SelectProps extends Common {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The browser's own list: by keyboard, on telephones and at 200 % zoom it works as people know it. */
export function SelectField({ label, hint, error, options, onChange, ...input }: SelectProps) {
  const { required, disabled, name, value } = input;
  return (
    <Labelled label={label} name={name} hint={hint} error={error} required={required ?? false}>
      <NativeSelect
        id={`field-${name}`}
        name={name}
        value={value}
        required={required}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </Labelled>
  );
}

/** Edges as clear as WCAG 1.4.11 asks: Strapi's own are too pale. */
const Edge = styled.div<{ $wrong: boolean }>`
  > div:not(:focus-within) {
    border-color: ${({ theme, $wrong }) =>
      $wrong ? theme.colors.danger600 : theme.colors.neutral500};
  }
`;

export const NativeSelect = styled.select`
  width: 100%;
  min-height: 4rem;
  padding: 0 1.2rem;
  font-size: 1.4rem;
  font-family: inherit;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral500};
  border-radius: ${({ theme }) => theme.borderRadius};
  &:disabled {
    color: ${({ theme }) => theme.colors.neutral600};
    background: ${({ theme }) => theme.colors.neutral150};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;
