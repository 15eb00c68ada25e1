import { useCallback, useEffect, useRef, useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useDraftMetadataMutation, type MetadataDraft } from '../../api/files';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import type { DatasetForm } from './useDatasetForm';

/**
 * Description and keywords as drafted from the files: put into empty fields at the first visit, shown
 * beside the fields afterwards, so that what was drafted and what was corrected can be told apart.
 */
export function useDraft(dataset: DatasetView, form: DatasetForm) {
  const { t } = useText();
  const tell = useTell();
  const [make, { isLoading }] = useDraftMetadataMutation();
  const [draft, setDraft] = useState<MetadataDraft | null>(() => keptDraft(dataset.id));
  const asked = useRef(false);
  const latest = useRef(form.content);
  latest.current = form.content;
  const { content, change } = form;
  const empty = content.description === null && content.keywords.length === 0;
  const readable = dataset.files.some(({ state }) => state === 'accepted');

  const show = useCallback(
    (made: MetadataDraft) => {
      keepDraft(dataset.id, made);
      setDraft(made);
    },
    [dataset.id],
  );

  const redraft = useCallback(async () => {
    const answer = await make(dataset.id);
    if ('error' in answer) tell.refused(answer.error);
    else show(answer.data);
  }, [make, dataset.id, tell, show]);

  useEffect(() => {
    if (asked.current || !empty || !readable || form.copy !== null) return;
    asked.current = true;
    void make(dataset.id).then((answer) => {
      if ('error' in answer) return;
      const { description, keywords } = answer.data;
      show(answer.data);
      // What the officer has typed meanwhile stays.
      change({
        ...(latest.current.description === null && { description }),
        ...(latest.current.keywords.length === 0 && { keywords }),
      });
      tell.note(t('draft.filled'));
    });
  }, [empty, readable, make, dataset.id, change, tell, t, show, form.copy]);

  return { draft, busy: isLoading, redraft };
}

const keyOf = (datasetId: string) => `corpus.draft.${datasetId}`;

/** Remembered in this browser, so that what was drafted is still to be seen at the next visit. */
function keepDraft(datasetId: string, draft: MetadataDraft): void {
  localStorage.setItem(keyOf(datasetId), JSON.stringify(draft));
}

function keptDraft(datasetId: string): MetadataDraft | null {
  const stored = localStorage.getItem(keyOf(datasetId));
  return stored === null ? null : (JSON.parse(stored) as MetadataDraft);
}
