import { useState } from 'react';
import { useDatasetQuery } from './datasets';

/** A dataset as the service has it now: what an earlier screen knew of it is not shown. */
export function useFreshDataset(id: string) {
  const [opened] = useState(() => Date.now());
  const query = useDatasetQuery(id, { refetchOnMountOrArgChange: true });
  const isFresh = (query.fulfilledTimeStamp ?? 0) >= opened;
  return { ...query, data: isFresh ? query.data : undefined };
}
