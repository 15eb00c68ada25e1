import { DomainError } from '../../domain/errors';
import type { Database } from '../database';
import type { Member } from '../members';

/** What decides whether a dataset may be downloaded. */
export interface Downloadable {
  readonly documentId: string;
  readonly isOpen: boolean;
}

/**
 * Open data: everybody. Restricted data: members to whom it was granted.
 *
 * @throws DomainError access.application_needed: 401 for strangers, 403 for members without a grant
 */
export async function requireDownload(
  _database: Database,
  { isOpen }: Downloadable,
  member: Member | null,
): Promise<void> {
  if (isOpen) return;
  throw new DomainError('access.application_needed', member ? 'forbidden' : 'unauthenticated');
}
