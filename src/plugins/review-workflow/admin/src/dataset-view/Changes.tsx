import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ChangesView, FileMark } from '../../../../../contracts/datasets';
import { useChangesQuery } from '../api/datasets';
import { Answer } from '../components/Answer';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import { useFieldWords } from './useFieldWords';
import { useNames } from './useNames';

/** What the submission changes of the public version: fields side by side, tags, files, tokens. */
export function Changes({ datasetId }: { datasetId: string }) {
  const query = useChangesQuery(datasetId);
  return <Answer query={query}>{(changes) => <Comparison changes={changes} />}</Answer>;
}

function Comparison({ changes }: { changes: ChangesView }) {
  const { t } = useText();
  const { comparedWith, fields, tags, files } = changes;
  if (comparedWith === 'nothing') return <Typography>{t('changes.first')}</Typography>;
  const changed = fields.length + tags.length + files.added.length + files.removed.length > 0;
  return (
    <Block>
      <Typography tag="p">{t(`changes.with.${comparedWith}`)}</Typography>
      {changed ? <Fields changes={changes} /> : <Typography>{t('changes.none')}</Typography>}
      <FileChanges files={files} />
      <Tokens tokens={changes.tokens} />
    </Block>
  );
}

function Fields({ changes: { fields, tags } }: { changes: ChangesView }) {
  const { t, listed } = useText();
  const names = useNames();
  const { label, value } = useFieldWords();
  if (fields.length + tags.length === 0) return null;
  return (
    <table>
      <caption>{t('changes.fields')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('changes.field')}</th>
          <th scope="col">{t('changes.before')}</th>
          <th scope="col">{t('changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{label(field)}</th>
            <td>
              <del>{value(field, before)}</del>
            </td>
            <td>
              <ins>{value(field, after)}</ins>
            </td>
          </tr>
        ))}
        {tags.map(({ field, added, removed }) => (
          <tr key={field}>
            <th scope="row">{label(field)}</th>
            <td>
              <del>{listed(removed.map((code) => names.tag(field, code)))}</del>
            </td>
            <td>
              <ins>{listed(added.map((code) => names.tag(field, code)))}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FileChanges({ files: { added, removed, kept } }: Pick<ChangesView, 'files'>) {
  const { t, noted } = useText();
  const { bytes } = useFormat();
  const line = ({ name, bytes: size }: FileMark) => noted(name, bytes(size));
  return (
    <ul>
      {added.map((file) => (
        <li key={file.id}>
          <ins>{t('changes.file_added', { file: line(file) })}</ins>
        </li>
      ))}
      {removed.map((file) => (
        <li key={file.id}>
          <del>{t('changes.file_removed', { file: line(file) })}</del>
        </li>
      ))}
      <li>{t('changes.files_kept', { count: kept })}</li>
    </ul>
  );
}

function Tokens({ tokens: { before, after } }: Pick<ChangesView, 'tokens'>) {
  const { t } = useText();
  const { number } = useFormat();
  return (
    <Typography tag="p">
      {t('changes.tokens', { before: number(before), after: number(after) })}
    </Typography>
  );
}

const Block = styled.div`
  display: flex;
  flex-direction: column;
  gap: 1.2rem;
  font-size: 1.4rem;
  line-height: 1.6;
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  caption {
    padding-bottom: 0.8rem;
    font-weight: 600;
    text-align: left;
  }
  th,
  td {
    padding: 0.8rem;
    text-align: left;
    vertical-align: top;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
  thead th,
  tbody th {
    font-weight: 600;
    background: ${({ theme }) => theme.colors.neutral100};
  }
  del {
    color: ${({ theme }) => theme.colors.danger700};
  }
  ins {
    color: ${({ theme }) => theme.colors.success700};
    text-decoration: none;
  }
`;
