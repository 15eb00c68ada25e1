import { useCallback } from 'react';
import type { DatasetRow, DatasetView } from '../../../../../contracts/datasets';
import type { Action } from '../../../../../domain/review/transitions';
import { useDispatch } from 'react-redux';
import { corpusApi } from '../api/client';
import { useMoveDatasetMutation } from '../api/datasets';
import { refusalOf } from '../api/errors';
import { useText } from '../i18n/useText';
import { forgetKept } from './useKept';
import { useTell } from './useTell';

/** What a person does with a dataset; the clock's own moves have no button. */
export type PersonAction = Exclude<Action, 'delist' | 'expire'>;

interface Wish {
  readonly action: PersonAction;
  readonly reason?: string;
  readonly delistOn?: string;
}

/** Refusals after which asking again is of no use. */
const FINAL: ReadonlySet<number | null> = new Set([403, 404, 409]);

/**
 * Moves a dataset as it was seen; where somebody was faster, says so and loads what is true now.
 * Null is a refusal; undefined a trouble of the moment: what was typed stays, to be sent again.
 */
export function useMove() {
  const [send, { isLoading }] = useMoveDatasetMutation();
  const { t } = useText();
  const tell = useTell();
  const refresh = useRefresh();
  const move = useCallback(
    async (row: DatasetRow, wish: Wish): Promise<DatasetView | null | undefined> => {
      const { reason = '', delistOn, action } = wish;
      const { id, version } = row;
      const answer = await send({
        id,
        version,
        action,
        ...(reason === '' ? {} : { reason }),
        ...(delistOn === undefined ? {} : { delistOn }),
      });
      if ('data' in answer) {
        forgetKept();
        tell.done(t(`done.${action}`, { state: t(`state.${answer.data.state}`) }));
        return answer.data;
      }
      tell.refused(answer.error);
      const { status } = refusalOf(answer.error);
      if (status === 409) refresh();
      return FINAL.has(status) ? null : undefined;
    },
    [send, t, tell, refresh],
  );
  return { move, busy: isLoading };
}

/** Loads everything on the screen that shows datasets again. */
export function useRefresh(): () => void {
  const dispatch = useDispatch();
  return useCallback(() => {
    dispatch(corpusApi.util.invalidateTags(['CorpusDataset', 'CorpusTask', 'CorpusFile']));
  }, [dispatch]);
}
