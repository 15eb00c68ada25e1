import type { Core } from '@strapi/strapi';
import { refuseInProduction } from './guard';

/** The demo's break-glass account; its password is made by the start and stays in .data. */
const SUPER_ADMIN_EMAIL = 'superadmin@demo.invalid';

interface Row {
  readonly id: number;
}

/**
 * Makes the local Super Admin of the demo, so that nobody has to register the first one, and gives
 * it the password of DEMO_SUPER_ADMIN_PASSWORD.
 */
export async function ensureSuperAdmin(strapi: Core.Strapi): Promise<void> {
  refuseInProduction('The demo Super Admin');
  const password = process.env.DEMO_SUPER_ADMIN_PASSWORD;
  if (!password) return;
  const users = strapi.db.query('admin::user');
  if ((await users.count({ where: { email: SUPER_ADMIN_EMAIL } })) > 0) return;
  const role = (await strapi.db
    .query('admin::role')
    .findOne({ where: { code: 'strapi-super-admin' } })) as Row | null;
  if (role === null) throw new Error('Strapi has made no Super Admin role.');
  const auth = strapi.service('admin::auth') as { hashPassword(plain: string): Promise<string> };
  await users.create({
    data: {
      email: SUPER_ADMIN_EMAIL,
      firstname: '系統管理者',
      lastname: '',
      password: await auth.hashPassword(password),
      isActive: true,
      blocked: false,
      registrationToken: null,
      preferedLanguage: 'zh-Hant',
      roles: [role.id],
    },
  });
}
