import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import { memberName, type MemberPerson } from '../../domain/members/map-member-claims';

const MEMBER = 'plugin::users-permissions.user';

/** users-permissions' name for where a member comes from; password login is for `local` alone. */
export const OIDC = 'oidc';

interface MemberRow {
  readonly id: number;
  readonly email: string;
  readonly blocked: boolean | null;
  readonly confirmed: boolean | null;
}

/**
 * The member of an issuer and subject, made at the first sign-in. An e-mail address never leads to
 * a member: one that another member has is refused, and one that the provider does not vouch for is
 * confirmed by mail first.
 *
 * @returns id of the member, who may come in.
 * @throws {DomainError} members.suspended, members.email_unconfirmed (403); members.email_taken
 *   (409).
 */
export async function admitMember(strapi: Core.Strapi, person: MemberPerson): Promise<number> {
  const { member, isNew } = await findOrMake(strapi, person);
  if (member.blocked === true) throw new DomainError('members.suspended', 'forbidden');
  if (member.confirmed !== true) {
    if (isNew) await sendConfirmation(strapi, member);
    throw new DomainError('members.email_unconfirmed', 'forbidden');
  }
  return member.id;
}

async function findOrMake(
  strapi: Core.Strapi,
  person: MemberPerson,
): Promise<{ member: MemberRow; isNew: boolean }> {
  return strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await lock(trx, `${person.issuer} ${person.subject}`);
    const known = await find(trx, person);
    if (known) return { member: await confirmed(trx, known, person), isNew: false };
    await lock(trx, person.email);
    return { member: await make(strapi, trx, person), isNew: true };
  });
}

/** Two first sign-ins at once make one member: the second waits here until the first is stored. */
async function lock(trx: Knex, name: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`member ${name}`]);
}

async function find(trx: Knex, person: MemberPerson): Promise<MemberRow | undefined> {
  const { rows } = await trx.raw<{ rows: MemberRow[] }>(
    `select u.id, u.email, u.blocked, u.confirmed from member_identities i
     join up_users u on u.id = i.member_id where i.issuer = ? and i.subject = ?`,
    [person.issuer, person.subject],
  );
  return rows[0];
}

/** The provider's word counts as a confirmation of the address that the member came with. */
async function confirmed(
  trx: Knex,
  member: MemberRow,
  { email, emailVerified }: MemberPerson,
): Promise<MemberRow> {
  if (member.confirmed === true || !emailVerified || email !== member.email) return member;
  await trx('up_users')
    .where({ id: member.id })
    .update({ confirmed: true, confirmation_token: null, updated_at: new Date() });
  return { ...member, confirmed: true };
}

async function make(strapi: Core.Strapi, trx: Knex, person: MemberPerson): Promise<MemberRow> {
  const { email, emailVerified } = person;
  const taken = (await trx('up_users').whereRaw('lower(email) = ?', [email]).first()) as unknown;
  if (taken) throw new DomainError('members.email_taken', 'conflict');
  const data = {
    username: await freeName(trx, memberName(person)),
    email,
    provider: OIDC,
    confirmed: emailVerified,
    blocked: false,
    role: await defaultRole(strapi),
  };
  const member = (await strapi.db.query(MEMBER).create({ data })) as MemberRow;
  await trx('member_identities').insert({
    issuer: person.issuer,
    subject: person.subject,
    member_id: member.id,
  });
  return member;
}

async function freeName(trx: Knex, name: string): Promise<string> {
  const taken = (await trx('up_users')
    .whereRaw('lower(username) = lower(?)', [name])
    .first()) as unknown;
  return taken ? `${name}-${randomBytes(4).toString('hex')}` : name;
}

async function defaultRole(strapi: Core.Strapi): Promise<number> {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const { default_role: type } = (await store.get({ key: 'advanced' })) as { default_role: string };
  const role = (await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type } })) as { id: number } | null;
  if (!role) throw new Error(`The role of members (${type}) does not exist.`);
  return role.id;
}

interface UserService {
  sendConfirmationEmail(user: { id: number; email: string }): Promise<unknown>;
}

async function sendConfirmation(strapi: Core.Strapi, member: MemberRow): Promise<void> {
  const users = strapi.plugin('users-permissions').service<UserService>('user');
  try {
    await users.sendConfirmationEmail({ id: member.id, email: member.email });
  } catch {
    // The member asks for it again (POST /api/auth/send-email-confirmation); no address in the log.
    strapi.log.error('a confirmation mail of a new member could not be sent');
  }
}
