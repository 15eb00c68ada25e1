import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { fetchAuditExport } from '../../api/audit';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

/** Saves the whole trail as a file, with the heads of the chains as its last line. */
export function ExportButton() {
  const { t } = useText();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await fetchAuditExport());
      const link = document.createElement('a');
      link.href = url;
      link.download = 'audit.jsonl';
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      tell.refused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" loading={busy} onClick={() => void save()}>
      {t('audit.export')}
    </Button>
  );
}
