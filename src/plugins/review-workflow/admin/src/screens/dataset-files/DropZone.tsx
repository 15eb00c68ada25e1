import { Button, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../../i18n/useText';

const EXTENSIONS = '.odt,.pdf,.csv,.xml,.json';

interface Props {
  readonly onFiles: (files: readonly File[]) => void;
  readonly disabled?: boolean;
}

/** ＋請選擇檔案: several at once, chosen or dropped. */
export function DropZone({ onFiles, disabled = false }: Props) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useEffect(keepPage, []);
  const take = (files: FileList | null) => {
    if (files !== null && files.length > 0) onFiles([...files]);
    if (input.current !== null) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  };
  return (
    <Zone
      $over={over}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={EXTENSIONS}
        onChange={({ target }) => take(target.files)}
      />
      <Button
        variant="secondary"
        size="L"
        startIcon={<Plus aria-hidden />}
        loading={disabled}
        onClick={() => input.current?.click()}
      >
        {t('files.choose')}
      </Button>
      <Typography textColor="neutral800">{t('files.drop')}</Typography>
      <Typography variant="pi" textColor="neutral700">
        {t('files.limits')}
      </Typography>
    </Zone>
  );
}

/** A file that is dropped beside the zone does not take the place of the page, as browsers would have it. */
function keepPage(): () => void {
  const refuse = (event: Event) => event.preventDefault();
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  return () => {
    window.removeEventListener('dragover', refuse);
    window.removeEventListener('drop', refuse);
  };
}

const Zone = styled.div<{ $over: boolean }>`
  display: flex;
  flex-direction: column;
  gap: 1.2rem;
  align-items: center;
  padding: 3.2rem 1.6rem;
  text-align: center;
  background: ${({ theme, $over }) => ($over ? theme.colors.primary100 : theme.colors.neutral100)};
  border: 2px dashed ${({ theme }) => theme.colors.neutral500};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
