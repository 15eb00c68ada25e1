import { useEffect } from 'react';
import { useFilesQuery } from '../api/files';

/** While files are being checked, their state is asked for this often. */
const POLL_MS = 1_500;

/** The dataset's files; those that are being checked are followed until they are accepted or refused. */
export function useLiveFiles(datasetId: string) {
  const query = useFilesQuery(datasetId, { refetchOnMountOrArgChange: true });
  const { refetch } = query;
  const checking =
    query.data?.some(({ state }) => state === 'uploaded' || state === 'checking') ?? false;
  useEffect(() => {
    if (!checking) return;
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [checking, refetch]);
  return query;
}
