import { isDeepStrictEqual } from 'node:util';
import type { ChangesView } from '../../../../../contracts/datasets';
import {
  EMPTY_CONTENT,
  TAG_FIELDS,
  type DatasetContent,
} from '../../../../../domain/dataset/content';
import { lastApproved, presentContent, type Snapshot } from '../store/snapshots';
import type { Operation } from './context';
import { requireRecord } from './read';

const NOTHING: Snapshot = { content: EMPTY_CONTENT, files: [] };
const TAGGED = new Set<string>(TAG_FIELDS.map(({ field }) => field));

/**
 * What the draft would change of the public version (or, where it was delisted, of the last
 * approved one): fields, tags, files, tokens.
 *
 * @throws {DomainError} review.not_found (404).
 */
export async function readChanges(operation: Operation, id: string): Promise<ChangesView> {
  const record = await requireRecord(operation, id);
  const approved = await lastApproved(operation.db, id);
  const before = approved ?? NOTHING;
  const after = await presentContent(operation.db, id);
  const comparedWith = record.is_public ? 'public' : approved ? 'last-approved' : 'nothing';
  return { comparedWith, ...compare(before, after) };
}

function compare(before: Snapshot, after: Snapshot): Omit<ChangesView, 'comparedWith'> {
  const had = new Set(before.files.map(({ id }) => id));
  const has = new Set(after.files.map(({ id }) => id));
  const tokens = (snapshot: Snapshot) => snapshot.files.reduce((sum, file) => sum + file.tokens, 0);
  return {
    fields: fieldsOf(before.content, after.content),
    tags: TAG_FIELDS.map(({ field }) => ({
      field,
      added: after.content[field].filter((code) => !before.content[field].includes(code)),
      removed: before.content[field].filter((code) => !after.content[field].includes(code)),
    })).filter(({ added, removed }) => added.length + removed.length > 0),
    files: {
      added: after.files.filter(({ id }) => !had.has(id)).map(toMark),
      removed: before.files.filter(({ id }) => !has.has(id)).map(toMark),
      kept: after.files.filter(({ id }) => had.has(id)).length,
    },
    tokens: { before: tokens(before), after: tokens(after) },
  };
}

function toMark({ id, name, bytes, sha256 }: Snapshot['files'][number]) {
  return { id, name, bytes, sha256 };
}

function fieldsOf(before: DatasetContent, after: DatasetContent): ChangesView['fields'] {
  return (
    (Object.keys(after) as (keyof DatasetContent)[])
      .filter((field) => !TAGGED.has(field))
      // Not by their JSON: PostgreSQL gives a snapshot's keys in an order of its own.
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => ({ field, before: before[field], after: after[field] }))
  );
}
