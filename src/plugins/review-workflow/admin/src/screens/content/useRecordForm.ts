import { useCallback, useEffect, useState } from 'react';
import type { Picture } from '../../../../../../contracts/content';
import {
  useCreateContentMutation,
  useUpdateContentMutation,
  type AnyRecord,
  type Fields,
} from '../../api/content';
import { refusalOf } from '../../api/errors';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { FORMS, type FieldSpec, type FormKind } from './fields';

export type Values = Readonly<Record<string, unknown>>;

export interface RecordForm {
  readonly kind: FormKind;
  /** Null where a new one is made. */
  readonly record: AnyRecord | null;
  readonly values: Values;
  readonly errors: Readonly<Record<string, string>>;
  readonly dirty: boolean;
  readonly busy: boolean;
  /** Somebody else has changed it meanwhile. */
  readonly stale: boolean;
  change(name: string, value: unknown): void;
  /** @returns the record as saved; null where it was not. */
  save(): Promise<AnyRecord | null>;
}

interface Options {
  readonly kind: FormKind;
  readonly record: AnyRecord | null;
  /** What a new one begins with. */
  readonly begin?: Values;
}

/** One record in a form: what is in it, what is wrong, and saving it whole. */
export function useRecordForm({ kind, record, begin = {} }: Options): RecordForm {
  const { t } = useText();
  const tell = useTell();
  const specs = FORMS[kind];
  const [base, setBase] = useState(record);
  const [values, setValues] = useState<Values>(() => valuesOf(specs, record ?? begin));
  const [errors, setErrors] = useState<RecordForm['errors']>({});
  const [stale, setStale] = useState(false);
  const [create, creating] = useCreateContentMutation();
  const [update, updating] = useUpdateContentMutation();
  const change = useCallback((name: string, value: unknown) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _mended, ...rest }) => rest);
  }, []);
  const save = async (): Promise<AnyRecord | null> => {
    const fields = sentOf(specs, values, base !== null);
    const answer = await (base === null
      ? create({ kind, fields })
      : update({ kind, id: base.id, version: base.version, fields }));
    if ('data' in answer) {
      setBase(answer.data);
      setValues(valuesOf(specs, answer.data));
      setErrors({});
      return answer.data;
    }
    const refusal = refusalOf(answer.error);
    setErrors(Object.fromEntries(refusal.fields.map(({ path, message }) => [path, message])));
    if (refusal.code === 'reference.stale') setStale(true);
    else if (refusal.fields.length > 0) tell.refused({ message: t('content.errors') });
    else tell.refused(answer.error);
    return null;
  };
  const dirty = JSON.stringify(values) !== JSON.stringify(valuesOf(specs, base ?? begin));
  useEffect(() => {
    // What the service has now; where something is being written, the editor's text stays.
    if (record === null || dirty || record.version === base?.version) return;
    setBase(record);
    setValues(valuesOf(specs, record));
  }, [record, base, dirty, specs]);
  return {
    ...{ kind, record: base, values, errors, stale, change, save },
    dirty,
    busy: creating.isLoading || updating.isLoading,
  };
}

function valuesOf(specs: readonly FieldSpec[], from: object): Values {
  const given = from as Values;
  return Object.fromEntries(specs.map(({ name, input }) => [name, given[name] ?? EMPTY[input]]));
}

const EMPTY: Readonly<Record<FieldSpec['input'], unknown>> = {
  ...{ line: '', paragraph: '', document: '', markdown: '', day: '' },
  ...{ 'yes-no': false, picture: null, tags: [], facet: 'text-type' },
};

function sentOf(specs: readonly FieldSpec[], values: Values, exists: boolean): Fields {
  return Object.fromEntries(
    specs
      .filter(({ fixed }) => !(fixed === true && exists))
      .map(({ name, input }) => [
        name,
        input === 'picture' ? ((values[name] as Picture | null)?.id ?? null) : values[name],
      ]),
  );
}
