import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { prepared, query } from '../support/environment';

const LIBRARY = pathToFileURL(path.resolve(__dirname, '../../scripts/lib/postgres.mjs')).href;

interface Cluster {
  readonly state: { readonly port: number };
  readonly reused: boolean;
  url(database?: string): string;
  stop(): Promise<void>;
}

async function open(home: string): Promise<Cluster> {
  const { openPostgres } = (await import(LIBRARY)) as {
    openPostgres: (options: { home: string }) => Promise<Cluster>;
  };
  return openPostgres({ home });
}

describe('the embedded PostgreSQL', () => {
  const home = path.join(prepared('TEST_SCRATCH'), 'embedded');
  const open_: Cluster[] = [];
  const opened = async (folder = home) => {
    const cluster = await open(folder);
    open_.push(cluster);
    return cluster;
  };
  after(() => Promise.all(open_.map((cluster) => cluster.stop())));

  it('speaks UTF-8 in every language and listens on loopback only', async () => {
    const cluster = await opened();
    const [row] = await query(
      cluster.url(),
      `select pg_encoding_to_char(encoding) as encoding, datcollate as collate,
              current_setting('listen_addresses') as addresses
         from pg_database where datname = 'postgres'`,
    );
    assert.deepEqual(row, { encoding: 'UTF8', collate: 'C.UTF-8', addresses: '127.0.0.1' });
  });

  it('is shared by two launchers and stops with the last of them', async () => {
    const [first] = open_;
    const second = await opened();
    assert.equal(second.reused, true);
    await first?.stop();
    assert.equal((await query(second.url(), 'select 1 as one')).length, 1);
    await second.stop();
    await assert.rejects(query(second.url(), 'select 1'));
  });

  it('starts on the port it had, and on another one while a stranger has that', async () => {
    const before = await opened();
    await before.stop();
    const again = await opened();
    assert.equal(again.state.port, before.state.port);
    await again.stop();
    const stranger = net.createServer().listen(before.state.port, '127.0.0.1');
    await once(stranger, 'listening');
    const moved = await opened();
    assert.notEqual(moved.state.port, before.state.port);
    await moved.stop();
    stranger.close();
  });

  it('starts although a crash left the pid of what is now another program', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const pidFile = path.join(home, 'data/postmaster.pid');
    await writeFile(pidFile, `${other.pid ?? 0}\n${home}/data\n1\n5432\n`);
    const cluster = await opened();
    assert.equal((await query(cluster.url(), 'select 1 as one')).length, 1);
    await cluster.stop();
    other.kill();
  });

  it(
    'runs beside a folder that its user may not enter',
    { skip: process.getuid?.() !== 0 },
    async () => {
      const closed = path.join(prepared('TEST_SCRATCH'), 'closed');
      await mkdir(path.join(closed, 'checkout'), { recursive: true });
      await chmod(closed, 0o700);
      const cluster = await opened(path.join(closed, 'checkout'));
      const [row] = await query<{ folder: string }>(
        cluster.url(),
        `select current_setting('data_directory') as folder`,
      );
      assert.match(row?.folder ?? '', /^\/var\/tmp\/corpus-postgres-/);
      await cluster.stop();
      await rm(path.dirname(row?.folder ?? ''), { recursive: true, force: true });
    },
  );

  it('says what to do when its passwords are gone', async () => {
    const state = path.join(home, 'state.json');
    const kept = await readFile(state);
    await rm(state);
    await assert.rejects(open(home), /state\.json/);
    await writeFile(state, kept, { mode: 0o600 });
  });
});
