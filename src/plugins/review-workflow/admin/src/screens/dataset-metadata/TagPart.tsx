import { Flex } from '@strapi/design-system';
import { LIMITS, TAG_FIELDS } from '../../../../../../domain/dataset/content';
import { useTagsQuery } from '../../api/reference';
import { Answer } from '../../components/Answer';
import { TextField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { CheckGroup } from './CheckGroup';
import type { DatasetForm } from './useDatasetForm';

const OTHER = 'other';

/** 資料分類標籤: three groups, several each, with 其他 in words. */
export function TagPart({ form }: { form: DatasetForm }) {
  const { t, isChinese } = useText();
  const { content, change, errors } = form;
  const query = useTagsQuery();
  return (
    <Panel title={t('field.tags')}>
      <Answer query={query}>
        {(tags) => (
          <Flex direction="column" alignItems="stretch" gap={6}>
            {TAG_FIELDS.map(({ facet, field, other }) => (
              <div key={field}>
                <CheckGroup
                  id={field}
                  legend={t(`field.${field}`)}
                  error={errors[field]}
                  chosen={content[field]}
                  options={tags
                    .filter((tag) => tag.facet === facet)
                    .filter(({ retired, code }) => !retired || content[field].includes(code))
                    .map(({ code, name, nameEn }) => ({ code, label: isChinese ? name : nameEn }))}
                  onChange={(codes) => change({ [field]: codes })}
                />
                {content[field].includes(OTHER) && (
                  <TextField
                    name={other}
                    label={t('field.other')}
                    required
                    maxLength={LIMITS.other}
                    value={content[other] ?? ''}
                    error={errors[other]}
                    onChange={(text) => change({ [other]: text === '' ? null : text })}
                  />
                )}
              </div>
            ))}
          </Flex>
        )}
      </Answer>
    </Panel>
  );
}
