import type { AccountAction } from '../../../../../domain/accounts/account-action';
import type { Knex } from '../store/knex';

export interface AccountEntry {
  readonly at: Date;
  /** documentId of the officer the entry is about. */
  readonly officer: string;
  readonly action: AccountAction;
  /** Strapi admin user id; null for an applicant and for the system. */
  readonly actor: number | null;
  readonly actorRole: string;
  /** The officer's role and agency (OID) as they are after the entry. */
  readonly role: string | null;
  readonly agency: string;
  readonly remark?: string | null;
  readonly details?: Readonly<Record<string, string | number | null>>;
}

/**
 * Appends to the chain of account entries, in the transaction of what it tells about.
 *
 * @returns the entry's number, which names the event for ever.
 */
export async function noteAccount(trx: Knex, entry: AccountEntry): Promise<string> {
  const at = entry.at.toISOString();
  const { rows } = await trx.raw<{ rows: { seq: string }[] }>(
    'select guard.note_account(?::jsonb) as seq',
    [JSON.stringify({ ...entry, at })],
  );
  return rows[0]?.seq ?? '';
}
