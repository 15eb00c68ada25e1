import { useCallback, useEffect, useRef, useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import type { DatasetContent } from '../../../../../../domain/dataset/content';
import { readUnsaved, forgetUnsaved, keepUnsaved } from './unsavedCopy';
import { changesOf, contentOf } from './content';
import { useSave } from './useSave';

/** Pause after the last change before it is saved by itself. */
const AUTOSAVE_MS = 1_500;

export type SaveState = 'saved' | 'changed' | 'saving' | 'invalid' | 'conflict' | 'offline';

/**
 * The form of one dataset: what is in it, what the service has, what is wrong, and saving by itself.
 * Where somebody else has changed the dataset meanwhile, nothing is overwritten: `state` says so.
 */
export function useDatasetForm(dataset: DatasetView) {
  const [saved, setSaved] = useState(() => contentOf(dataset));
  const [version, setVersion] = useState(dataset.version);
  const [content, setContent] = useState(saved);
  const [state, setState] = useState<SaveState>('saved');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [copy, setCopy] = useState(() => differing(readUnsaved(dataset.id)?.content, saved));
  const send = useSave(dataset.id);
  const running = useRef<Promise<number | null> | null>(null);

  const change = useCallback((changes: Partial<DatasetContent>) => {
    setContent((before) => ({ ...before, ...changes }));
    setState((before) => (before === 'conflict' ? before : 'changed'));
  }, []);

  useEffect(() => {
    const changed = Object.keys(changesOf(saved, content)).length > 0;
    if (changed) keepUnsaved(dataset.id, { version, content });
  }, [dataset.id, saved, content, version]);

  /** @returns the version now saved, or null where not everything could be. */
  const save = useCallback(async (): Promise<number | null> => {
    await running.current;
    const changes = changesOf(saved, content);
    if (Object.keys(changes).length === 0) return version;
    setState('saving');
    const work = send({ version, changes, base: saved }).then((result) => {
      setErrors(result.errors);
      if (result.dataset !== null) {
        setSaved(contentOf(result.dataset));
        setVersion(result.dataset.version);
      }
      setState(result.state);
      if (result.state !== 'saved') return null;
      forgetUnsaved(dataset.id);
      return result.dataset?.version ?? version;
    });
    running.current = work;
    return work;
  }, [content, saved, version, send, dataset.id]);

  useEffect(() => {
    if (state !== 'changed') return;
    const timer = setTimeout(() => void save(), AUTOSAVE_MS);
    return () => clearTimeout(timer);
  }, [state, content, save]);

  const restore = useCallback(() => {
    if (copy !== null) change(copy);
    setCopy(null);
  }, [copy, change]);
  const dropCopy = useCallback(() => {
    forgetUnsaved(dataset.id);
    setCopy(null);
  }, [dataset.id]);

  return { content, change, save, state, errors, version, copy, restore, dropCopy };
}

export type DatasetForm = ReturnType<typeof useDatasetForm>;

function differing(copy: DatasetContent | undefined, saved: DatasetContent): DatasetContent | null {
  if (copy === undefined) return null;
  return Object.keys(changesOf(saved, copy)).length > 0 ? copy : null;
}
