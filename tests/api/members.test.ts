import assert from 'node:assert/strict';
import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { PASSWORD, signIn, signUp, type SignedUp } from '../support/members';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('members of the public site', () => {
  let app: TestApp;
  let mails: string;
  let admin: string;
  let member: SignedUp;
  before(async () => {
    mails = await mkdtemp(path.join(os.tmpdir(), 'members-mail-'));
    app = await startApp({ env: { MAIL_FOLDER: mails } });
    admin = await app.tokenFor('admin1.platform');
    member = await signUp(app, 'lin');
  });
  after(async () => {
    await app.close();
    delete process.env['MAIL_FOLDER'];
    await rm(mails, { recursive: true, force: true });
  });

  const asAdmin = (method: 'get' | 'post' | 'delete', target: string, body?: object) =>
    app.http[method](`/members${target}`).set('authorization', `Bearer ${admin}`).send(body);
  const mine = (jwt: string) =>
    app.http.get('/api/access-applications/mine').set('authorization', `Bearer ${jwt}`);
  const trail = async (id: number) =>
    (
      await app.sql<{ action: string; actor: number | null }>(
        'select action, actor from guard.member_entry where member = $1 order by seq',
        [id],
      )
    ).map(({ action, actor }) => `${action} ${actor === null ? 'by itself' : 'by an admin'}`);

  it('sign up, confirm the e-mail address by a mail in both languages, and only then sign in', async () => {
    const email = 'chen@example.invalid';
    await app.http
      .post('/api/auth/local/register')
      .send({ username: 'chen', email, password: PASSWORD })
      .expect(200);
    assert.equal((await signIn(app, email)).status, 400);
    const texts = await Promise.all(
      (await readdir(mails)).map((name) => readFile(path.join(mails, name), 'utf8')),
    );
    const mail = texts.find((text) => text.includes(email)) ?? '';
    assert.match(mail, /Please confirm the e-mail address/);
    assert.match(mail, /=E8=AB=8B=E9=BB=9E=E9=81=B8/, '請點選');
    assert.doesNotMatch(mail, /strapi\.io/);
  });

  it('stay signed in by refresh tokens, each good for once', async () => {
    const { refreshToken } = (await signIn(app, member.email)).body as SignedUp;
    const refresh = (token: string) =>
      app.http.post('/api/auth/refresh').send({ refreshToken: token });
    const renewed = await refresh(refreshToken);
    assert.equal(renewed.status, 200, JSON.stringify(renewed.body));
    assert.equal((await mine(renewed.body.jwt as string)).status, 200);
    assert.equal((await mine('nonsense')).status, 401);
  });

  it('are found by platform admins, by part of their name or address and by state, and by nobody else', async () => {
    const found = await asAdmin('get', '?q=LIN@exam');
    assert.equal(found.status, 200, JSON.stringify(found.body));
    assert.deepEqual(
      found.body.data.map((one: { email: string; state: string }) => [one.email, one.state]),
      [[member.email, 'active']],
    );
    assert.deepEqual(Object.keys(found.body.data[0]), [
      'id',
      'username',
      'email',
      'state',
      'signsInWith',
      'createdAt',
      'applications',
    ]);
    const waiting = await asAdmin('get', '?state=unconfirmed');
    assert.equal(waiting.body.meta.pagination.total, 1);
    assert.equal((await asAdmin('get', '?state=nonsense')).status, 400);
    for (const account of ['provider.moda', 'manager.moda']) {
      const token = await app.tokenFor(account);
      const answer = await app.http.get('/members').set('authorization', `Bearer ${token}`);
      assert.equal(answer.status, 403, account);
    }
    assert.equal((await app.http.get('/members')).status, 401);
    const asMember = await app.http.get('/members').set('authorization', `Bearer ${member.jwt}`);
    assert.equal(asMember.status, 401);
  });

  it('lose everything at once when they are suspended, and get it back when reinstated', async () => {
    const { jwt, refreshToken } = (await signIn(app, member.email)).body as SignedUp;
    assert.equal((await asAdmin('post', `/${member.id}/state`, {})).status, 422);
    assert.equal((await asAdmin('post', '/999999/state', { active: false })).status, 404);
    const suspended = await asAdmin('post', `/${member.id}/state`, { active: false });
    assert.equal(suspended.status, 200);
    assert.equal((await mine(jwt)).status, 401);
    assert.notEqual((await app.http.post('/api/auth/refresh').send({ refreshToken })).status, 200);
    assert.equal((await signIn(app, member.email)).status, 400);
    await asAdmin('post', `/${member.id}/state`, { active: true });
    assert.equal((await signIn(app, member.email)).status, 200);
    assert.deepEqual(await trail(member.id), [
      'registered by itself',
      'suspended by an admin',
      'reinstated by an admin',
    ]);
  });

  it('get all that is kept about them, and are erased down to ids in the trail', async () => {
    const { jwt } = (await signIn(app, member.email)).body as SignedUp;
    const licence = (await app.http.get('/api/licences/SAITDL-1.0')).body.data;
    const applied = await app.http
      .post('/api/access-applications')
      .set('authorization', `Bearer ${jwt}`)
      .field({ purpose: '秘密用途', benefit: '效益', licence: 'SAITDL-1.0', all: 'true' })
      .field({ licenceVersion: licence.version, licenceTextHash: licence.textHash ?? '' })
      .field({ accepted: 'true' })
      .attach('evidence', PDF, '佐證.pdf');
    assert.equal(applied.status, 201, JSON.stringify(applied.body));
    const own = await app.http.get('/api/members/me/export').set('authorization', `Bearer ${jwt}`);
    const { body } = await asAdmin('get', `/${member.id}/export`);
    for (const kept of [own.body, body]) {
      assert.equal(kept.member.email, member.email);
      assert.equal(kept.applications[0].purpose, '秘密用途');
      assert.ok(kept.notices.length > 0 && kept.trail.length > 0);
    }
    const [row] = await app.sql<{ evidence_key: string }>(
      'select evidence_key from corpus_access_applications where member_id = $1',
      [member.id],
    );
    const erase = (confirm: string) =>
      app.http
        .post('/api/members/me/erase')
        .set('authorization', `Bearer ${jwt}`)
        .send({ confirm });
    assert.equal((await erase('yes')).status, 422);
    assert.equal((await erase(member.email)).status, 204);
    assert.equal((await mine(jwt)).status, 401);
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await assert.rejects(storage.read({ key: row?.evidence_key ?? '' }));
    const left = await app.ownerSql(
      `select from up_users where id = $1 union all select from corpus_access_applications where member_id = $1
       union all select from notice_outbox where recipient_kind = 'member' and recipient_id = $1`,
      [member.id],
    );
    assert.equal(left.length, 0);
    const [entries] = await app.sql<{ all: string }>(
      'select json_agg(e)::text as all from guard.member_entry e where member = $1',
      [member.id],
    );
    assert.match(entries?.all ?? '', /erased/);
    assert.doesNotMatch(entries?.all ?? '', /example|秘密|lin/);
  });

  it('can be erased by a platform admin, which the trail says', async () => {
    const { id } = await signUp(app, 'wang');
    assert.equal((await asAdmin('delete', `/${id}`)).status, 204);
    assert.equal((await asAdmin('delete', `/${id}`)).status, 404);
    assert.equal((await trail(id)).at(-1), 'erased by an admin');
  });
});
