import type { Core } from '@strapi/strapi';
import { ROLE_NAMES } from '../domain/accounts/role-names';
import { OFFICER_ROLES, type OfficerRole } from '../domain/access/roles';

/** Strapi's id of the RBAC condition that keeps officers to their agencies' records. */
export const SCOPE_CONDITION = 'plugin::review-workflow.in-agency-scope';

interface Permission {
  readonly action: string;
  readonly subject: string | null;
  readonly properties?: { readonly fields: readonly string[] };
  readonly conditions?: readonly string[];
}

const DATASET = 'api::dataset.dataset';

/** What the content manager shows of a dataset: no officer, no review note. */
const DATASET_FIELDS = (
  'identifier name description keywords tags textTypeOther domainOther languageOther licence ' +
  'validityPermanent validUntilYear yearFrom yearTo agency contactName contactPhone contactEmail ' +
  'totalBytes tokens isOpen firstListedAt lastListedAt state version'
).split(' ');

/** Kinds of content that platform admins edit, and what they may do with each. */
const EDITED_BY_ADMINS: Readonly<Record<string, readonly string[]>> = {
  'api::tag.tag': ['create', 'read', 'update', 'delete'],
  'api::licence.licence': ['create', 'read', 'update', 'delete'],
  'api::agency.agency': ['create', 'read', 'update', 'delete'],
  'api::theme.theme': ['create', 'read', 'update', 'delete'],
  'api::page.page': ['create', 'read', 'update', 'delete', 'publish'],
};

/** The admin role of each officer's role, with exactly its permissions; runs at each start. */
export async function ensureOfficerRoles({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  for (const code of OFFICER_ROLES) {
    const roleId = await ensureRole(strapi, code);
    const permissions = permissionsOf(strapi, code);
    await adminRoles(strapi).assignPermissions(roleId, permissions);
    await verify(strapi, roleId, permissions);
  }
}

/** The part of Strapi's untyped admin services that is used here. */
interface AdminRoles {
  assignPermissions(roleId: number, permissions: readonly Permission[]): Promise<unknown>;
}

interface AdminPermissions {
  findMany(query: { where: object }): Promise<Permission[]>;
}

function adminRoles(strapi: Core.Strapi): AdminRoles {
  return strapi.service('admin::role') as unknown as AdminRoles;
}

function adminPermissions(strapi: Core.Strapi): AdminPermissions {
  return strapi.service('admin::permission') as unknown as AdminPermissions;
}

async function ensureRole(strapi: Core.Strapi, code: OfficerRole): Promise<number> {
  const roles = strapi.db.query('admin::role');
  const found = (await roles.findOne({ where: { code } })) as { id: number } | null;
  if (found) return found.id;
  const data = { code, name: ROLE_NAMES[code].zhHant, description: ROLE_NAMES[code].en };
  return ((await roles.create({ data })) as { id: number }).id;
}

function permissionsOf(strapi: Core.Strapi, code: OfficerRole): Permission[] {
  const readDatasets = {
    action: 'plugin::content-manager.explorer.read',
    subject: DATASET,
    properties: { fields: DATASET_FIELDS },
    conditions: code === 'platform-admin' ? [] : [SCOPE_CONDITION],
  };
  if (code !== 'platform-admin') return [readDatasets];
  return [
    readDatasets,
    ...Object.entries(EDITED_BY_ADMINS).flatMap(([subject, actions]) =>
      actions.map((action) => ({
        action: `plugin::content-manager.explorer.${action}`,
        subject,
        properties: { fields: fieldsOf(strapi, subject) },
        conditions: [],
      })),
    ),
    ...['read', 'assets.create', 'assets.update', 'assets.download', 'assets.copy-link'].map(
      (action) => ({ action: `plugin::upload.${action}`, subject: null, conditions: [] }),
    ),
  ].map(withoutFieldsWhereNone);
}

/** Deleting and publishing concern whole entries: Strapi refuses a list of fields there. */
function withoutFieldsWhereNone(permission: Permission): Permission {
  const whole = /\.(delete|publish)$/.test(permission.action);
  const { properties: _fields, ...rest } = permission;
  return whole ? rest : permission;
}

function fieldsOf(strapi: Core.Strapi, subject: string): string[] {
  const own = new Set([
    'createdAt',
    'updatedAt',
    'publishedAt',
    'createdBy',
    'updatedBy',
    'locale',
    'localizations',
  ]);
  return Object.keys(strapi.contentType(subject as never).attributes).filter(
    (name) => !own.has(name),
  );
}

/**
 * Strapi drops a condition that it does not know and keeps the permission without it: a start with
 * such a hole must not go on.
 */
async function verify(
  strapi: Core.Strapi,
  roleId: number,
  wanted: readonly Permission[],
): Promise<void> {
  const kept = await adminPermissions(strapi).findMany({ where: { role: { id: roleId } } });
  for (const { action, subject, conditions = [] } of wanted) {
    const match = kept.find((one) => one.action === action && one.subject === subject);
    if (!match || conditions.some((condition) => !match.conditions?.includes(condition))) {
      throw new Error(`Permission ${action} on ${String(subject)} is not stored as it must be.`);
    }
  }
}
