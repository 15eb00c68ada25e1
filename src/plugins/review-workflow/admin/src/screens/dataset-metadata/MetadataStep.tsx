import { Flex, LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { ReturnedNotice } from '../../components/ReturnedNotice';
import { Screen } from '../../components/Screen';
import { StepTrail } from '../../components/StepTrail';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { useLiveFiles } from '../../uploads/useLiveFiles';
import { Completeness } from './Completeness';
import { ContactPart } from './ContactPart';
import { missingOf } from './content';
import { SaveNotice } from './SaveNotice';
import { StepButtons } from './StepButtons';
import { TagPart } from './TagPart';
import { TermsPart } from './TermsPart';
import { TextPart } from './TextPart';
import { useDatasetForm } from './useDatasetForm';

/** The form, what it still lacks beside it, and 上一步, 暫存, 送審 always in reach. */
export function MetadataStep({ dataset: opened }: { dataset: DatasetView }) {
  const { t } = useText();
  const { data: files = opened.files } = useLiveFiles(opened.id);
  const dataset = { ...opened, files, totalBytes: bytesOf(files) };
  const form = useDatasetForm(dataset);
  const missing = missingOf(form.content, dataset.files);
  return (
    <Screen
      title={t('metadata.title')}
      crumbs={[
        { label: t('menu.datasets') },
        { label: t('datasets.title'), to: `${ROOT}/datasets` },
      ]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/datasets`} variant="tertiary">
          {t('action.back_to_list')}
        </LinkButton>
      }
    >
      <UnsavedGuard when={form.state !== 'saved'} />
      <StepTrail step={2} />
      <ReturnedNotice reason={dataset.returnReason} />
      <SaveNotice form={form} />
      <Columns>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <TextPart form={form} dataset={dataset} />
          <TagPart form={form} />
          <TermsPart form={form} dataset={dataset} />
          <ContactPart form={form} dataset={dataset} />
        </Flex>
        <aside aria-label={t('complete.title')}>
          <Completeness missing={missing} />
        </aside>
      </Columns>
      <StepButtons dataset={dataset} form={form} complete={missing.length === 0} />
    </Screen>
  );
}

/** As the service sums them: what was refused does not count. */
function bytesOf(files: DatasetView['files']): number {
  return files
    .filter(({ state }) => state !== 'refused')
    .reduce((total, { bytes }) => total + bytes, 0);
}

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) 26rem;
  gap: 1.6rem;
  align-items: start;
  padding-bottom: 1.6rem;
  aside {
    position: sticky;
    top: 1.6rem;
    max-height: calc(100dvh - 12rem);
    overflow-y: auto;
  }
  @media (max-width: 1100px) {
    grid-template-columns: minmax(0, 1fr);
    aside {
      position: static;
      max-height: none;
    }
  }
`;
