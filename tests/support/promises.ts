/**
 * The promises about moves, read back from the database alone after a storm or a crash. Each check
 * computes anew what must hold and gives one sentence for each place where it does not.
 */
import { createHash } from 'node:crypto';
import { TRANSITIONS, possibleMoves, type Transition } from '../../src/domain/review/transitions';

/** Asks the database with the rights to read everything, such as `TestApp.ownerSql`. */
export type Ask = <Row extends object>(text: string, params?: readonly unknown[]) => Promise<Row[]>;

export interface Entry {
  readonly seq: number;
  readonly dataset: string;
  readonly version: number;
  readonly from_state: string;
  readonly to_state: string;
  readonly action: string;
  readonly actor: number | null;
  readonly role: string;
  readonly payload: string;
  readonly previous: string;
  readonly hash: string;
  /** The payload as the columns would give it now. */
  readonly written: string;
}

interface Registered {
  readonly document_id: string;
  readonly state: string;
  readonly is_public: boolean;
}

/** The whole audit trail in its order. */
export function auditTrail(ask: Ask): Promise<Entry[]> {
  return ask<Entry>(
    `select seq::int, dataset, version, from_state, to_state, action, actor, role, payload, previous, hash,
       json_build_array(seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), dataset,
         identifier, version, from_state, to_state, action, actor, role, agency, reason, details)::text written
     from guard.audit_entry order by guard.audit_entry.seq`,
  );
}

/** Every promise below, P1 to P4 and what a crash may not leave; empty where all are kept. */
export async function brokenPromises(ask: Ask): Promise<string[]> {
  const trail = await auditTrail(ask);
  return [
    ...movesOutsideTheTable(trail),
    ...decisionsOnOneVersion(trail),
    ...brokenChain(trail, await chainHead(ask)),
    ...(await differencesFromReplay(ask, trail)),
    ...(await rowsOfDocuments(ask)),
    ...(await leftovers(ask)),
  ];
}

/** P1: no transition outside the table, by nobody whom it does not name, and by four eyes. */
export function movesOutsideTheTable(trail: readonly Entry[]): string[] {
  const moves = new Set(possibleMoves().map(({ action, from, to }) => `${action} ${from} ${to}`));
  const submitter = new Map<string, number | null>();
  const firstApprover = new Map<string, number | null>();
  return trail.flatMap((entry) => {
    const { dataset, action, from_state: from, to_state: to, actor, role } = entry;
    const at = `entry ${String(entry.seq)}: ${action} ${from} ${to} by ${role} ${String(actor)}`;
    if (action === 'handover' || action === 'transfer') return [];
    const wrong: string[] = [];
    if (!moves.has(`${action} ${from} ${to}`)) wrong.push(`P1 not in the table: ${at}`);
    const rows = TRANSITIONS.filter(
      (row: Transition) => row.action === action && row.from.includes(from as never),
    );
    if (!rows.some((row: Transition) => row.roles.includes(role as never)))
      wrong.push(`P1 not this role's: ${at}`);
    if (action === 'submit' || action === 'request-delisting') submitter.set(dataset, actor);
    if (action !== 'approve') return wrong;
    if (submitter.get(dataset) === actor) wrong.push(`P1 approved by its submitter: ${at}`);
    if (from.endsWith('-agency')) firstApprover.set(dataset, actor);
    else if (firstApprover.get(dataset) === actor) wrong.push(`P1 approved twice by one: ${at}`);
    return wrong;
  });
}

/** P2: a version of a dataset is decided on once. */
export function decisionsOnOneVersion(trail: readonly Entry[]): string[] {
  const seen = new Set<string>();
  return trail.flatMap(({ dataset, version, seq, action }) => {
    const key = `${dataset} version ${String(version)}`;
    if (action === 'handover' || action === 'transfer') return [];
    if (seen.has(key)) return [`P2 decided twice: ${key}, entry ${String(seq)}`];
    seen.add(key);
    return [];
  });
}

interface Head {
  readonly seq: number;
  readonly hash: string;
}

async function chainHead(ask: Ask): Promise<Head> {
  const [head] = await ask<Head>('select seq::int, hash from guard.audit_head');
  if (!head) throw new Error('the chain has no head');
  return head;
}

/** P3: each entry carries the hash of the one before, and says what was hashed. */
export function brokenChain(trail: readonly Entry[], head: Head): string[] {
  let last: Head = { seq: 0, hash: '0'.repeat(64) };
  const wrong: string[] = [];
  for (const entry of trail) {
    const hash = createHash('sha256').update(`${last.hash}\n${entry.payload}`).digest('hex');
    const fits = entry.seq === last.seq + 1 && entry.previous === last.hash && entry.hash === hash;
    if (!fits) wrong.push(`P3 the chain breaks at entry ${String(entry.seq)}`);
    if (entry.payload !== entry.written)
      wrong.push(`P3 entry ${String(entry.seq)} does not say what was hashed`);
    last = entry;
  }
  if (head.seq !== last.seq || head.hash !== last.hash) wrong.push('P3 the head is not the last');
  return wrong;
}

