import { Button, Flex, Typography } from '@strapi/design-system';
import { useRef, useState } from 'react';
import { styled } from 'styled-components';
import type { Picture } from '../../../../../../contracts/content';
import { uploadPicture } from '../../api/content';
import { refusalOf } from '../../api/errors';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

interface Props {
  readonly label: string;
  readonly error?: string | undefined;
  readonly value: Picture | null;
  readonly onChange: (picture: Picture | null) => void;
}

/** A picture with the words that stand for it; both are given together. */
export function PictureField({ label, error, value, onChange }: Props) {
  const { t } = useText();
  const tell = useTell();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (TYPES.includes(chosen.type)) setFile(chosen);
    else tell.refused({ message: t('picture.wrong_type') });
  };
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} role="group" aria-label={label}>
      <Typography variant="pi" fontWeight="bold">
        {label}
      </Typography>
      {value !== null && (
        <figure>
          <Shown src={value.url} alt={value.alternativeText ?? ''} />
          <Typography variant="pi" tag="figcaption" textColor="neutral700">
            {value.alternativeText}
          </Typography>
        </figure>
      )}
      <Flex gap={2} wrap="wrap">
        <Button type="button" variant="tertiary" onClick={() => input.current?.click()}>
          {t('picture.choose')}
        </Button>
        {value !== null && (
          <Button type="button" variant="danger-light" onClick={() => onChange(null)}>
            {t('picture.remove')}
          </Button>
        )}
      </Flex>
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(',')}
        onChange={({ target }) => {
          choose(target.files?.[0]);
          target.value = '';
        }}
      />
      <Typography variant="pi" textColor="neutral700">
        {t('picture.formats')}
      </Typography>
      {error !== undefined && <Typography textColor="danger700">{error}</Typography>}
      {file !== null && <Upload file={file} onDone={onChange} onClose={() => setFile(null)} />}
    </Flex>
  );
}

interface UploadProps {
  readonly file: File;
  readonly onDone: (picture: Picture) => void;
  readonly onClose: () => void;
}

function Upload({ file, onDone, onClose }: UploadProps) {
  const { t } = useText();
  const tell = useTell();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (words.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    try {
      onDone(await uploadPicture(file, words.trim()));
      tell.done(t('picture.uploaded'));
      onClose();
    } catch (error) {
      // Strapi says in English alone what is wrong with a picture.
      tell.refused(refusalOf(error).status === 400 ? { message: t('picture.refused') } : error);
      setBusy(false);
    }
  };
  return (
    <ReasonDialog
      title={t('picture.upload')}
      text={file.name}
      confirmLabel={t('picture.upload')}
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void send()}
    >
      <TextField
        name="alternativeText"
        label={t('picture.alt')}
        hint={t('picture.alt_hint')}
        required
        maxLength={250}
        value={words}
        error={missing && words.trim() === '' ? t('picture.alt_required') : undefined}
        onChange={setWords}
      />
    </ReasonDialog>
  );
}

const Shown = styled.img`
  display: block;
  max-width: min(100%, 36rem);
  max-height: 20rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
