import { Flex, Typography } from '@strapi/design-system';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useLicencesQuery } from '../../api/reference';
import { SelectField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import type { DatasetForm } from './useDatasetForm';
import { ValidityField } from './ValidityField';
import { YearFields } from './YearFields';

interface Props {
  readonly form: DatasetForm;
  readonly dataset: DatasetView;
}

/** Size, licence, how long it holds, years of publication. */
export function TermsPart({ form, dataset }: Props) {
  const { t, isChinese, noted } = useText();
  const { megabytes } = useFormat();
  const { data: licences = [] } = useLicencesQuery();
  const { content, change, errors } = form;
  const offered = licences.filter(({ retired, code }) => !retired || code === content.licence);
  const open = licences.find(({ code }) => code === content.licence)?.open;
  return (
    <Panel title={t('field.terms')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Typography>
          {t('field.size')} {megabytes(dataset.totalBytes)}
        </Typography>
        <SelectField
          name="licence"
          label={t('field.licence')}
          required
          value={content.licence ?? ''}
          error={errors.licence}
          hint={
            open === undefined
              ? undefined
              : t(open ? 'field.licence_open' : 'field.licence_restricted')
          }
          options={[
            ...(content.licence === null ? [{ value: '', label: t('field.choose') }] : []),
            ...offered.map(({ code, name, nameEn }) => ({
              value: code,
              label: noted(code, isChinese ? name : (nameEn ?? name)),
            })),
          ]}
          onChange={(licence) => change({ licence: licence === '' ? null : licence })}
        />
        <ValidityField
          validity={content.validity}
          error={errors.validity}
          onChange={(validity) => change({ validity })}
        />
        <YearFields content={content} errors={errors} onChange={change} />
      </Flex>
    </Panel>
  );
}
