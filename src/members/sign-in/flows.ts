import type { SiteRequest } from '../../domain/members/site-request';
import { FLOW_LIFETIME_MS } from '../../oidc/flow-cookie';
import { hashHandle, newHandle } from '../../oidc/secrets';
import type { Database } from '../../public/database';

/** How long the site may take to exchange a code, in milliseconds. */
const CODE_LIFETIME_MS = 60_000;

interface FlowRow {
  challenge: string;
  site_state: string;
}

/** Remembers that a sign-in has begun; of the browser's handle the row holds the hash alone. */
export async function beginFlow(
  database: Database,
  { handle, now, ...site }: SiteRequest & { handle: string; now: Date },
): Promise<void> {
  await database.query('delete from member_flows where expires_at < $1', [now]);
  await database.query(
    `insert into member_flows (handle_hash, challenge, site_state, expires_at)
     values ($1, $2, $3, $4)`,
    [hashHandle(handle), site.challenge, site.state, new Date(now.getTime() + FLOW_LIFETIME_MS)],
  );
}

/** Takes a flow out of the table: it is used once, also by two instances at the same moment. */
export async function takeFlow(
  database: Database,
  handle: string,
  now: Date,
): Promise<SiteRequest | null> {
  const [row] = await database.query<FlowRow & { expires_at: Date }>(
    `delete from member_flows where handle_hash = $1 returning challenge, site_state, expires_at`,
    [hashHandle(handle)],
  );
  if (!row || row.expires_at <= now) return null;
  return { challenge: row.challenge, state: row.site_state };
}

/** Whom a code signs in, and the provider's session that it comes from. */
export interface Grant {
  readonly memberId: number;
  /** Device id of the session to open. */
  readonly deviceId: string;
}

/** A code that whoever knows the secret behind `challenge` exchanges for a session, once. */
export async function issueCode(
  database: Database,
  { memberId, deviceId, challenge, now }: Grant & { challenge: string; now: Date },
): Promise<string> {
  const code = newHandle();
  await database.query('delete from member_codes where expires_at < $1', [now]);
  await database.query(
    `insert into member_codes (code_hash, member_id, device_id, challenge, expires_at)
     values ($1, $2, $3, $4, $5)`,
    [hashHandle(code), memberId, deviceId, challenge, new Date(now.getTime() + CODE_LIFETIME_MS)],
  );
  return code;
}

/** Takes a code out of the table; null for one that is used, old, made up or somebody else's. */
export async function takeCode(
  database: Database,
  { code, challenge, now }: { code: string; challenge: string; now: Date },
): Promise<Grant | null> {
  const [row] = await database.query<{
    member_id: number;
    device_id: string;
    challenge: string;
    expires_at: Date;
  }>(
    `delete from member_codes where code_hash = $1
     returning member_id, device_id, challenge, expires_at`,
    [hashHandle(code)],
  );
  if (!row || row.expires_at <= now || row.challenge !== challenge) return null;
  return { memberId: row.member_id, deviceId: row.device_id };
}
