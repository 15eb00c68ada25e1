import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { ActionBar } from '../../components/ActionBar';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useMove } from '../../components/useMove';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';
import { rememberContact } from './rememberedContact';
import type { DatasetForm } from './useDatasetForm';

interface Props {
  readonly dataset: DatasetView;
  readonly form: DatasetForm;
  readonly complete: boolean;
}

/** 上一步, 暫存, 送審, and whether everything is saved. */
export function StepButtons({ dataset, form, complete }: Props) {
  const { t } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const { asked, setAsked, submit, busy } = useSubmit(dataset, form);
  const keep = async () => {
    const version = await form.save();
    if (version !== null) tell.done(t('metadata.kept'));
  };
  const back = async () => {
    await form.save();
    navigate(`${ROOT}/datasets/${dataset.id}/files`);
  };
  const bad = form.state === 'offline' || form.state === 'conflict' || form.state === 'invalid';
  return (
    <ActionBar>
      <Typography role="status" textColor={bad ? 'danger700' : 'neutral700'}>
        {t(`save.state.${form.state}`)}
      </Typography>
      <Flex gap={3} wrap="wrap">
        <Button size="L" variant="tertiary" onClick={() => void back()}>
          {t('metadata.back')}
        </Button>
        <Button size="L" variant="secondary" onClick={() => void keep()}>
          {t('metadata.keep')}
        </Button>
        <Button
          size="L"
          onClick={() => (complete ? setAsked(true) : tell.note(t('metadata.incomplete')))}
        >
          {t('do.submit')}
        </Button>
      </Flex>
      {asked && (
        <ReasonDialog
          title={t('do.submit')}
          text={t('metadata.submit_confirm')}
          confirmLabel={t('do.submit')}
          busy={busy}
          onCancel={() => setAsked(false)}
          onConfirm={() => void submit()}
        />
      )}
    </ActionBar>
  );
}

/** 送審: asked first, on the version that was saved a moment ago. */
function useSubmit(dataset: DatasetView, form: DatasetForm) {
  const me = useMe();
  const navigate = useNavigate();
  const { move, busy } = useMove();
  const [asked, setAsked] = useState(false);
  const submit = async () => {
    const version = await form.save();
    if (version === null) {
      setAsked(false);
      return;
    }
    const moved = await move({ ...dataset, version }, { action: 'submit' });
    if (moved !== undefined) setAsked(false);
    if (!moved) return;
    rememberContact(me.id, form.content.contact);
    navigate(`${ROOT}/datasets?identifier=${dataset.identifier}`);
  };
  return { asked, setAsked, submit, busy: busy || form.state === 'saving' };
}
