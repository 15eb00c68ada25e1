import { Box, Button, Flex } from '@strapi/design-system';
import { Callout } from '../../components/Callout';
import { useFieldWords } from '../../dataset-view/useFieldWords';
import { useText } from '../../i18n/useText';
import type { DatasetForm } from './useDatasetForm';

/** What was not saved, from last time or because somebody else was faster, and what to do about it. */
export function SaveNotice({ form }: { form: DatasetForm }) {
  const { t, listed } = useText();
  const { label } = useFieldWords();
  if (form.state === 'conflict') {
    return (
      <Box paddingBottom={4}>
        <Callout
          tone="danger"
          title={t('stale.title')}
          action={<Button onClick={() => window.location.reload()}>{t('save.load_newest')}</Button>}
        >
          {t('save.conflict_text')}
        </Callout>
      </Box>
    );
  }
  if (form.copy === null) return null;
  const fields = listed(Object.keys(form.copy.changes).map(label));
  return (
    <Box paddingBottom={4}>
      <Callout
        tone="info"
        title={t('save.copy_title')}
        action={
          <Flex gap={2}>
            <Button onClick={form.restore}>{t('save.copy_restore')}</Button>
            <Button variant="tertiary" onClick={form.dropCopy}>
              {t('save.copy_drop')}
            </Button>
          </Flex>
        }
      >
        {t(form.copy.isOlder ? 'save.copy_older' : 'save.copy_text', { fields })}
      </Callout>
    </Box>
  );
}
