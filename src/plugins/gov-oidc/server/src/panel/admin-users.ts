import type { Core } from '@strapi/strapi';
import type { OfficerRole } from '../../../../../domain/access/roles';
import { ROLE_NAMES } from '../../../../../domain/accounts/role-names';
import type { Officer } from '../store/officers';

interface RoleRow {
  id: number;
}

/** The admin role of an officer's role; made at the first need. */
async function ensureRole(strapi: Core.Strapi, code: OfficerRole): Promise<number> {
  const roles = strapi.db.query('admin::role');
  const found = (await roles.findOne({ where: { code } })) as RoleRow | null;
  if (found) return found.id;
  const data = { code, name: ROLE_NAMES[code].zhHant, description: ROLE_NAMES[code].en };
  const made = (await roles.create({ data })) as RoleRow;
  return made.id;
}

/**
 * The panel's user of an officer. Its e-mail is a name that nobody else can have: Strapi wants a
 * unique one, and an officer's real address must never lead to somebody's account.
 */
function userData(officer: Officer, roleId: number, active: boolean) {
  return {
    email: `${officer.documentId}@officers.invalid`,
    username: officer.account,
    firstname: officer.name,
    lastname: '',
    isActive: active,
    blocked: false,
    registrationToken: null,
    preferedLanguage: 'zh-Hant',
    roles: [roleId],
  };
}

/**
 * Makes or brings up to date the panel's user of an officer who has a role.
 *
 * @returns id of the admin user.
 */
export async function saveAdminUser(
  strapi: Core.Strapi,
  officer: Officer & { role: OfficerRole },
): Promise<number> {
  const roleId = await ensureRole(strapi, officer.role);
  const users = strapi.db.query('admin::user');
  const data = userData(officer, roleId, officer.active);
  if (officer.adminUserId !== null) {
    const { preferedLanguage: _language, email: _email, ...changes } = data;
    await users.update({ where: { id: officer.adminUserId }, data: changes });
    return officer.adminUserId;
  }
  const user = (await users.create({ data })) as { id: number };
  return user.id;
}
