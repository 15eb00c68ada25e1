import type { Knex } from '../store/knex';
import type { ApplicationView } from '../pages/application-page';
import type { KeptForm } from '../sign-in/kept-form';
import { latestApplication } from '../store/applications';
import type { Officer } from '../store/officers';

/**
 * What the application page shows an officer.
 *
 * @param options.change The officer wants to fill in a saved application again.
 * @param options.component Address of the card component's window; null where certificates
 *   cannot be verified here.
 * @param options.kept What the officer had filled in when the last sign-in ran out.
 */
export async function viewApplication(
  knex: Knex,
  officer: Officer,
  options: { change: boolean; component: string | null; enter: string; kept: KeptForm | null },
): Promise<ApplicationView> {
  if (officer.role !== null && !options.change) return { kind: 'granted', enter: options.enter };
  const latest = await latestApplication(knex, officer.id);
  if (latest?.state === 'pending') return { kind: 'pending', role: latest.role };
  const waitsForCard = latest?.state === 'saved' && latest.role === 'agency-manager';
  if (waitsForCard && !options.change && options.kept === null) {
    return { kind: 'certificate', component: options.component };
  }
  const { kept } = options;
  return {
    kind: 'form',
    email: kept?.email ?? latest?.email ?? officer.email ?? '',
    role: kept?.role ?? latest?.role ?? null,
    restored: kept !== null,
    issues: [],
    refusedFor: latest?.state === 'rejected' ? (latest.remark ?? '') : null,
  };
}
