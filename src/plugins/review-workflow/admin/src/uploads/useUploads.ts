import { useEffect, useSyncExternalStore } from 'react';
import { useDispatch } from 'react-redux';
import { corpusApi } from '../api/client';
import { UploadQueue } from './UploadQueue';

const queues = new Map<string, UploadQueue>();

/** One queue for each dataset in the life of the page, so that uploads survive a change of screen. */
function queueOf(datasetId: string, dispatch: ReturnType<typeof useDispatch>): UploadQueue {
  const found = queues.get(datasetId);
  if (found !== undefined) return found;
  const made = new UploadQueue(datasetId, () =>
    dispatch(corpusApi.util.invalidateTags(['CorpusFile'])),
  );
  queues.set(datasetId, made);
  return made;
}

/** The dataset's uploads as they go on; closing the window meanwhile asks first. */
export function useUploads(datasetId: string) {
  const dispatch = useDispatch();
  const queue = queueOf(datasetId, dispatch);
  const uploads = useSyncExternalStore(queue.subscribe, queue.views);
  const busy = uploads.some(({ state }) => state === 'sending' || state === 'waiting');
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);
  return { queue, uploads, busy };
}

/** Begins uploads into a dataset that was made a moment ago. */
export function useBeginUploads(): (datasetId: string, files: readonly File[]) => void {
  const dispatch = useDispatch();
  return (datasetId, files) => queueOf(datasetId, dispatch).add(files);
}
