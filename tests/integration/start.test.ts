import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { prepared } from '../support/environment';
import { freePort } from '../support/service-process';

const ROOT = path.resolve(__dirname, '../..');

interface Launcher {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** `npm start` without the panel, whose build takes a minute, and with its data in a folder of the test. */
function start(data: string, port: number, env: Record<string, string> = {}): Launcher {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      CORPUS_DATA_DIR: data,
      PORT: String(port),
      SERVE_ADMIN_PANEL: 'false',
      ...env,
    },
  });
  let text = '';
  const keep = (chunk: Buffer) => (text += chunk.toString('utf8'));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, output: () => text };
}

async function untilStarted({ child, output }: Launcher): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (output().includes('Ctrl-C stops everything')) return;
    if (child.exitCode !== null) break;
    await pause(100);
  }
  throw new Error(`npm start did not come up:\n${output()}`);
}

async function stop({ child }: Launcher, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

/** The process of the embedded PostgreSQL, or null where none runs. */
async function postgresPid(data: string): Promise<number | null> {
  const file = path.join(data, 'postgres/data/postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number.parseInt(text, 10) || null;
}

describe('npm start', () => {
  const data = path.join(prepared('TEST_SCRATCH'), 'start');
  let launcher: Launcher;
  let port: number;
  after(() => stop(launcher, 'SIGTERM'));

  it('comes up with nothing set, and says where, as whom and what to try, in Chinese first', async () => {
    await mkdir(data, { recursive: true });
    port = await freePort();
    launcher = start(data, port);
    await untilStarted(launcher);
    const output = launcher.output();
    assert.ok(output.includes(`http://127.0.0.1:${port}/login`));
    for (const account of ['provider.moda', 'manager.moc', 'admin2.platform', 'citizen.lin']) {
      assert.ok(output.includes(account), account);
    }
    assert.ok(output.indexOf('帳號') < output.indexOf('Accounts'));
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200);
  });

  it('keeps its secrets and passwords where only their owner reads them', async () => {
    for (const file of ['secrets.json', 'postgres/state.json']) {
      assert.equal((await stat(path.join(data, file))).mode & 0o777, 0o600, file);
    }
  });

  it('names the port when another program has it', async () => {
    const second = start(path.join(data, 'second'), port);
    await once(second.child, 'exit');
    assert.equal(second.child.exitCode, 1);
    assert.match(second.output(), new RegExp(`連接埠 ${port} 已被使用`));
    assert.match(second.output(), new RegExp(`Port ${port} is taken`));
  });

  it('starts again after it was killed, on the database that was left running', async () => {
    const before = await postgresPid(data);
    assert.ok(before);
    await stop(launcher, 'SIGKILL');
    launcher = start(data, port);
    await untilStarted(launcher);
    assert.equal(await postgresPid(data), before);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200);
  });

  it('stops everything it started', async () => {
    assert.equal(await stop(launcher, 'SIGINT'), 0);
    assert.equal(await postgresPid(data), null);
    const probe = net.createServer().listen(port, '127.0.0.1');
    await once(probe, 'listening');
    probe.close();
  });

  it('refuses to run the demo in production: it asks for secrets instead', async () => {
    const production = start(data, port, { NODE_ENV: 'production' });
    await once(production.child, 'exit');
    assert.equal(production.child.exitCode, 1);
    assert.match(production.output(), /DATABASE_URL：未設定/);
    assert.doesNotMatch(production.output(), /provider\.moda/);
  });
});
