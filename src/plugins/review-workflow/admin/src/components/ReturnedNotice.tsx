import { Box } from '@strapi/design-system';
import { useText } from '../i18n/useText';
import { Callout } from './Callout';

/** 審核退回原因, above what is to be corrected. */
export function ReturnedNotice({ reason }: { reason: string | null }) {
  const { t } = useText();
  if (reason === null) return null;
  return (
    <Box paddingBottom={4}>
      <Callout tone="warning" title={t('detail.returnReason')}>
        <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{reason}</span>
      </Callout>
    </Box>
  );
}
