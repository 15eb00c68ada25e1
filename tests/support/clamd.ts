import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { hasMalware } from '../../src/ingest/malware-scan';

/** The standard harmless test file, put together here so that no scanner minds this file. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-',
  'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');

/** Why tests of the real scanner are skipped, or false. */
export const withoutClamd =
  spawnSync('clamd', ['--version']).status === 0
    ? (false as const)
    : 'NOT TESTED: clamd is not installed';

export interface Clamd {
  stop(): void;
}

/** A real clamd on loopback that knows one signature, that of the test file. */
export async function startClamd(port: number): Promise<Clamd> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-clamd-'));
  mkdirSync(path.join(folder, 'db'));
  const hex = Buffer.from(EICAR).toString('hex');
  writeFileSync(path.join(folder, 'db/local.ndb'), `Eicar-Test:0:*:${hex}\n`);
  const config = path.join(folder, 'clamd.conf');
  const lines = [
    'Foreground yes',
    `DatabaseDirectory ${path.join(folder, 'db')}`,
    'TCPAddr 127.0.0.1',
    `TCPSocket ${String(port)}`,
    'StreamMaxLength 600M',
    'MaxFileSize 600M',
    'MaxScanSize 600M',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const clamd = spawn('clamd', ['--config-file', config], { stdio: 'ignore' });
  const stop = () => {
    clamd.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const settings = { host: '127.0.0.1', port, timeoutMs: 20_000 };
  for (let tries = 0; tries < 300; tries++) {
    const answers = await hasMalware(settings, Readable.from([Buffer.from('x')])).then(
      () => true,
      () => false,
    );
    if (answers) return { stop };
    await pause(200);
  }
  stop();
  throw new Error('clamd did not start');
}
