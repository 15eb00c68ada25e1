import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { OfficerFiles } from '../support/officer-files';

const MIB = 1024 ** 2;
const disk = mkdtempSync(path.join(os.tmpdir(), 'corpus-disk-'));

/** A real file system of 32 MiB; only root may make one. */
function mountSmallDisk(): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk]).status === 0;
}

const mounted = mountSmallDisk();
process.once('exit', () => spawnSync('umount', ['--lazy', disk]));

describe('a full disk', { skip: mounted ? false : 'NOT TESTED: tmpfs cannot be mounted' }, () => {
  const filler = path.join(disk, 'filler');
  const folder = (name: string) => path.join(disk, name);
  let app: TestApp;
  let officer: OfficerFiles;

  before(async () => {
    app = await startApp({
      env: {
        STORAGE_DIR: folder('storage'),
        WORK_DIR: folder('work'),
        UPLOAD_DIR: folder('uploads'),
      },
    });
    officer = await OfficerFiles.of(app);
  });
  after(async () => {
    await app.close();
    spawnSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true });
  });

  /** Fills the disk but for this many MiB. */
  function leave(megabytes: number): void {
    rmSync(filler, { force: true });
    const used = filesBelow(disk).reduce((sum, name) => sum + statSync(name).blocks * 512, 0);
    writeFileSync(filler, Buffer.alloc(Math.max(31 * MIB - used - megabytes * MIB, 0)));
  }

  function filesBelow(root: string): string[] {
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(root, name))
      .filter((name) => statSync(name).isFile());
  }

  const csv = (megabytes: number) => Buffer.alloc(megabytes * MIB, '臺灣主權,語料庫的文字\n');
  const codeOf = (answer: { body: { error?: { details?: { code?: string } } } }) =>
    answer.body.error?.details?.code;

  it('refuses an upload for now, says so, and keeps nothing of it', async () => {
    leave(2);
    const answer = await officer.upload('大.csv', csv(6));
    assert.deepEqual([answer.status, codeOf(answer)], [503, 'storage.unavailable']);
    assert.deepEqual(filesBelow(folder('storage')), []);
    assert.deepEqual(await officer.list(), []);
  });

  it('cannot be used, as the storage itself says', async () => {
    leave(0);
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(64 * 1024), { flag: 'a' });
    } catch {
      await assert.rejects(storage.check());
    }
    leave(3);
    await storage.check();
  });

  it('lets a resumable upload go on from where the disk was full', async () => {
    const content = csv(6);
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const tus = { 'tus-resumable': '1.0.0' };
    leave(3);
    const created = await officer.signed(app.http.post('/review-workflow/uploads')).set({
      ...tus,
      'upload-length': String(content.length),
      'upload-metadata': `filename ${encode('續.csv')},dataset ${encode(officer.dataset)}`,
    });
    assert.equal(created.status, 201);
    const url = created.headers['location'] as string;
    const send = (offset: number) =>
      officer
        .signed(app.http.patch(url))
        .set({ ...tus, 'upload-offset': String(offset) })
        .set('content-type', 'application/offset+octet-stream')
        .send(content.subarray(offset));
    const full = await send(0);
    assert.deepEqual([full.status, codeOf(full)], [503, 'storage.unavailable']);
    rmSync(filler);
    const head = await officer.signed(app.http.head(url)).set(tus);
    const done = await send(Number(head.headers['upload-offset']));
    assert.equal(done.status, 204);
    const file = await officer.decided(done.headers['x-dataset-file'] as string);
    assert.deepEqual([file.state, file.bytes], ['accepted', content.length]);
  });

  it('holds a file back while its text cannot be written, and accepts it when there is room', async () => {
    leave(6);
    const { id } = await officer.add('滿.csv', Buffer.concat([csv(4), Buffer.from('末,列\n')]));
    const failures = async () => {
      const rows = await app.sql<{ tries: number }>(
        `select retry_count as tries from jobs.job
         where name = 'ingest-file' and data::text like $1`,
        [`%${id}%`],
      );
      return rows[0]?.tries ?? 0;
    };
    for (let tries = 0; (await failures()) < 1; tries++) {
      assert.ok(tries < 300, 'tried again and again');
      assert.notEqual((await officer.find(id))?.state, 'accepted');
      await pause(200);
    }
    assert.equal((await officer.find(id))?.state, 'checking');
    rmSync(filler);
    assert.equal((await officer.decided(id)).state, 'accepted');
    assert.deepEqual(filesBelow(folder('work')), []);
  });
});
