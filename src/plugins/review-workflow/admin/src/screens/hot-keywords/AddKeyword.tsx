import { Button, Flex } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { TextField } from '../../components/inputs';
import { Panel } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { useKeywords } from './useKeywords';

/** A word of the editor's own, put first or hidden. */
export function AddKeyword() {
  const { t } = useText();
  const [word, setWord] = useState('');
  const { set } = useKeywords();
  const add = async (mode: 'pinned' | 'hidden') => {
    if (await set(word.trim(), mode)) setWord('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add('pinned');
  };
  const empty = word.trim() === '';
  return (
    <Panel title={t('keyword.add')}>
      <form onSubmit={submit}>
        <Flex gap={3} alignItems="flex-end" wrap="wrap">
          <div style={{ flex: '1 1 22rem', maxWidth: '40rem' }}>
            <TextField
              name="word"
              label={t('keyword.add_label')}
              placeholder={t('keyword.add_hint')}
              value={word}
              maxLength={50}
              onChange={setWord}
            />
          </div>
          <Button type="submit" size="L" disabled={empty}>
            {t('keyword.do.pin')}
          </Button>
          <Button
            type="button"
            size="L"
            variant="tertiary"
            disabled={empty}
            onClick={() => void add('hidden')}
          >
            {t('keyword.do.hide')}
          </Button>
        </Flex>
      </form>
    </Panel>
  );
}
