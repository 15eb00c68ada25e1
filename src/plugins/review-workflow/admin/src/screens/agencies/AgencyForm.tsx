import { Button, Flex } from '@strapi/design-system';
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { AgencyDetail } from '../../../../../../contracts/agencies';
import { useAddAgencyMutation, useChangeAgencyMutation } from '../../api/agencies';
import { refusalOf } from '../../api/errors';
import { AgencyChoice, agencyText, oidIn } from '../../components/AgencyChoice';
import { Callout } from '../../components/Callout';
import { TextField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

type Errors = Readonly<Record<string, string>>;

/** Name, English name and the agency above; a new one has its OID, too. */
export function AgencyForm({ agency }: { agency: AgencyDetail | null }) {
  const { t } = useText();
  const { values, set, dirty, errors, stale, busy, save, leaving } = useAgencyForm(agency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const field = (name: keyof typeof values) => ({
    name: `agency-${name}`,
    value: values[name],
    error: errors[name],
    onChange: set(name),
  });
  return (
    <Panel title={t(agency === null ? 'agency.facts' : 'agency.edit')}>
      <UnsavedGuard when={dirty && !leaving} />
      <form onSubmit={submit} noValidate>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {stale && (
            <Callout tone="danger" title={t('content.stale_title')}>
              {t('content.stale_text')}
            </Callout>
          )}
          {agency === null && (
            <TextField {...field('oid')} label={t('agency.oid')} required maxLength={120} />
          )}
          <TextField
            {...field('name')}
            label={t('agency.name')}
            hint={agency === null ? undefined : t('agency.rename_hint')}
            required
            maxLength={200}
          />
          <TextField {...field('nameEn')} label={t('agency.nameEn')} maxLength={200} />
          <AgencyChoice
            {...field('parent')}
            label={t('agency.parent_label')}
            hint={t('agency.parent_hint')}
          />
          <div>
            <Button type="submit" size="L" loading={busy} disabled={!dirty}>
              {t(agency === null ? 'content.create' : 'content.save')}
            </Button>
          </div>
        </Flex>
      </form>
    </Panel>
  );
}

function useAgencyForm(agency: AgencyDetail | null) {
  const { t } = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const [begin, setBegin] = useState(() => valuesOf(agency));
  const [values, setValues] = useState(begin);
  const [errors, setErrors] = useState<Errors>({});
  const [stale, setStale] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const [add, adding] = useAddAgencyMutation();
  const [change, changing] = useChangeAgencyMutation();
  useEffect(() => {
    if (added !== null) navigate(`${ROOT}/agencies/${added}`);
  }, [added, navigate]);
  const save = async () => {
    const { oid, name, nameEn, parent } = values;
    if (parent.trim() !== '' && oidIn(parent) === '') {
      setErrors({ parent: t('agency.choose') });
      return;
    }
    const fields = { name, nameEn: nameEn === '' ? null : nameEn, parent: oidIn(parent) || null };
    const answer = await (agency === null
      ? add({ ...fields, oid: oid.trim() })
      : change({ ...fields, id: agency.id, version: agency.version }));
    if ('data' in answer) {
      setErrors({});
      setBegin(valuesOf(answer.data));
      setValues(valuesOf(answer.data));
      tell.done(t(agency === null ? 'agency.added' : 'agency.saved'));
      if (agency === null) setAdded(answer.data.id);
      return;
    }
    const refusal = refusalOf(answer.error);
    setErrors(Object.fromEntries(refusal.fields.map(({ path, message }) => [path, message])));
    setStale(refusal.code === 'reference.stale');
    tell.refused(refusal.fields.length > 0 ? { message: t('content.errors') } : answer.error);
  };
  return {
    ...{ values, errors, stale, save, leaving: added !== null },
    set: (name: keyof typeof values) => (value: string) =>
      setValues((before) => ({ ...before, [name]: value })),
    dirty: JSON.stringify(values) !== JSON.stringify(begin),
    busy: adding.isLoading || changing.isLoading,
  };
}

function valuesOf(agency: AgencyDetail | null) {
  return {
    oid: agency?.oid ?? '',
    name: agency?.name ?? '',
    nameEn: agency?.nameEn ?? '',
    parent: agency?.parent == null ? '' : agencyText(agency.parent),
  };
}