/** P3: replaying the trail from `draft` gives the present state of every dataset, and its publication. */
async function differencesFromReplay(ask: Ask, trail: readonly Entry[]): Promise<string[]> {
  const registered = await ask<Registered>(
    'select document_id, state, is_public from guard.dataset order by document_id',
  );
  const after = new Map<string, { state: string; isPublic: boolean }>();
  const publicAfter = new Map(
    possibleMoves().map((move) => [`${move.action} ${move.from} ${move.to}`, move.publicAfter]),
  );
  const wrong: string[] = [];
  for (const { seq, dataset, action, from_state: from, to_state: to } of trail) {
    const before = after.get(dataset) ?? { state: 'draft', isPublic: false };
    if (before.state !== from)
      wrong.push(`P3 entry ${String(seq)} starts from ${from}, but it was ${before.state}`);
    const effect = publicAfter.get(`${action} ${from} ${to}`) ?? 'keep';
    after.set(dataset, {
      state: to,
      isPublic: effect === 'keep' ? before.isPublic : effect === 'yes',
    });
  }
  for (const { document_id: id, state, is_public: isPublic } of registered) {
    const replayed = after.get(id) ?? { state: 'draft', isPublic: false };
    if (replayed.state !== state || replayed.isPublic !== isPublic)
      wrong.push(`P3 ${id} is ${state}, the trail says ${replayed.state}`);
    after.delete(id);
  }
  return [...wrong, ...[...after.keys()].map((id) => `P3 the trail has ${id}, which is gone`)];
}

/** P4: one draft and at most one published row a document, as the register and its counts say. */
function rowsOfDocuments(ask: Ask): Promise<string[]> {
  return sentences(
    ask,
    `with rows as (
       select document_id, count(*) filter (where published_at is null) drafts,
         count(published_at) published, max(state) filter (where published_at is null) state
       from datasets group by 1)
     select format('P4 %s has %s drafts and %s published rows in %s; the register says %s',
       coalesce(r.document_id, d.document_id), d.drafts, d.published, d.state, r.state) says
     from guard.dataset r full join rows d using (document_id)
     where d.drafts is distinct from 1 or d.published is distinct from r.is_public::int
       or d.state is distinct from r.state
     union all
     select format('P4 count of agency %s %s is %s, not %s', coalesce(k.agency_id, c.agency_id),
       coalesce(k.state, c.state), coalesce(k.n, 0), coalesce(c.n, 0))
     from guard.dataset_count k full join
       (select agency_id, state, count(*) n from guard.dataset group by 1, 2) c using (agency_id, state)
     where coalesce(k.n, 0) <> coalesce(c.n, 0)`,
  );
}

/** P6: what belongs to one move came with it, wholly; and nothing of a move that was not made. */
function leftovers(ask: Ask): Promise<string[]> {
  return sentences(
    ask,
    `select format('P6 no snapshot of %s version %s (%s)', e.dataset, e.version, e.action) says
     from guard.audit_entry e where (e.action = 'submit' or e.to_state = 'listed' and e.from_state = 'listing-review-platform')
       and not exists (select from guard.snapshot s where s.document_id = e.dataset and s.version = e.version + 1
         and s.kind = case e.action when 'submit' then 'submitted' else 'approved' end)
     union all select format('P6 a snapshot of %s version %s without its move', s.document_id, s.version)
     from guard.snapshot s where not exists (select from guard.audit_entry e
       where e.dataset = s.document_id and e.version + 1 = s.version)
     union all select format('P6 no notice of entry %s', e.seq) from guard.audit_entry e
     where e.to_state like '%-review-%' and e.from_state <> e.to_state and not exists (select from notice_outbox n
       where n.dedupe_key = format('transition:%s:%s:task', e.dataset, e.version + 1))
     union all select format('P6 a notice of a move that was not made: %s', n.dedupe_key) from notice_outbox n
     where n.dedupe_key like 'transition:%' and not exists (select from guard.audit_entry e
       where n.dedupe_key like format('transition:%s:%s:%%', e.dataset, e.version + 1))
     union all select format('P6 key %s was claimed and not answered', key) from review_answers where answer is null
     union all select format('P6 the public read model has %s, the records %s',
       coalesce(c.document_id, 'no such row'), coalesce(d.document_id, 'no such row'))
     from corpus_datasets c full join (select document_id from datasets where published_at is not null) d
       using (document_id) where c.document_id is null or d.document_id is null
     union all select format('P6 tag of dataset row %s, which is gone', l.dataset_id) from datasets_tags_lnk l
     where not exists (select from datasets d where d.id = l.dataset_id)
     union all select format('P6 file of dataset row %s, which is gone', l.dataset_id) from datasets_files_lnk l
     where not exists (select from datasets d where d.id = l.dataset_id)
     union all select format('P6 %s is published without its tags or files', p.document_id) from datasets p
     where p.published_at is not null and (
       not exists (select from datasets_tags_lnk l where l.dataset_id = p.id)
       or not exists (select from datasets_files_lnk l where l.dataset_id = p.id))`,
  );
}

async function sentences(ask: Ask, text: string): Promise<string[]> {
  return (await ask<{ says: string }>(text)).map(({ says }) => says);
}
