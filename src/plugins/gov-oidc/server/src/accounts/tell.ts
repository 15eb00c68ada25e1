import { managersOf, platformAdmins } from '../../../../../access/officer';
import type { ApplicationRole } from '../../../../../domain/accounts/application';
import { enqueueNotice } from '../../../../../notices/enqueue';
import type { Knex } from '../store/knex';

/** An event of an officer's account that somebody is told of by mail, in its transaction. */
interface Event {
  /** Number of its entry in the trail of accounts: the same event is told once. */
  readonly entry: string;
  readonly agency: { readonly id: number; readonly name: string };
}

/** Tells whoever decides that an application waits. */
export async function tellReviewers(
  trx: Knex,
  event: Event & { role: ApplicationRole; applicantUserId: number | null },
): Promise<void> {
  const { entry, agency, role, applicantUserId } = event;
  const managers = role === 'provider' ? await managersOf(trx, agency.id) : [];
  const reviewers = managers.length > 0 ? managers : await platformAdmins(trx);
  await enqueueNotice(trx, {
    recipients: reviewers.filter((id) => id !== applicantUserId),
    dedupeKey: `account:${entry}:applied`,
    notice: { kind: 'account.applied', role, agency: agency.name },
  });
}

/** Tells the applicant what was decided, at the address that the application names. */
export async function tellApplicant(
  trx: Knex,
  event: Event & { role: ApplicationRole; officerId: number; refusedFor: string | null },
): Promise<void> {
  const { entry, agency, role, officerId, refusedFor } = event;
  const about = { role, agency: agency.name };
  await enqueueNotice(trx, {
    recipients: [],
    officers: [officerId],
    dedupeKey: `account:${entry}:decided`,
    notice:
      refusedFor === null
        ? { kind: 'account.approved', ...about }
        : { kind: 'account.rejected', ...about, reason: refusedFor },
  });
}

/** Tells the agency's managers (platform admins while it has none) what a provider left behind. */
export async function tellDatasetsLeft(trx: Knex, event: Event & { count: number }): Promise<void> {
  const { entry, agency, count } = event;
  if (count === 0) return;
  const managers = await managersOf(trx, agency.id);
  await enqueueNotice(trx, {
    recipients: managers.length > 0 ? managers : await platformAdmins(trx),
    dedupeKey: `account:${entry}:datasets-left`,
    notice: { kind: 'account.datasets-left', agency: agency.name, count },
  });
}

/** Tells platform admins that an agency has nobody left who reviews for it. */
export async function tellLastManagerLeft(trx: Knex, { entry, agency }: Event): Promise<void> {
  await enqueueNotice(trx, {
    recipients: await platformAdmins(trx),
    dedupeKey: `account:${entry}:last-manager`,
    notice: { kind: 'account.last-manager-left', agency: agency.name },
  });
}
