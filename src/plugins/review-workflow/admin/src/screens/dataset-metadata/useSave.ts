import { useCallback } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import type { DatasetContent } from '../../../../../../domain/dataset/content';
import { useLazyDatasetQuery, useSaveDatasetMutation } from '../../api/datasets';
import { refusalOf, type Refusal } from '../../api/errors';
import { changesOf, contentOf } from './content';
import type { SaveState } from './saveState';

interface Save {
  readonly version: number;
  readonly changes: Partial<DatasetContent>;
  /** The content that the changes were made on. */
  readonly base: DatasetContent;
}

interface Saved {
  /** As the service has it now; null where nothing was saved. */
  readonly dataset: DatasetView | null;
  /** The changes that were saved. */
  readonly accepted: Partial<DatasetContent>;
  readonly state: SaveState;
  /** By field's path. */
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * Sends changes. What is refused is left out and told, so that the rest is safe; a version that only
 * grew by a file of this dataset is no conflict.
 */
export function useSave(id: string) {
  const [put] = useSaveDatasetMutation();
  const [read] = useLazyDatasetQuery();
  return useCallback(
    async ({ version, changes, base }: Save): Promise<Saved> => {
      const send = (fields: Partial<DatasetContent>, at: number) =>
        put({ id, fields: { ...fields, version: at } });
      let answer = await send(changes, version);
      let at = version;
      if ('error' in answer && refusalOf(answer.error).code === 'review.stale_version') {
        const now = await read(id);
        if (now.data === undefined || differs(base, now.data)) return failed('conflict');
        at = now.data.version;
        answer = await send(changes, at);
      }
      if ('data' in answer) {
        return { dataset: answer.data, accepted: changes, state: 'saved', errors: {} };
      }
      const refusal = refusalOf(answer.error);
      if (refusal.status === 409) return failed('conflict');
      if (refusal.status !== 422) return failed('offline');
      const errors = errorsOf(refusal);
      const rest = without(changes, errors);
      if (Object.keys(rest).length === 0) return failed('invalid', errors);
      const second = await send(rest, at);
      if ('error' in second) return failed('invalid', errors);
      return { dataset: second.data, accepted: rest, state: 'invalid', errors };
    },
    [id, put, read],
  );
}

function differs(base: DatasetContent, now: DatasetView): boolean {
  return Object.keys(changesOf(base, contentOf(now))).length > 0;
}

function failed(state: SaveState, errors: Saved['errors'] = {}): Saved {
  return { dataset: null, accepted: {}, state, errors };
}

/** `keywords.3` is told at `keywords`, `contact.phone` where it is. */
function errorsOf({ fields }: Refusal): Saved['errors'] {
  return Object.fromEntries(
    fields.map(({ path, message }) => [
      path.startsWith('contact.') ? path : (path.split('.')[0] ?? path),
      message,
    ]),
  );
}

function without(
  changes: Partial<DatasetContent>,
  errors: Saved['errors'],
): Partial<DatasetContent> {
  const wrong = new Set(Object.keys(errors).map((path) => path.split('.')[0]));
  // The two years are judged together.
  if (wrong.has('yearFrom')) wrong.add('yearTo');
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !wrong.has(field)));
}
