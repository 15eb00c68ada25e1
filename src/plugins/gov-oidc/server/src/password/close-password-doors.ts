import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { runtimeOf } from '../runtime';
import { forgiveAttempts, reserveAttempt } from '../store/lockouts';

type Credentials = { email?: unknown; password?: unknown };
type LoginResult = [unknown, unknown, { message: string }?];

interface AuthService {
  validatePassword(password: string, hash: string): Promise<boolean>;
  checkCredentials(credentials: Credentials): Promise<LoginResult>;
  forgotPassword(input: { email?: unknown }): Promise<unknown>;
  resetPassword(input: { resetPasswordToken?: unknown }): Promise<unknown>;
}

interface UserService {
  register(input: { registrationToken?: unknown }): Promise<unknown>;
  createFirstAdmin(input: unknown): Promise<unknown>;
}

const REFUSED: LoginResult = [null, false, { message: 'Invalid credentials' }];

function addressOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

/** Whether the address belongs to a local account that may use a password. */
function isBreakGlass(strapi: Core.Strapi, email: unknown): boolean {
  return runtimeOf(strapi).settings.breakGlass.includes(addressOf(email));
}

/** The address of the admin user with this token, in the column named. */
async function emailByToken(
  strapi: Core.Strapi,
  column: 'resetPasswordToken' | 'registrationToken',
  token: unknown,
): Promise<unknown> {
  if (typeof token !== 'string' || token === '') return null;
  const where = { [column]: token };
  const user = (await strapi.db.query('admin::user').findOne({ where })) as {
    email: unknown;
  } | null;
  return user?.email;
}

async function hasPassword(strapi: Core.Strapi, email: string): Promise<boolean> {
  const user = (await strapi.db.query('admin::user').findOne({ where: { email } })) as {
    password: string | null;
  } | null;
  return user?.password != null;
}

function closed(): DomainError {
  return new DomainError('accounts.password_closed', 'forbidden');
}

/** Strapi's login controller lets only errors with this code through to the person. */
function lockedError(): Error {
  return Object.assign(new DomainError('accounts.locked', 'forbidden'), {
    details: { code: 'LOGIN_NOT_ALLOWED' },
  });
}

/** Of no password; looking at it takes as long as looking at a real one (bcrypt, cost 10). */
const NOBODYS_HASH = '$2a$10$7EqJtq98hPqEX7fNZaFWoOePaWxn96p36WQoeG6Lruj3vjPGga31W';

/**
 * Every address is counted, locked and answered alike, in about the same time: who tries them does
 * not learn which ones are named, or exist.
 */
function guardLogin(strapi: Core.Strapi, auth: AuthService): void {
  const checkCredentials = auth.checkCredentials.bind(auth);
  auth.checkCredentials = async (credentials) => {
    const account = addressOf(credentials.email);
    if (!(await reserveAttempt(strapi.db.connection, account, new Date()))) throw lockedError();
    const { password } = credentials;
    if (!isBreakGlass(strapi, account) || !(await hasPassword(strapi, account))) {
      await auth.validatePassword(typeof password === 'string' ? password : '', NOBODYS_HASH);
      return REFUSED;
    }
    const result = await checkCredentials({ ...credentials, email: account });
    if (result[1]) await forgiveAttempts(strapi.db.connection, account);
    return result;
  };
}

/**
 * Password login, reset and registration are for the named break-glass accounts alone. The guard
 * sits around Strapi's own services, so it holds for every spelling of every path; the first
 * Super Admin is made on the command line (`strapi admin:create-user`), not by the first visitor.
 */
export function closePasswordDoors(strapi: Core.Strapi): void {
  const auth = asStrapiMadeIt(strapi.service('admin::auth') as unknown as AuthService);
  const users = asStrapiMadeIt(strapi.service('admin::user') as unknown as UserService);
  guardLogin(strapi, auth);
  const forgotPassword = auth.forgotPassword.bind(auth);
  auth.forgotPassword = (input) => {
    if (isBreakGlass(strapi, input.email)) {
      // Not waited for: the time that a mail takes would tell that there is somebody.
      forgotPassword(input).catch(() => {
        strapi.log.error('the mail for resetting the password of a local account was not sent');
      });
    }
    return Promise.resolve();
  };
  const resetPassword = auth.resetPassword.bind(auth);
  auth.resetPassword = async (input) => {
    const email = await emailByToken(strapi, 'resetPasswordToken', input.resetPasswordToken);
    if (!isBreakGlass(strapi, email)) throw closed();
    return resetPassword(input);
  };
  const register = users.register.bind(users);
  users.register = async (input) => {
    const email = await emailByToken(strapi, 'registrationToken', input.registrationToken);
    if (!isBreakGlass(strapi, email)) throw closed();
    return register(input);
  };
  users.createFirstAdmin = () => Promise.reject(closed());
}

const untouched = new WeakMap<object, object>();

/** Strapi's services belong to the process: where it loads the service again, only the new guard holds. */
function asStrapiMadeIt<Service extends object>(service: Service): Service {
  const former = untouched.get(service);
  if (former) return Object.assign(service, former);
  untouched.set(service, { ...service });
  return service;
}
