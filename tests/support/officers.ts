import type { TestApp } from './app';

export interface NewOfficer {
  readonly account: string;
  readonly role: 'provider' | 'agency-manager' | 'platform-admin';
  /** OID; the default is 數位發展部's. */
  readonly agencyOid?: string;
}

/** More people than the demo has, with their accounts in the panel. */
export async function addOfficers(app: TestApp, officers: readonly NewOfficer[]): Promise<void> {
  await app.ownerSql(
    `with wanted as (
       select w ->> 'account' account, w ->> 'role' role, w ->> 'oid' oid from jsonb_array_elements($1::jsonb) w
     ), users as (
       insert into admin_users (document_id, firstname, username, email, is_active, blocked, created_at, updated_at, published_at)
       select md5(account), account, account, account || '@example.invalid', true, false, now(), now(), now()
       from wanted returning id, username
     ), roles as (
       insert into admin_users_roles_lnk (user_id, role_id)
       select u.id, r.id from users u join wanted w on w.account = u.username join admin_roles r on r.code = w.role
     )
     insert into officers (document_id, issuer, subject, account, name, email, role, agency_id, admin_user_id, active,
       created_at, updated_at, published_at)
     select md5('officer' || w.account), 'http://127.0.0.1:1338', w.account, w.account, w.account,
       w.account || '@example.invalid', w.role, a.id, u.id, true, now(), now(), now()
     from wanted w join users u on u.username = w.account join agencies a on a.oid = w.oid`,
    [
      JSON.stringify(
        officers.map(({ account, role, agencyOid }) => ({
          account,
          role,
          oid: agencyOid ?? '2.16.886.101.20003.20082',
        })),
      ),
    ],
  );
}

/** A person gets another role, as after a new application. */
export async function changeRole(app: TestApp, account: string, role: string): Promise<void> {
  await app.ownerSql('update officers set role = $2 where account = $1', [account, role]);
}
