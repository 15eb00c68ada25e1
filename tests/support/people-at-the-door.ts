import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import type { Role } from './matrix';
import { signUp } from './members';

/** Who stands outside an agency: tokens by role; the officers are of 文化部. */
export async function peopleAtTheDoor(app: TestApp): Promise<Record<Role, string | null>> {
  return {
    stranger: null,
    member: (await signUp(app, 'member-at-the-door')).jwt,
    provider: await app.tokenFor('provider.moc'),
    manager: await app.tokenFor('manager.moc'),
    'platform admin': await app.tokenFor('admin1.platform'),
    'super admin': await superAdminToken(app),
  };
}

export async function superAdminToken(app: TestApp): Promise<string> {
  const role = (await app.strapi.db
    .query('admin::role')
    .findOne({ where: { code: 'strapi-super-admin' } })) as { id: number };
  const user = (await app.strapi.db.query('admin::user').create({
    data: {
      email: `super.${randomUUID().slice(0, 8)}@demo.invalid`,
      firstname: '系統管理者',
      lastname: '',
      isActive: true,
      blocked: false,
      registrationToken: null,
      roles: [role.id],
    },
  })) as { id: number };
  const sessions = app.strapi.sessionManager('admin');
  const refresh = await sessions.generateRefreshToken(String(user.id), randomUUID(), {
    type: 'session',
  });
  const access = await sessions.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(access.error);
  return access.token;
}
