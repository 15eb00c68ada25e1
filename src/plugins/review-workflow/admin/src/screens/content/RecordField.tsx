import { FACETS } from '../../../../../../domain/dataset/content';
import type { Picture } from '../../../../../../contracts/content';
import { CheckField } from '../../components/CheckField';
import { LongTextField, SelectField, TextField } from '../../components/inputs';
import { useText } from '../../i18n/useText';
import { DocumentField } from './DocumentField';
import type { FieldSpec } from './fields';
import { PictureField } from './PictureField';
import { ThemeTags } from './ThemeTags';
import type { RecordForm } from './useRecordForm';

interface Props {
  readonly spec: FieldSpec;
  readonly form: RecordForm;
  /** May be read and not changed. */
  readonly locked: boolean;
}

/** One field of the form, by its kind of input. */
export function RecordField({ spec, form, locked }: Props) {
  const { t } = useText();
  const { name, input, required = false } = spec;
  const value = form.values[name];
  const common = {
    name,
    label: t(spec.label),
    hint: spec.hint === undefined ? undefined : t(spec.hint),
    error: form.errors[name],
    required,
    disabled: locked,
  };
  const text = { ...common, value: String(value), onChange: (to: string) => form.change(name, to) };
  switch (input) {
    case 'line':
      return <TextField {...text} maxLength={1000} />;
    case 'day':
      return <TextField {...text} type="date" />;
    case 'paragraph':
      return <LongTextField {...text} maxLength={1000} />;
    case 'document':
    case 'markdown':
      return <DocumentField {...text} markdown={input === 'markdown'} />;
    case 'yes-no':
      return (
        <CheckField {...common} checked={value === true} onChange={(to) => form.change(name, to)} />
      );
    case 'facet':
      return (
        <SelectField
          {...text}
          options={FACETS.map((facet) => ({ value: facet, label: t(`content.facet.${facet}`) }))}
        />
      );
    case 'picture':
      return (
        <PictureField
          {...common}
          value={value as Picture | null}
          onChange={(to) => form.change(name, to)}
        />
      );
    case 'tags':
      return (
        <ThemeTags
          {...common}
          value={value as readonly string[]}
          onChange={(to) => form.change(name, to)}
        />
      );
  }
}
