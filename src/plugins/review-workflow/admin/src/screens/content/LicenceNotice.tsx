import { Flex, LinkButton } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { LicenceEdit } from '../../../../../../contracts/content';
import type { AnyRecord } from '../../api/content';
import { Callout } from '../../components/Callout';
import { Facts } from '../../components/Facts';
import { ReasonDialog } from '../../components/ReasonDialog';
import { Panel } from '../../components/Screen';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import type { RecordForm } from './useRecordForm';

/** What people have agreed to. */
const AGREED = ['edition', 'open', 'textZh', 'textEn'];

/** Whether the field belongs to a text that stays as it is. */
export function isLocked({ kind, record }: RecordForm, name: string): boolean {
  return kind === 'licences' && record !== null && (record as LicenceEdit).fixed
    ? AGREED.includes(name)
    : false;
}

interface Props {
  readonly form: RecordForm;
  readonly original: AnyRecord | null;
}

/** Whether there is a text, who agreed to it, and its hash. */
export function LicenceNotice({ form, original }: Props) {
  const { t } = useText();
  const { number } = useFormat();
  if (original !== null) {
    return (
      <Callout tone="info" title={t('licence.new_version')}>
        {t('licence.new_version_text')}
      </Callout>
    );
  }
  if (form.record === null) return null;
  const { id, textHash, datasets, acceptances, fixed } = form.record as LicenceEdit;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {textHash === null && (
        <Callout tone="warning" title={t('licence.missing_title')}>
          {t('licence.missing_text')}
        </Callout>
      )}
      {fixed && (
        <Callout
          tone="info"

          title={t('licence.fixed_title')}
          action={
            <LinkButton
              tag={Link}
              to={`${ROOT}/content/licences/new?from=${id}`}
              size="S"
              variant="secondary"
            >
              {t('licence.new_version')}
            </LinkButton>
          }
        >
          {t('licence.fixed_text', {
            datasets: number(datasets),
            acceptances: number(acceptances),
          })}
        </Callout>
      )}
      <Panel>
        <Facts
          rows={[
            [t('content.datasets'), number(datasets)],
            [t('licence.acceptances'), number(acceptances)],
            [
              t('licence.hash'),
              textHash === null ? (
                t('licence.text_missing')
              ) : (
                <span key="hash">
                  <code>{textHash}</code>
                  {'\n'}
                  {t('licence.hash_hint')}
                </span>
              ),
            ],
          ]}
        />
      </Panel>
    </Flex>
  );
}

interface Question {
  readonly ask: (save: () => void) => void;
  readonly dialog: ReactNode;
}

/** Asks before the first text of a licence in use is saved: from then on it stays. */
export function useLicenceQuestion({ kind, record, values }: RecordForm): Question {
  const { t } = useText();
  const [go, setGo] = useState<(() => void) | null>(null);
  const licence = kind === 'licences' ? (record as LicenceEdit | null) : null;
  const begins =
    licence !== null &&
    licence.textHash === null &&
    licence.datasets + licence.acceptances > 0 &&
    [values.textZh, values.textEn].some((text) => String(text).trim() !== '');
  const confirm = () => {
    go?.();
    setGo(null);
  };
  return {
    ask: (save) => (begins ? setGo(() => save) : save()),
    dialog:
      go === null ? null : (
        <ReasonDialog
          title={t('licence.confirm_title')}
          text={t('licence.confirm_text')}
          confirmLabel={t('content.save')}
          onCancel={() => setGo(null)}
          onConfirm={confirm}
        />
      ),
  };
}
