import type { Knex } from './knex';
import { isUnitType, type UnitType } from '../../../../../domain/accounts/unit-types';
import { decrypt, encrypt, hashHandle } from '../../../../../oidc/secrets';

const TABLE = 'gov_oidc_sign_ins';

/**
 * What is kept of a finished sign-in: who, the panel's session (none while the officer still
 * applies for a role), and what signing out at the provider needs.
 */
export interface SignIn {
  /** null: a local account, which no provider knows. */
  readonly unitType: UnitType | null;
  readonly officerId: number | null;
  readonly adminUserId: number | null;
  readonly deviceId: string | null;
  readonly providerSessionId: string | null;
  readonly idToken: string | null;
}

interface Row {
  unit_type: unknown;
  officer_id: number | null;
  admin_user_id: number | null;
  device_id: string | null;
  provider_session_id: string | null;
  sealed_id_token: string | null;
}

export class SignIns {
  constructor(
    private readonly knex: () => Knex,
    private readonly secret: string,
  ) {}

  async open(
    handle: string,
    signIn: SignIn,
    life: { now: Date; lifetimeMs: number },
  ): Promise<void> {
    await this.knex()(TABLE).where('expires_at', '<', life.now).delete();
    await this.knex()(TABLE).insert({
      handle_hash: hashHandle(handle),
      unit_type: signIn.unitType,
      officer_id: signIn.officerId,
      admin_user_id: signIn.adminUserId,
      device_id: signIn.deviceId,
      provider_session_id: signIn.providerSessionId,
      sealed_id_token: signIn.idToken === null ? null : encrypt(signIn.idToken, this.secret),
      expires_at: new Date(life.now.getTime() + life.lifetimeMs),
    });
  }

  /** The sign-in that a browser's handle names; null where there is none, or not any more. */
  async find(handle: string, now: Date): Promise<SignIn | null> {
    const row = (await this.knex()(TABLE)
      .where({ handle_hash: hashHandle(handle) })
      .andWhere('expires_at', '>', now)
      .first()) as Row | undefined;
    return row ? this.read(row) : null;
  }

  /** Forgets a sign-in and tells what it was. */
  async close(handle: string): Promise<SignIn | null> {
    const rows = (await this.knex()(TABLE)
      .where({ handle_hash: hashHandle(handle) })
      .delete()
      .returning('*')) as Row[];
    return rows[0] ? this.read(rows[0]) : null;
  }

  /** Forgets every sign-in that the provider's word concerns, and tells what they were. */
  async closeWhere(which: {
    unitType: UnitType;
    officerId?: number;
    providerSessionId?: string;
  }): Promise<SignIn[]> {
    const rows = (await this.knex()(TABLE)
      .where({
        unit_type: which.unitType,
        ...(which.officerId === undefined ? {} : { officer_id: which.officerId }),
        ...(which.providerSessionId === undefined
          ? {}
          : { provider_session_id: which.providerSessionId }),
      })
      .delete()
      .returning('*')) as Row[];
    return rows.map((row) => this.read(row));
  }

  private read(row: Row): SignIn {
    return {
      unitType: isUnitType(row.unit_type) ? row.unit_type : null,
      officerId: row.officer_id,
      adminUserId: row.admin_user_id,
      deviceId: row.device_id,
      providerSessionId: row.provider_session_id,
      idToken: row.sealed_id_token === null ? null : decrypt(row.sealed_id_token, this.secret),
    };
  }
}
