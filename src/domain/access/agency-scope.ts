/**
 * Which agencies' records an officer may see. The same rule twice: `covers` for one record,
 * `toFilter` for a query; both read the same set, so a list holds exactly what can be opened.
 */
import type { OfficerRole } from './roles';

export type AgencyScope =
  { readonly kind: 'all' } | { readonly kind: 'agencies'; readonly agencyIds: ReadonlySet<number> };

export interface AgencyNode {
  readonly id: number;
  readonly parentId: number | null;
  /** The agency that took over this one's duties when it was merged or split. */
  readonly successorId: number | null;
}

const NOTHING: AgencyScope = { kind: 'agencies', agencyIds: new Set() };

/**
 * An agency, everything below it, and every agency that it (or one below it) has succeeded.
 *
 * @param root id of the officer's agency.
 * @param agencies all agencies; links may form cycles, which end the walk.
 */
export function coveredAgencies(root: number, agencies: readonly AgencyNode[]): Set<number> {
  const heirs = new Map<number, number[]>();
  for (const { id, parentId, successorId } of agencies) {
    for (const above of [parentId, successorId]) {
      if (above !== null) heirs.set(above, [...(heirs.get(above) ?? []), id]);
    }
  }
  const covered = new Set([root]);
  for (const id of covered) for (const below of heirs.get(id) ?? []) covered.add(below);
  return covered;
}

/**
 * The scope of a role in its agency: a provider its own agency (and those it has succeeded),
 * a manager also everything below, a platform admin everything, anybody else nothing.
 *
 * @param reach ids that the officer's agency reaches: own (with predecessors), and below.
 */
export function scopeOf(
  role: OfficerRole | null,
  reach: { own: readonly number[]; below: readonly number[] },
): AgencyScope {
  if (role === 'platform-admin') return { kind: 'all' };
  if (role === 'agency-manager') {
    return { kind: 'agencies', agencyIds: new Set([...reach.own, ...reach.below]) };
  }
  if (role === 'provider') return { kind: 'agencies', agencyIds: new Set(reach.own) };
  return NOTHING;
}

export function covers(scope: AgencyScope, record: { agencyId: number | null }): boolean {
  if (scope.kind === 'all') return true;
  return record.agencyId !== null && scope.agencyIds.has(record.agencyId);
}

/** Agency ids to put into a query, or null where no condition is needed. */
export function toFilter(scope: AgencyScope): readonly number[] | null {
  return scope.kind === 'all' ? null : [...scope.agencyIds];
}
