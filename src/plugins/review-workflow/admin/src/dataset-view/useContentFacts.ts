import type { DatasetView } from '../../../../../contracts/datasets';
import type { Validity } from '../../../../../domain/dataset/content';
import { useFormat } from '../i18n/useFormat';
import { useText, type Say } from '../i18n/useText';
import type { Fact } from './FactList';
import { useNames } from './useNames';

/** 詮釋資料, in the order of the form. */
export function useContentFacts(dataset: DatasetView): Fact[] {
  const { t, listed } = useText();
  const names = useNames();
  const { megabytes, number } = useFormat();
  const tags = (field: 'textTypes' | 'domains' | 'languages', other: string | null) =>
    listed([
      ...dataset[field].map((code) => names.tag(field, code)),
      ...(other === null ? [] : [other]),
    ]);
  const { contact, yearFrom, yearTo } = dataset;
  return [
    { label: t('column.identifier'), value: dataset.identifier },
    { label: t('field.agency'), value: dataset.agency.name },
    { label: t('column.provider'), value: dataset.provider?.name ?? '' },
    { label: t('field.name'), value: dataset.name },
    { label: t('field.description'), value: dataset.description },
    { label: t('field.keywords'), value: dataset.keywords.join(',') },
    { label: t('field.textTypes'), value: tags('textTypes', dataset.textTypeOther) },
    { label: t('field.domains'), value: tags('domains', dataset.domainOther) },
    { label: t('field.languages'), value: tags('languages', dataset.languageOther) },
    { label: t('field.size'), value: megabytes(dataset.totalBytes) },
    { label: t('detail.tokens'), value: number(dataset.tokens) },
    { label: t('field.licence'), value: names.licence(dataset.licence) },
    { label: t('field.isOpen'), value: t(dataset.isOpen ? 'yes' : 'no') },
    { label: t('field.validity'), value: validityWords(dataset.validity, t) },
    { label: t('field.years'), value: [yearFrom, yearTo].map((year) => year ?? '').join(' – ') },
    { label: t('field.contact_name'), value: contact.name },
    { label: t('field.contact_phone'), value: contact.phone },
    { label: t('field.contact_email'), value: contact.email },
  ];
}

export function validityWords(validity: Validity | null, t: Say): string {
  if (validity === null) return '';
  if ('permanent' in validity) return t('field.permanent');
  return t('field.until', { year: String(validity.untilYear) });
}
