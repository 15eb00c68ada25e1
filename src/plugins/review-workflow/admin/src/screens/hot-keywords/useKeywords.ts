import type { HotKeywordEdit } from '../../../../../../contracts/content';
import {
  useCreateContentMutation,
  useRemoveContentMutation,
  useUpdateContentMutation,
} from '../../api/content';
import { refusalOf } from '../../api/errors';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

const kind = 'hot-keywords' as const;

/** Puts a word first, hides it, or leaves it to the count again. */
export function useKeywords() {
  const { t } = useText();
  const tell = useTell();
  const [create] = useCreateContentMutation();
  const [update] = useUpdateContentMutation();
  const [remove] = useRemoveContentMutation();
  const say = (answer: object): boolean => {
    if ('error' in answer) {
      const { fields } = refusalOf(answer.error);
      tell.refused(fields[0] ?? answer.error);
      return false;
    }
    tell.done(t('keyword.done'));
    return true;
  };
  return {
    /** @returns whether it was done */
    set: async (word: string, mode: HotKeywordEdit['mode'], record?: HotKeywordEdit) =>
      say(
        await (record === undefined
          ? create({ kind, fields: { word, mode } })
          : update({ kind, id: record.id, version: record.version, fields: { mode } })),
      ),
    clear: async ({ id }: HotKeywordEdit) => say(await remove({ kind, id })),
  };
}
