import { useDeferredValue, useId } from 'react';
import { useAgenciesQuery } from '../api/reference';
import { TextField } from './inputs';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One agency, chosen by name or OID; the text ends with the OID: see {@link oidIn}. */
export function AgencyChoice({ value, ...field }: Props) {
  const listId = useId();
  const word = useDeferredValue(value.trim());
  const { data = [] } = useAgenciesQuery(word, { skip: word.length < 2 || oidIn(word) !== '' });
  return (
    <>
      <TextField {...field} value={value} list={listId} autoComplete="off" />
      <datalist id={listId}>
        {data.map((agency) => (
          <option key={agency.oid} value={agencyText(agency)} />
        ))}
      </datalist>
    </>
  );
}

export function agencyText({ oid, name }: { readonly oid: string; readonly name: string }): string {
  return `${name}（${oid}）`;
}

/** The OID that was chosen or typed; empty where it is none yet. */
export function oidIn(text: string): string {
  return /(?:^|（)(\d+(?:\.\d+){2,})）?$/.exec(text.trim())?.[1] ?? '';
}
