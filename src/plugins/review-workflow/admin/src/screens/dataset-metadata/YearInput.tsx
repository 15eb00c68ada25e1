import { useEffect, useState } from 'react';
import { TextField } from '../../components/inputs';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly required?: boolean;
  readonly onChange: (year: number | null) => void;
}

/** A year of four digits; while fewer are typed, none is given. */
export function YearInput({ value, onChange, ...field }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  useEffect(() => {
    if (value !== null) setTyped(String(value));
  }, [value]);
  return (
    <TextField
      {...field}
      value={typed}
      inputMode="numeric"
      maxLength={4}
      onChange={(text) => {
        const digits = text.replace(/\D/g, '');
        setTyped(digits);
        onChange(digits.length === 4 ? Number(digits) : null);
      }}
    />
  );
}
