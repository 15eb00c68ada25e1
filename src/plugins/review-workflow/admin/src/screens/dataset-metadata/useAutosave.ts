import { useEffect } from 'react';
import type { DatasetContent } from '../../../../../../domain/dataset/content';
import type { SaveState } from './saveState';

/** Pause after the last change before it is saved by itself. */
const PAUSE_MS = 1_500;
/** Between tries while the service can't be reached. */
const RETRY_MS = 15_000;

interface Autosave {
  readonly state: SaveState;
  readonly content: DatasetContent;
  readonly save: () => Promise<unknown>;
}

/** Saves by itself when typing pauses, and when the connection is back. */
export function useAutosave({ state, content, save }: Autosave): void {
  useEffect(() => {
    if (state !== 'changed') return;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state, content, save]);
  useEffect(() => {
    if (state !== 'offline') return;
    const again = () => void save();
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [state, save]);
}
