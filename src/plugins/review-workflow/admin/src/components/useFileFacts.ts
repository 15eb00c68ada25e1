import type { DatasetFileView } from '../../../../../contracts/dataset-files';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import type { Tone } from './Pill';

const TONES: Readonly<Record<DatasetFileView['state'], Tone>> = {
  uploaded: 'neutral',
  checking: 'next',
  accepted: 'good',
  refused: 'bad',
};

/** What a list of files says of one: format, size, tokens, and the result of its check. */
export function useFileFacts({ kind, bytes, tokens, state }: DatasetFileView) {
  const { t } = useText();
  const format = useFormat();
  const facts = [
    kind === null ? null : kind.toUpperCase(),
    format.bytes(bytes),
    tokens === null ? null : t('files.tokens', { count: format.number(tokens) }),
  ];
  return { facts, state: { tone: TONES[state], words: t(`files.state.${state}`) } };
}
