import { DomainError } from '../../domain/errors';
import { GRANTED } from '../applications/tables';
import type { Database } from '../database';
import type { Member } from '../members';

/** What decides whether a dataset may be downloaded. */
export interface Downloadable {
  readonly documentId: string;
  readonly identifier: string;
  readonly isOpen: boolean;
}

/**
 * Open data: everybody. Restricted data: members to whom it was granted.
 *
 * @throws DomainError access.application_needed: 401 for strangers, 403 for members without a grant
 */
export async function requireDownload(
  database: Database,
  { documentId, identifier, isOpen }: Downloadable,
  member: Member | null,
): Promise<void> {
  if (isOpen) return;
  // Of a selection it has to be told which one it is.
  const which = { params: { identifier } };
  if (!member) throw new DomainError('access.application_needed', 'unauthenticated', which);
  if (!(await isGranted(database, { documentId }, member)))
    throw new DomainError('access.application_needed', 'forbidden', which);
}

/** Whether the member holds a grant for the dataset today. */
export async function isGranted(
  database: Database,
  { documentId }: Pick<Downloadable, 'documentId'>,
  member: Member,
): Promise<boolean> {
  const [row] = await database.query<{ granted: boolean }>(`select ${GRANTED} as granted`, [
    member.id,
    documentId,
  ]);
  return row?.granted === true;
}
