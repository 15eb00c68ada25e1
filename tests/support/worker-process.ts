import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceEnvironment } from './environment';

const ROOT = path.resolve(__dirname, '../..');
const START_TIMEOUT_MS = 120_000;

export interface WorkerProcess {
  readonly lines: string[];
  /** Ends it and everything it started, at once, as a power cut does. */
  kill(): Promise<void>;
}

/** `npm run worker`, as an operator starts it, until it says that it is ready for jobs. */
export async function startWorker(
  database: string,
  env: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const child = spawn('npm', ['run', '--silent', 'worker'], {
    cwd: ROOT,
    // A process group of its own, so that a signal reaches all of it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...serviceEnvironment(database),
      LOG_LEVEL: 'info',
      ...env,
    },
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer) => lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const worker = { lines, kill: () => killGroup(child) };
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 100) {
    if (lines.some((line) => line.includes('ready for jobs'))) return worker;
    if (child.exitCode !== null) break;
    await pause(100);
  }
  await worker.kill();
  throw new Error(`the worker did not start:\n${lines.slice(-20).join('\n')}`);
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
