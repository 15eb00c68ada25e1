import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { compactVerify, importJWK, type JWK } from 'jose';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { timeParts } from '../../src/time';
import { runDue } from '../../src/time/run-due';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';
import { signUp } from '../support/members';
import { republish, seedDatasets } from '../support/published';
import { beginDownload, BIG_BYTES, bigContent, readLater } from '../support/slow-download';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('applying for the use of restricted data', () => {
  let app: TestApp;
  let member: string;
  let other: string;
  let wanting: string;
  let admin: string;
  let restricted: string;
  let open: string;
  let download: string;
  let bigDownload: string;
  before(async () => {
    app = await startApp();
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({ key: 'files/aa/one', body: Readable.from(['a,b\n1,2\n']) });
    await storage.put({ key: 'files/aa/big', body: Readable.from(bigContent()) });
    const file = { name: '授權.csv', bytes: 8, storageKey: 'files/aa/one' };
    const big = { name: '大.csv', bytes: BIG_BYTES, storageKey: 'files/aa/big' };
    [restricted = '', open = ''] = await seedDatasets(app, [
      { identifier: '00000001', licence: 'SAITDL-1.0', files: [file, big] },
      { identifier: '00000002' },
    ]);
    const { body } = await app.http.get(`/api/datasets/${restricted}`);
    [download, bigDownload] = body.data.files.map(
      (one: { documentId: string }) =>
        `/api/datasets/${restricted}/files/${one.documentId}/download`,
    ) as [string, string];
    member = await register('member');
    other = await register('other');
    admin = await app.tokenFor('admin1.platform');
  });
  after(() => app.close());

  const register = (name: string) => signUp(app, name).then(({ jwt }) => jwt);

  const VALID = {
    purpose: '訓練繁體中文模型',
    benefit: '改善公共服務',
    licence: 'SAITDL-1.0',
    licenceVersion: '1.0',
    licenceTextHash: '',
    accepted: 'true',
  };

  function apply(token: string, fields: Record<string, string>, file: Buffer | null = PDF) {
    let request = app.http.post('/api/access-applications').set('authorization', `Bearer ${token}`);
    for (const [name, value] of Object.entries(fields)) request = request.field(name, value);
    return file ? request.attach('evidence', file, '佐證.pdf') : request;
  }
  const review = (path: string, token: string) =>
    app.http.get(`/access-review/applications${path}`).set('authorization', `Bearer ${token}`);
  const decide = (id: string, decision: object, token = admin) =>
    app.http
      .post(`/access-review/applications/${id}/decisions`)
      .set('authorization', `Bearer ${token}`)
      .send(decision);
  const asMember = (token: string) =>
    app.http.get(download).set('authorization', `Bearer ${token}`);

  it('is for members, who sign a receipt that anybody can verify offline', async () => {
    await app.ownerSql(`update licences set text_zh = '條款' where code = 'SAITDL-1.0'`);
    const licence = (await app.http.get('/api/licences/SAITDL-1.0')).body.data;
    VALID.licenceVersion = licence.version;
    VALID.licenceTextHash = licence.textHash ?? '';
    const stranger = await app.http.post('/api/access-applications').field('purpose', 'x');
    assert.equal(stranger.status, 401);
    assert.equal(stranger.body.error.details.code, 'request.unauthenticated');
    const { status, body } = await apply(member, { ...VALID, datasets: restricted });
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.data.state, 'waiting');
    assert.deepEqual(body.data.datasets, [restricted]);
    assert.match(body.data.dueOn, /^\d{4}-\d{2}-\d{2}$/);
    const key = (await app.http.get('/api/access-applications/receipt-key')).body.data as JWK;
    const { payload } = await compactVerify(
      body.data.receipt as string,
      await importJWK(key, 'EdDSA'),
    );
    const receipt = JSON.parse(new TextDecoder().decode(payload));
    assert.equal(receipt.licence.textHash ?? '', VALID.licenceTextHash);
    assert.deepEqual(receipt.datasets, [restricted]);
    assert.equal(receipt.evidenceSha256, body.data.evidence.sha256);
  });

  it('refuses what is incomplete, with every field, and keeps nothing of it', async () => {
    const before = await count();
    const cases: [Record<string, string>, Buffer | null, number, string][] = [
      [{ ...VALID, datasets: restricted }, null, 422, 'access.evidence_required'],
      [{ ...VALID, datasets: restricted }, Buffer.from('<html>'), 422, 'access.evidence_not_pdf'],
      [{ ...VALID, datasets: open }, PDF, 422, 'access.dataset_not_restricted'],
      [{ ...VALID, datasets: 'nonsense' }, PDF, 422, 'access.dataset_not_restricted'],
      [
        { ...VALID, datasets: restricted, licenceTextHash: 'old' },
        PDF,
        409,
        'access.licence_changed',
      ],
      [{ ...VALID, accepted: 'no', purpose: ' ' }, PDF, 422, 'request.invalid'],
    ];
    for (const [fields, file, status, code] of cases) {
      const answer = await apply(member, fields, file);
      assert.equal(answer.status, status, code);
      assert.equal(answer.body.error.details.code, code);
    }
    const { body } = await apply(member, { ...VALID, accepted: 'no', purpose: ' ' });
    assert.deepEqual(
      body.error.details.errors.map((issue: { path: string }) => issue.path),
      ['purpose', 'datasets', 'accepted'],
    );
    assert.equal(await count(), before);
  });

  async function count(): Promise<number> {
    const [row] = await app.sql<{ n: number }>(
      'select count(*)::int as n from corpus_access_applications',
    );
    return row?.n ?? 0;
  }

  it('shows a member its own applications only, and the queue to platform admins only', async () => {
    const mine = await app.http
      .get('/api/access-applications/mine')
      .set('authorization', `Bearer ${member}`);
    assert.equal(mine.body.data.length, 1);
    const none = await app.http
      .get('/api/access-applications/mine')
      .set('authorization', `Bearer ${other}`);
    assert.deepEqual(none.body.data, []);
    assert.equal((await app.http.get('/api/access-applications/mine')).status, 401);
    for (const account of ['provider.moda', 'manager.moda']) {
      assert.equal((await review('', await app.tokenFor(account))).status, 403, account);
    }
    assert.equal((await review('', member)).status, 401);
    assert.equal((await app.http.get('/access-review/applications')).status, 401);
    const queue = await review('?state=waiting', admin);
    assert.equal(queue.status, 200, JSON.stringify(queue.body));
    assert.equal(queue.body.data[0].member.email, 'member@example.invalid');
    const evidence = await review(`/${queue.body.data[0].documentId}/evidence`, admin).buffer(true);
    assert.equal(evidence.status, 200);
  });

  it('finds applications by words and state, and gives each with its datasets and history', async () => {
    const found = async (query: string) =>
      ((await review(encodeURI(query), admin)).body.data as { documentId: string }[]).length;
    assert.deepEqual(
      [await found('?q=member@'), await found('?q=繁體中文'), await found('?q=nobody')],
      [1, 1, 0],
    );
    assert.deepEqual([await found('?state=waiting'), await found('?state=active')], [1, 0]);
    assert.equal((await review('?state=lost', admin)).status, 400);
    const [{ documentId }] = (await review('', admin)).body.data as [{ documentId: string }];
    const { data } = (await review(`/${documentId}`, admin)).body;
    assert.deepEqual(
      data.chosen.map(({ identifier }: { identifier: string }) => identifier),
      ['00000001'],
    );
    assert.equal(data.licenceIsPresent, true);
    assert.deepEqual(
      data.history.map(({ action }: { action: string }) => action),
      ['applied'],
    );
    assert.equal((await review('/nothing', admin)).status, 404);
    assert.equal((await review(`/${documentId}`, await app.tokenFor('manager.moda'))).status, 403);
  });

  it('opens the data with the approval, to that member only, until the day it names', async () => {
    const [application] = (await review('?state=waiting', admin)).body.data;
    assert.equal((await asMember(member)).status, 403);
    assert.equal((await decide(application.documentId, { decision: 'approve' })).status, 422);
    assert.equal((await decide(application.documentId, { decision: 'reject' })).status, 422);
    const never = await decide(application.documentId, {
      decision: 'approve',
      until: '2097-02-29',
    });
    assert.equal(never.body.error.details.code, 'access.until_required', 'no such day');
    const both = await Promise.all([
      decide(application.documentId, { decision: 'approve', until: '2099-12-31' }),
      decide(application.documentId, { decision: 'reject', reason: '用途不明' }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    if (both[0].status !== 200) {
      await app.sql(
        `update corpus_access_applications set state = 'approved', granted_until = '2099-12-31'`,
      );
    }
    assert.equal((await asMember(member)).status, 200);
    assert.equal((await asMember(other)).status, 403);
    await app.sql(`update corpus_access_applications set granted_until = '2020-01-01'`);
    assert.equal((await asMember(member)).status, 403);
    await app.sql(`update corpus_access_applications set granted_until = '2099-12-31'`);
  });

  it('closes it again when the grant is revoked with a reason', async () => {
    const [application] = (await review('?state=approved', admin)).body.data;
    assert.equal((await asMember(member)).status, 200);
    const running = await beginDownload(app, bigDownload, { authorization: `Bearer ${member}` });
    assert.equal(running.statusCode, 200);
    const revoked = await decide(application.documentId, {
      decision: 'revoke',
      reason: '違反授權條款',
    });
    assert.equal(revoked.body.data.state, 'revoked');
    assert.equal((await asMember(member)).status, 403);
    await assert.rejects(readLater(running), /aborted/, 'a running download ends, too');
  });

  it('tells the member of every step, and the platform admins of what waits, once each', async () => {
    const mails = await app.sql<{ recipient_kind: string; kind: string; about: string; n: number }>(
      `select recipient_kind, notice->>'kind' as kind, min(notice->>'about') as about, count(*)::int as n
       from notice_outbox where dedupe_key like 'access:%' group by 1, 2`,
    );
    const of = (kind: string) => mails.find((mail) => mail.kind === kind);
    assert.equal(of('access.received')?.recipient_kind, 'member');
    assert.equal(of('access.received')?.about, '00000001');
    assert.equal(of('access.waiting')?.recipient_kind, 'user');
    assert.equal(of('access.waiting')?.n, 2, 'both platform admins of the demo');
    assert.equal(of('access.revoked')?.n, 1);
    assert.ok(of('access.approved') ?? of('access.rejected'));
  });

  it('keeps every step in the trail, by ids and hashes only', async () => {
    const entries = await app.sql<{ action: string; details: object; payload: string }>(
      'select action, details, payload from guard.member_entry where application is not null order by seq',
    );
    assert.equal(entries[0]?.action, 'applied');
    assert.equal(entries.at(-1)?.action, 'revoked');
    assert.match(JSON.stringify(entries[0]?.details), /receiptSha256/);
    assert.doesNotMatch(JSON.stringify(entries), /example\.invalid|訓練繁體|違反授權/);
    await assert.rejects(app.sql('delete from guard.member_entry'));
    await assert.rejects(app.sql(`update guard.member_entry set action = 'approved'`));
  });

  it('renews a grant on the same data with a new receipt, and asks for no second document', async () => {
    const first = (await apply(other, { ...VALID, datasets: restricted })).body.data;
    const renewal = { ...VALID, renews: first.documentId };
    assert.equal(
      (await apply(other, renewal, null)).body.error.details.code,
      'access.renewal_unknown',
    );
    await decide(first.documentId, { decision: 'approve', until: '2098-12-31' });
    assert.equal((await asMember(other)).status, 200);
    const foreign = await apply(member, renewal, null);
    assert.equal(foreign.body.error.details.code, 'access.renewal_unknown');
    const second = await apply(other, renewal, null);
    assert.equal(second.status, 201, JSON.stringify(second.body));
    assert.deepEqual(second.body.data.datasets, [restricted]);
    assert.equal(second.body.data.evidence.sha256, first.evidence.sha256);
    assert.notEqual(second.body.data.receipt, first.receipt);
    const again = await apply(other, renewal, null);
    assert.equal(again.status, 409);
    assert.equal(again.body.error.details.code, 'access.renewal_waiting');
    await decide(second.body.data.documentId, { decision: 'approve', until: '2099-12-31' });
    await app.sql(`update corpus_access_applications set granted_until = '2020-01-01'
      where document_id = '${first.documentId}'`);
    assert.equal((await asMember(other)).status, 200, 'the renewed grant holds');
    await decide(second.body.data.documentId, { decision: 'revoke', reason: '測試' });
    assert.equal((await asMember(other)).status, 403);
  });

  it('reminds of grants that end within 30 and 7 days, and of applications that are late, once', async () => {
    const { body } = await apply(other, { ...VALID, datasets: restricted });
    const reminders = async (kind: string) =>
      (await app.sql(`select from notice_outbox where notice->>'kind' = $1`, [kind])).length;
    const remind = (day: string) => runDue(timeParts(app.strapi), new Date(`${day}T02:00:00Z`));
    await remind(body.data.dueOn);
    assert.equal(await reminders('access.overdue'), 0);
    await remind('2060-01-01');
    await remind('2060-01-02');
    assert.equal(await reminders('access.overdue'), 2, 'both platform admins, once');
    await decide(body.data.documentId, { decision: 'approve', until: '2060-06-30' });
    for (const [day, expected] of [
      ['2060-05-30', 0],
      ['2060-05-31', 1],
      ['2060-06-01', 1],
      ['2060-06-23', 2],
      ['2060-06-30', 2],
      ['2060-07-01', 2],
    ] as const) {
      await remind(day);
      assert.equal(await reminders('access.ends-soon'), expected, day);
    }
  });

  it('can be for all restricted data', async () => {
    wanting = await register('wanting');
    const { body } = await apply(wanting, { ...VALID, all: 'true' });
    assert.equal(body.data.all, true);
    await decide(body.data.documentId, { decision: 'approve', until: '2099-12-31' });
    assert.equal((await asMember(wanting)).status, 200);
  });

  it('tells everyone who was granted a dataset when its licence changes and when it is delisted', async () => {
    const told = async (kind: string) =>
      app.sql<{ recipient_id: number; about: string }>(
        `select recipient_id, notice->>'about' as about from notice_outbox
         where recipient_kind = 'member' and notice->>'kind' = $1`,
        [kind],
      );
    assert.deepEqual(await told('access.licence-changed'), []);
    // A text that members have accepted stays: a changed one is a licence of its own.
    await app.ownerSql(
      `insert into licences (document_id, code, version, name, text_zh, created_at, updated_at, published_at)
       values ('licencesecondversion0000', 'SAITDL-2.0', '2.0', '第2版', '條款第二版', now(), now(), now())`,
    );
    await republish(app, restricted, { licence: 'SAITDL-2.0' });
    const unaccepted = await asMember(wanting);
    assert.equal(unaccepted.status, 403, 'a grant for all goes as far as the accepted licence');
    assert.equal(unaccepted.body.error.details.code, 'access.application_needed');
    assert.equal(
      (await told('access.licence-changed')).length,
      2,
      'each member once, whatever grants',
    );
    const { admin1 } = await cast(app);
    await admin1.moved(restricted, 'suspend', { reason: '內容有誤' });
    const delisted = await told('access.dataset-delisted');
    assert.equal(delisted.length, 1, 'the member with a grant for it, once');
    assert.match(delisted[0]?.about ?? '', /^00000001 /);
    assert.equal((await asMember(other)).status, 410);
    await admin1.moved(open, 'suspend', { reason: '內容有誤' });
    assert.equal((await told('access.dataset-delisted')).length, 1, 'open data need no grant');
  });
});
