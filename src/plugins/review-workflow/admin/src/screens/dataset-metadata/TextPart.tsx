import { Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { LIMITS } from '../../../../../../domain/dataset/content';
import { splitKeywords } from '../../../../../../domain/dataset/text';
import { LongTextField, TextField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { DraftBox } from './DraftBox';
import { useDraft } from './useDraft';
import type { DatasetForm } from './useDatasetForm';

interface Props {
  readonly form: DatasetForm;
  readonly dataset: DatasetView;
}

/** Name, and the description and keywords that are drafted from the files. */
export function TextPart({ form, dataset }: Props) {
  const { t } = useText();
  const { content, change, errors } = form;
  const { draft, busy, redraft } = useDraft(dataset, form);
  return (
    <Panel>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <TextField
          name="name"
          label={t('field.name')}
          required
          maxLength={LIMITS.name}
          value={content.name ?? ''}
          error={errors.name}
          onChange={(name) => change({ name: name === '' ? null : name })}
        />
        <LongTextField
          name="description"
          label={t('field.description')}
          hint={t('field.description_hint')}
          required
          maxLength={LIMITS.description}
          value={content.description ?? ''}
          error={errors.description}
          onChange={(text) => change({ description: text === '' ? null : text })}
        />
        <DraftBox
          label={t('draft.description')}
          drafted={draft?.description ?? null}
          present={content.description ?? ''}
          onTake={(description) => change({ description })}
        />
        <Keywords form={form} />
        <DraftBox
          label={t('draft.keywords')}
          drafted={draft === null ? null : draft.keywords.join(',')}
          present={content.keywords.join(',')}
          onTake={(words) => change({ keywords: splitKeywords([words]) })}
        />
        <Flex gap={3} wrap="wrap">
          <Button variant="tertiary" disabled={busy} onClick={() => void redraft()}>
            {t('draft.again')}
          </Button>
          <Typography role="status">{busy ? t('draft.busy') : ''}</Typography>
        </Flex>
      </Flex>
    </Panel>
  );
}

/** A line of text to the officer, a list to the service. */
function Keywords({ form }: { form: DatasetForm }) {
  const { t } = useText();
  const { keywords } = form.content;
  const [line, setLine] = useState(keywords.join(','));
  const said = keywords.join(',');
  useEffect(() => {
    // Taken over from the draft, or restored; not what is being typed now.
    setLine((typed) => (splitKeywords([typed]).join(',') === said ? typed : said));
  }, [said]);
  return (
    <TextField
      name="keywords"
      label={t('field.keywords')}
      hint={t('field.keywords_hint')}
      required
      value={line}
      error={form.errors.keywords}
      onChange={(text) => {
        setLine(text);
        form.change({ keywords: splitKeywords([text]) });
      }}
    />
  );
}
