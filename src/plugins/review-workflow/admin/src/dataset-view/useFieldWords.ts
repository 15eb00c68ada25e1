import type { Contact, DatasetContent, Validity } from '../../../../../domain/dataset/content';
import type { TextKey } from '../i18n/messages';
import { useText } from '../i18n/useText';
import { validityWords } from './useContentFacts';
import { useNames } from './useNames';

const LABELS: Readonly<Record<keyof DatasetContent, TextKey>> = {
  name: 'field.name',
  description: 'field.description',
  keywords: 'field.keywords',
  textTypes: 'field.textTypes',
  domains: 'field.domains',
  languages: 'field.languages',
  textTypeOther: 'field.textTypeOther',
  domainOther: 'field.domainOther',
  languageOther: 'field.languageOther',
  licence: 'field.licence',
  validity: 'field.validity',
  yearFrom: 'field.yearFrom',
  yearTo: 'field.yearTo',
  contact: 'field.contact',
};

/** Names of the content's fields, and their values in words. */
export function useFieldWords() {
  const { t } = useText();
  const names = useNames();
  return {
    label: (field: string) => (field in LABELS ? t(LABELS[field as keyof DatasetContent]) : field),
    value: (field: string, value: unknown): string => {
      if (typeof value === 'string') return field === 'licence' ? names.licence(value) : value;
      if (value === null || value === undefined) return t('none');
      if (field === 'validity') return validityWords(value as Validity, t);
      if (field === 'contact') return contactWords(value as Contact);
      if (Array.isArray(value)) return value.join(',');
      return typeof value === 'number' ? String(value) : '';
    },
  };
}

function contactWords({ name, phone, email }: Contact): string {
  return [name, phone, email].filter((part) => part !== null).join('\n');
}
