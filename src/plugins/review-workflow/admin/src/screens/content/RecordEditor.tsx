import { Button, Flex } from '@strapi/design-system';
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { PageEdit } from '../../../../../../contracts/content';
import type { AnyRecord } from '../../api/content';
import { Callout } from '../../components/Callout';
import { Panel } from '../../components/Screen';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { FORMS, type FormKind } from './fields';
import { isLocked, LicenceNotice, useLicenceQuestion } from './LicenceNotice';
import { PageButtons } from './PageButtons';
import { RecordField } from './RecordField';
import { RemoveButton } from './RemoveButton';
import { useRecordForm, type Values } from './useRecordForm';

interface Props {
  readonly kind: FormKind;
  readonly record: AnyRecord | null;
  /** The licence that a new one is a version of. */
  readonly original: AnyRecord | null;
  readonly begin: Values;
}

/** The form with what is to know before and the buttons after it. */
export function RecordEditor({ kind, record, original, begin }: Props) {
  const { t } = useText();
  const form = useRecordForm({ kind, record, begin });
  const { leave, leaving } = useLeave();
  const tell = useTell();
  const question = useLicenceQuestion(form);
  const save = async () => {
    const isNew = form.record === null;
    const saved = await form.save();
    if (saved === null) return null;
    tell.done(t(isNew ? 'content.created' : 'content.saved'));
    if (isNew) leave(`${ROOT}/content/${kind}/${saved.id}`);
    return saved;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    question.ask(() => void save());
  };
  return (
    <form onSubmit={submit} noValidate>
      <UnsavedGuard when={form.dirty && !leaving} />
      {question.dialog}
      <Flex direction="column" alignItems="stretch" gap={5}>
        {form.stale && <Stale />}
        {kind === 'licences' && <LicenceNotice form={form} original={original} />}
        <Panel>
          <Flex direction="column" alignItems="stretch" gap={5}>
            {FORMS[kind].map((spec) => (
              <RecordField
                key={spec.name}
                spec={spec}
                form={form}
                locked={(spec.fixed === true && form.record !== null) || isLocked(form, spec.name)}
              />
            ))}
          </Flex>
        </Panel>
        <Flex gap={2} wrap="wrap">
          {kind === 'pages' ? (
            <PageButtons
              page={(record ?? form.record) as PageEdit | null}
              dirty={form.dirty}
              busy={form.busy}
              onSave={save}
            />
          ) : (
            <Button type="submit" size="L" loading={form.busy} disabled={!form.dirty}>
              {t(form.record === null ? 'content.create' : 'content.save')}
            </Button>
          )}
          {form.record !== null && (
            <RemoveButton
              kind={kind}
              record={form.record}
              onRemoved={() => leave(`${ROOT}/content/${kind}`)}
            />
          )}
        </Flex>
      </Flex>
    </form>
  );
}

function Stale() {
  const { t } = useText();
  return (
    <Callout
      tone="danger"
      title={t('content.stale_title')}

      action={
        <Button size="S" type="button" onClick={() => window.location.reload()}>
          {t('action.reload')}
        </Button>
      }
    >
      {t('content.stale_text')}
    </Callout>
  );
}

/** Goes on to another page once the guard of unsaved changes knows that all is done. */
function useLeave() {
  const navigate = useNavigate();
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (to !== null) navigate(to);
  }, [to, navigate]);
  return { leave: setTo, leaving: to !== null };
}
