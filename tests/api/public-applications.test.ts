import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { compactVerify, importJWK, type JWK } from 'jose';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { seedDatasets } from '../support/published';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('applying for the use of restricted data', () => {
  let app: TestApp;
  let member: string;
  let other: string;
  let admin: string;
  let restricted: string;
  let open: string;
  let download: string;
  before(async () => {
    app = await startApp();
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({ key: 'files/aa/one', body: Readable.from(['a,b\n1,2\n']) });
    const file = { name: '授權.csv', bytes: 8, storageKey: 'files/aa/one' };
    [restricted = '', open = ''] = await seedDatasets(app, [
      { identifier: '00000001', licence: 'SAITDL-1.0', files: [file] },
      { identifier: '00000002' },
    ]);
    const { body } = await app.http.get(`/api/datasets/${restricted}`);
    download = `/api/datasets/${restricted}/files/${body.data.files[0].documentId}/download`;
    member = await register('member');
    other = await register('other');
    admin = await app.tokenFor('admin1.platform');
  });
  after(() => app.close());

  async function register(name: string): Promise<string> {
    const { body, status } = await app.http.post('/api/auth/local/register').send({
      username: name,
      email: `${name}@example.invalid`,
      password: 'long-enough-password-1',
    });
    assert.equal(status, 200, JSON.stringify(body));
    return body.jwt as string;
  }

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

  it('opens the data with the approval, to that member only, until the day it names', async () => {
    const [application] = (await review('?state=waiting', admin)).body.data;
    assert.equal((await asMember(member)).status, 403);
    assert.equal((await decide(application.documentId, { decision: 'approve' })).status, 422);
    assert.equal((await decide(application.documentId, { decision: 'reject' })).status, 422);
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
    const revoked = await decide(application.documentId, {
      decision: 'revoke',
      reason: '違反授權條款',
    });
    assert.equal(revoked.body.data.state, 'revoked');
    assert.equal((await asMember(member)).status, 403);
  });

  it('can be for all restricted data', async () => {
    const { body } = await apply(other, { ...VALID, all: 'true' });
    assert.equal(body.data.all, true);
    await decide(body.data.documentId, { decision: 'approve', until: '2099-12-31' });
    assert.equal((await asMember(other)).status, 200);
  });
});
