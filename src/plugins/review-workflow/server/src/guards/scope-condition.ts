import type { Core } from '@strapi/strapi';
import { loadOfficer } from '../../../../../access/officer';
import { toFilter } from '../../../../../domain/access/agency-scope';

/** Matches no row: what somebody without a role may see. */
const NOTHING = { id: -1 };

/** The part of Strapi's untyped permission service that is used here. */
interface ConditionService {
  readonly conditionProvider: {
    register(condition: {
      displayName: string;
      name: string;
      plugin: string;
      handler: (user: { id: number }) => Promise<object | boolean>;
    }): void;
  };
}

/**
 * The RBAC condition that keeps the content manager's rows within an officer's scope; the same
 * scope as the plugin's own lists. Registered before the admin's start prunes unknown conditions.
 */
export function registerScopeCondition(strapi: Core.Strapi): void {
  const { conditionProvider } = strapi.service('admin::permission') as unknown as ConditionService;
  conditionProvider.register({
    displayName: '在所屬機關範圍內 (in agency scope)',
    name: 'in-agency-scope',
    plugin: 'review-workflow',
    handler: async (user: { id: number }) => {
      const officer = await loadOfficer(strapi.db.connection, user.id).catch(() => null);
      if (officer === null) return NOTHING;
      const agencyIds = toFilter(officer.scope);
      return agencyIds === null ? true : { agency: { id: { $in: agencyIds } } };
    },
  });
}
