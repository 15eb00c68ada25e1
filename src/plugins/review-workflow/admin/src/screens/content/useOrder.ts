import type { EditedKind } from '../../../../../../contracts/content';
import { useOrderContentMutation } from '../../api/content';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

/** Moves one of a list's records by one place. */
export function useOrder(kind: EditedKind) {
  const { t } = useText();
  const tell = useTell();
  const [send, { isLoading }] = useOrderContentMutation();
  const move = async (ids: readonly string[], from: number, to: number) => {
    const next = [...ids];
    next.splice(to, 0, ...next.splice(from, 1));
    const answer = await send({ kind, ids: next });
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t('content.ordered'));
  };
  return { move, busy: isLoading };
}
