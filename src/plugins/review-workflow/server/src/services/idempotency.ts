import { createHash } from 'node:crypto';
import type { DatasetView } from '../../../../../contracts/datasets';
import { DomainError } from '../../../../../domain/errors';
import type { Operation } from './context';

interface KeyedRequest {
  /** documentId of the dataset. */
  readonly id: string;
  /** The request's body, with its Idempotency-Key or null. */
  readonly input: { readonly idempotencyKey: string | null };
}

/**
 * Does the work once a key and person: the same request again gets the answer of the first, also
 * after a restart and from another instance. Two at the same moment: the second waits for the first.
 *
 * @throws {DomainError} request.idempotency_key_reused (409): the key came with another request.
 */
export async function answerOnce(
  { db, officer }: Pick<Operation, 'db' | 'officer'>,
  { id, input }: KeyedRequest,
  work: () => Promise<DatasetView>,
): Promise<DatasetView> {
  const { idempotencyKey, ...rest } = input;
  if (idempotencyKey === null) return work();
  const key = { actor: officer.userId, key: idempotencyKey };
  const request = createHash('sha256')
    .update(JSON.stringify({ id, ...rest }))
    .digest('hex');
  const claimed = await db('review_answers')
    .insert({ ...key, request })
    .onConflict(['actor', 'key'])
    .ignore()
    .returning('key');
  if (claimed.length === 0) {
    const stored = await db('review_answers')
      .where(key)
      .first<{ request: string; answer: DatasetView }>('request', db.raw('answer::json AS answer'));
    if (stored.request !== request) {
      throw new DomainError('request.idempotency_key_reused', 'conflict');
    }
    return stored.answer;
  }
  const answer = await work();
  await db('review_answers')
    .where(key)
    .update({ answer: JSON.stringify(answer) });
  return answer;
}
