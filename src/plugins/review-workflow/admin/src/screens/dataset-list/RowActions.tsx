import { Button, Flex, LinkButton } from '@strapi/design-system';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { ActionButtons } from '../../components/ActionButtons';
import { ReturnReason } from '../../components/ReturnReason';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** 編輯, 申請下架審查, 退回原因 and what else the state and the role allow. */
export function RowActions({ row }: { row: DatasetRow }) {
  const { t } = useText();
  const [reasonShown, setReasonShown] = useState(false);
  return (
    <Flex gap={2} wrap="wrap">
      {row.editable && (
        <LinkButton tag={Link} to={`${ROOT}/datasets/${row.id}/files`} size="S" variant="tertiary">
          {t('do.edit')}
        </LinkButton>
      )}
      <ActionButtons row={row} />
      {row.state === 'revising' && row.returnReason !== null && (
        <Button variant="danger-light" size="S" onClick={() => setReasonShown(true)}>
          {t('do.return_reason')}
        </Button>
      )}
      {reasonShown && (
        <ReturnReason reason={row.returnReason ?? ''} onClose={() => setReasonShown(false)} />
      )}
    </Flex>
  );
}
