import { Button, Flex, Typography } from '@strapi/design-system';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { Callout } from '../../components/Callout';
import { useText } from '../../i18n/useText';
import { forgetUnsaved } from './unsavedCopy';
import type { DatasetForm } from './useDatasetForm';

interface Props {
  readonly form: DatasetForm;
  readonly dataset: DatasetView;
}

/** Why it was returned; whether everything is saved; what to do where it can't be. */
export function SaveNotice({ form, dataset }: Props) {
  const { t } = useText();
  const loadNewest = () => {
    forgetUnsaved(dataset.id);
    window.location.reload();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {dataset.returnReason !== null && (
        <Callout tone="warning" title={t('detail.returnReason')}>
          {dataset.returnReason}
        </Callout>
      )}
      {form.copy !== null && form.state !== 'conflict' && (
        <Callout
          tone="info"
          title={t('save.copy_title')}
          action={
            <Flex gap={2}>
              <Button size="S" onClick={form.restore}>
                {t('save.copy_restore')}
              </Button>
              <Button size="S" variant="tertiary" onClick={form.dropCopy}>
                {t('save.copy_drop')}
              </Button>
            </Flex>
          }
        >
          {t('save.copy_text')}
        </Callout>
      )}
      {form.state === 'conflict' && (
        <Callout
          tone="danger"
          title={t('stale.title')}
          action={
            <Button size="S" onClick={loadNewest}>
              {t('save.load_newest')}
            </Button>
          }
        >
          {t('save.conflict_text')}
        </Callout>
      )}
      <Typography role="status" textColor={form.state === 'offline' ? 'danger700' : 'neutral700'}>
        {t(`save.state.${form.state}`)}
      </Typography>
    </Flex>
  );
}
