import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import type { DatasetContent } from '../../../../../../domain/dataset/content';
import { useMe } from '../../layout/me';
import { changesOf, contentOf } from './content';
import { forgetUnsaved, keepUnsaved, readUnsaved, type Writing } from './unsavedCopy';
import type { SaveState } from './saveState';
import { useAutosave } from './useAutosave';
import { useSave } from './useSave';

interface Stored {
  /** As the service has it, which may have tidied what was typed. */
  readonly content: DatasetContent;
  /** As it stood in the form when it was saved. */
  readonly typed: DatasetContent;
  readonly version: number;
}

/**
 * The form of one dataset: what is in it, what the service has, what is wrong, and saving by itself.
 * Where somebody else has changed the dataset meanwhile, nothing is overwritten: `state` says so.
 */
export function useDatasetForm(dataset: DatasetView) {
  const { id } = dataset;
  const { id: userId } = useMe();
  const writing = useMemo<Writing>(() => ({ userId, datasetId: id }), [userId, id]);
  const [stored, setStored] = useState<Stored>(() => storedOf(dataset));
  const [content, setContent] = useState(stored.content);
  const [state, setState] = useState<SaveState>('saved');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const { copy, forget } = useCopy(dataset, writing);
  const send = useSave(id);
  const running = useRef<Promise<number | null> | null>(null);
  const latest = useRef(content);
  latest.current = content;

  const change = useCallback((changes: Partial<DatasetContent>) => {
    setContent((before) => ({ ...before, ...changes }));
    setState((before) => (before === 'conflict' ? before : 'changed'));
  }, []);

  useEffect(() => {
    const changes = changesOf(stored.typed, content);
    const isUnsaved = Object.keys(changes).length > 0;
    if (isUnsaved) keepUnsaved(writing, { version: stored.version, changes });
  }, [writing, stored, content]);

  /** @returns the version now saved, or null where not everything could be. */
  const save = useCallback(async (): Promise<number | null> => {
    await running.current;
    const changes = changesOf(stored.typed, content);
    if (Object.keys(changes).length === 0) return stored.version;
    setState('saving');
    const work = send({ version: stored.version, changes, base: stored.content }).then((result) => {
      const { dataset: now, accepted } = result;
      setErrors(result.errors);
      if (now !== null) {
        setStored(({ typed }) => ({ ...storedOf(now), typed: { ...typed, ...accepted } }));
      }
      const typedOn = latest.current !== content && result.state === 'saved';
      setState(typedOn ? 'changed' : result.state);
      if (result.state !== 'saved') return null;
      if (!typedOn) forgetUnsaved(writing);
      return now?.version ?? stored.version;
    });
    running.current = work;
    return work;
  }, [content, stored, send, writing]);

  useAutosave({ state, content, save });

  const restore = useCallback(() => {
    if (copy !== null) change(copy.changes);
    forget();
  }, [copy, change, forget]);
  const dropCopy = useCallback(() => {
    forgetUnsaved(writing);
    forget();
  }, [writing, forget]);

  return { content, change, save, state, errors, copy, restore, dropCopy };
}

export type DatasetForm = ReturnType<typeof useDatasetForm>;

function storedOf(dataset: DatasetView): Stored {
  const content = contentOf(dataset);
  return { content, typed: content, version: dataset.version };
}

interface Copy {
  readonly changes: Partial<DatasetContent>;
  /** The dataset has changed since it was written. */
  readonly isOlder: boolean;
}

/** What this browser kept of an earlier visit, as far as the service has something else. */
function useCopy(dataset: DatasetView, writing: Writing) {
  const [copy, setCopy] = useState<Copy | null>(() => {
    const kept = readUnsaved(writing);
    if (kept === null) return null;
    const content = contentOf(dataset);
    const changes = changesOf(content, { ...content, ...kept.changes });
    if (Object.keys(changes).length === 0) return null;
    return { changes, isOlder: kept.version !== dataset.version };
  });
  const forget = useCallback(() => setCopy(null), []);
  return { copy, forget };
}
