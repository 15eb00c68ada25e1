import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuditRow, VerificationView } from '../../src/contracts/audit';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, type Cast } from '../support/datasets';

describe('the audit trails in the back office', () => {
  let app: TestApp;
  let people: Cast;
  let identifier: string;

  before(async () => {
    app = await startApp();
    people = await cast(app);
    ({ identifier } = await listedDataset(app, people));
  });
  after(() => app.close());

  const search = async (query: string) => {
    const answer = await people.admin1.get(`/review-workflow/audit?${query}`).expect(200);
    return answer.body as { data: AuditRow[]; meta: { pagination: { total: number } } };
  };

  it('shows platform admins every entry, newest first, with names of people and agencies', async () => {
    const { data, meta } = await search('');
    assert.equal(meta.pagination.total, data.length);
    const [newest] = data;
    assert.ok(newest);
    assert.equal(newest.action, 'approve');
    assert.equal(newest.to, 'listed');
    assert.equal(newest.subject.mark, identifier);
    assert.equal(newest.role, 'platform-admin');
    assert.equal(newest.agency?.name, '數位發展部');
    assert.equal(newest.actor?.name, '黃志明');
    assert.match(newest.hash, /^[0-9a-f]{64}$/);
    const numbers = data.map(({ seq }) => seq);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => b - a),
    );
  });

  it('finds entries by dataset, action, person, agency and day in Taipei', async () => {
    const total = async (query: string) => (await search(query)).meta.pagination.total;
    const all = await total('');
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    assert.equal(await total(`q=${identifier}`), all);
    assert.equal(await total('q=99999999'), 0);
    assert.equal(await total('action=approve'), 2);
    assert.equal(await total('actor=manager.moda'), 1);
    assert.equal(await total(`agency=${encodeURIComponent('數位發展')}`), all);
    assert.equal(await total('agency=2.16.886.101.20003.20067'), 0);
    assert.equal(await total('q=%25'), 0, 'a sign of LIKE is no wildcard');
    assert.equal(await total('until=2020-01-01'), 0);
    assert.equal(await total(`since=2020-01-01&action=submit`), 1);
    assert.ok((await total(`until=${day}`)) <= all);
  });

  it('reads the trails of accounts and of members as well', async () => {
    const { id } = (await people.admin1.get('/gov-oidc/accounts?q=provider.moc')).body.data[0];
    await people.admin1.post(`/gov-oidc/accounts/${id}/state`, { active: false, remark: '離職' });
    const { data } = await search('trail=accounts&q=provider.moc');
    assert.deepEqual(
      data.map(({ action, reason, subject, from }) => [action, reason, subject.mark, from]),
      [['disabled', '離職', 'provider.moc', null]],
    );
    assert.deepEqual((await search('trail=members')).data, []);
  });

  it('refuses wrong parameters, and everybody but platform admins', async () => {
    for (const query of ['trail=x', 'since=2026-02-30', 'page=0', 'pageSize=101']) {
      const answer = await people.admin1.get(`/review-workflow/audit?${query}`);
      assert.equal(answer.status, 422, query);
    }
    for (const path of ['', '/verification', '/export']) {
      await people.manager.get(`/review-workflow/audit${path}`).expect(403);
      await people.provider.get(`/review-workflow/audit${path}`).expect(403);
    }
    await people.manager.post('/review-workflow/audit/verification').expect(403);
  });

  it('verifies the chains on request and keeps the result for every reader', async () => {
    const path = '/review-workflow/audit/verification';
    assert.equal((await people.admin1.get(path)).body.data.state, 'never');
    const started = await people.admin1.post(path).expect(202);
    assert.equal(started.body.data.state, 'running');
    const done = await verified(() => people.admin2.get(path));
    assert.equal(done.state, 'done');
    assert.deepEqual(done.result?.findings, []);
    assert.equal(done.result?.ok, true);
    assert.ok((done.result?.entries.datasets ?? 0) > 0);
  });

  it('names the entry that was changed behind the service', async () => {
    await app.ownerSql(`
      begin;
      alter table guard.audit_entry disable trigger user;
      update guard.audit_entry set reason = 'x' where seq = 1;
      alter table guard.audit_entry enable trigger user;
      commit;`);
    const path = '/review-workflow/audit/verification';
    await people.admin1.post(path).expect(202);
    const done = await verified(() => people.admin1.get(path));
    assert.equal(done.result?.ok, false);
    const finding = done.result?.findings.find(({ seq }) => seq === 1);
    assert.equal(finding?.chain, 'datasets');
    assert.match(finding?.message ?? '', /欄位 reason 被變更/);
  });

  it('exports the trails as JSON lines that end with the heads of the chains', async () => {
    const answer = await people.admin1
      .get('/review-workflow/audit/export')
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => done(null, text));
      })
      .expect(200);
    assert.match(answer.headers['content-disposition'] ?? '', /audit-\d{4}-\d\d-\d\d\.jsonl/);
    const lines = (answer.body as string).trim().split('\n');
    const entries = lines.slice(0, -1).map((line) => JSON.parse(line) as { chain: string });
    const heads = JSON.parse(lines.at(-1) ?? '') as { head: { datasets: { seq: number } } };
    assert.equal(
      entries.filter(({ chain }) => chain === 'datasets').length,
      heads.head.datasets.seq,
    );
  });
});

/** The verification once it has ended; it takes a second or two. */
async function verified(
  read: () => PromiseLike<{ body: { data: VerificationView } }>,
): Promise<VerificationView> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const { body } = await read();
    if (body.data.state !== 'running') return body.data;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The verification did not end.');
}
