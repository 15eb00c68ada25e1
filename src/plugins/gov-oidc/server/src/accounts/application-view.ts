import type { Knex } from '../store/knex';
import type { ApplicationView } from '../pages/application-page';
import { latestApplication } from '../store/applications';
import type { Officer } from '../store/officers';

/**
 * What the application page shows an officer.
 *
 * @param options.change The officer wants to fill in a saved application again.
 * @param options.component Address of the card component's window; null where certificates
 *   cannot be verified here.
 */
export async function viewApplication(
  knex: Knex,
  officer: Officer,
  options: { change: boolean; component: string | null; enter: string },
): Promise<ApplicationView> {
  if (officer.role !== null && !options.change) return { kind: 'granted', enter: options.enter };
  const latest = await latestApplication(knex, officer.id);
  if (latest?.state === 'pending') return { kind: 'pending', role: latest.role };
  if (latest?.state === 'saved' && latest.role === 'agency-manager' && !options.change) {
    return { kind: 'certificate', component: options.component };
  }
  return {
    kind: 'form',
    email: latest?.email ?? officer.email ?? '',
    role: latest?.role ?? null,
    issues: [],
    refusedFor: latest?.state === 'rejected' ? (latest.remark ?? '') : null,
  };
}
