import { useId } from 'react';
import { useAgenciesQuery } from '../api/reference';
import { useText } from '../i18n/useText';
import { TextField } from './inputs';
import { useSettled } from './useSettled';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An agency by part of its name or by its OID, with suggestions while typing. */
export function AgencyPicker({ value, onChange }: Props) {
  const { t } = useText();
  const listId = useId();
  const word = useSettled(value.trim());
  const { data = [] } = useAgenciesQuery(word, { skip: word.length < 2 });
  return (
    <>
      <TextField
        name="agency"
        label={t('agency.label')}
        placeholder={t('agency.placeholder')}
        value={value}
        list={listId}
        autoComplete="off"
        onChange={onChange}
      />
      <datalist id={listId}>
        {data.map(({ oid, name }) => (
          <option key={oid} value={name}>
            {oid}
          </option>
        ))}
      </datalist>
    </>
  );
}
