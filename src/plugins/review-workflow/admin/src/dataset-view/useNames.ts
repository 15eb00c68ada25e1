import { useCallback } from 'react';
import { TAG_FIELDS } from '../../../../../domain/dataset/content';
import { useLicencesQuery, useTagsQuery } from '../api/reference';
import { useText } from '../i18n/useText';

type TagField = (typeof TAG_FIELDS)[number]['field'];

/** Words for the codes of tags and licences, in the person's language. */
export function useNames() {
  const { isChinese, noted } = useText();
  const { data: tags } = useTagsQuery();
  const { data: licences } = useLicencesQuery();
  const tag = useCallback(
    (field: TagField, code: string): string => {
      const facet = TAG_FIELDS.find((one) => one.field === field)?.facet;
      const found = tags?.find((one) => one.facet === facet && one.code === code);
      return found === undefined ? code : isChinese ? found.name : found.nameEn;
    },
    [tags, isChinese],
  );
  const licence = useCallback(
    (code: string | null): string => {
      const found = licences?.find((one) => one.code === code);
      if (found === undefined) return code ?? '';
      return noted(found.code, isChinese ? found.name : (found.nameEn ?? found.name));
    },
    [licences, isChinese, noted],
  );
  return { tag, licence };
}
