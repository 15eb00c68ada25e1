import { Button } from '@strapi/design-system';
import { useState } from 'react';
import type { PageEdit } from '../../../../../../contracts/content';
import { usePublishPageMutation, type AnyRecord } from '../../api/content';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

interface Props {
  readonly page: PageEdit | null;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly onSave: () => Promise<AnyRecord | null>;
}

/** 儲存草稿, 儲存並發布, 停止發布. */
export function PageButtons({ page, dirty, busy, onSave }: Props) {
  const { t } = useText();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const [publish, { isLoading }] = usePublishPageMutation();
  const set = async (id: string, published: boolean) => {
    const answer = await publish({ id, published });
    setAsked(false);
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t(published ? 'page.published' : 'page.unpublished'));
  };
  const saveAndPublish = async () => {
    const saved = dirty || page === null ? await onSave() : page;
    if (saved !== null) await set(saved.id, true);
  };
  return (
    <>
      <Button
        type="button"
        size="L"
        loading={busy || isLoading}
        disabled={!dirty && page?.state === 'published'}
        onClick={() => void saveAndPublish()}
      >
        {t('page.save_publish')}
      </Button>
      <Button type="submit" size="L" variant="secondary" loading={busy} disabled={!dirty}>
        {t('page.save_draft')}
      </Button>
      {page !== null && page.state !== 'draft' && (
        <Button type="button" size="L" variant="tertiary" onClick={() => setAsked(true)}>
          {t('page.unpublish')}
        </Button>
      )}
      {asked && page !== null && (
        <ReasonDialog
          title={t('page.unpublish_title')}
          text={t('page.unpublish_text', { name: page.title })}
          confirmLabel={t('page.unpublish')}
          danger
          busy={isLoading}
          onCancel={() => setAsked(false)}
          onConfirm={() => void set(page.id, false)}
        />
      )}
    </>
  );
}
