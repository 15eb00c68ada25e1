import { Flex, Typography } from '@strapi/design-system';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { LIMITS, type Contact } from '../../../../../../domain/dataset/content';
import { TextField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import type { DatasetForm } from './useDatasetForm';

interface Props {
  readonly form: DatasetForm;
  readonly dataset: DatasetView;
}

/** The agency, which is fixed, and whom the public may ask. */
export function ContactPart({ form, dataset }: Props) {
  const { t } = useText();
  const { contact } = form.content;
  const set = (field: keyof Contact) => (text: string) =>
    form.change({ contact: { ...contact, [field]: text === '' ? null : text } });
  return (
    <Panel title={t('field.contact')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Typography>
          {t('field.agency')} {dataset.agency.name}
        </Typography>
        <TextField
          name="contact.name"
          label={t('field.contact_name')}
          placeholder={t('field.contact_name_example')}
          required
          maxLength={LIMITS.contactName}
          value={contact.name ?? ''}
          error={form.errors['contact.name']}
          onChange={set('name')}
        />
        <TextField
          name="contact.phone"
          label={t('field.contact_phone')}
          placeholder={t('field.contact_phone_example')}
          required
          inputMode="tel"
          maxLength={LIMITS.contactPhone}
          value={contact.phone ?? ''}
          error={form.errors['contact.phone']}
          onChange={set('phone')}
        />
        <TextField
          name="contact.email"
          label={t('field.contact_email')}
          placeholder={t('field.contact_email_example')}
          required
          inputMode="email"
          maxLength={LIMITS.contactEmail}
          value={contact.email ?? ''}
          error={form.errors['contact.email']}
          onChange={set('email')}
        />
      </Flex>
    </Panel>
  );
}
