import type { ContentEvent } from '../contracts/content';
import { rows } from '../db/rows';
import type { SqlRunner } from '../db/sql-runner';

interface Row extends Omit<ContentEvent, 'seq' | 'at'> {
  readonly seq: string;
  readonly at: Date;
}

const MAX_EVENTS = 200;

/** What was done to a record, newest first. */
export async function readContentHistory(db: SqlRunner, id: string): Promise<ContentEvent[]> {
  const found = await rows<Row>(
    db,
    `select e.seq, e.at, e.action, e.reason, coalesce(p.name, u.firstname, u.username) as actor,
       array(select jsonb_object_keys(coalesce(e.details->'after', '{}'))) as fields
     from guard.content_entry e
     left join admin_users u on u.id = e.actor
     left join officers p on p.admin_user_id = e.actor
     where e.record = ? order by e.seq desc limit ?`,
    [id, MAX_EVENTS],
  );
  return found.map(({ seq, at, ...event }) => ({
    seq: Number(seq),
    at: at.toISOString(),
    ...event,
  }));
}
