// @ts-check
import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

/** What has to be stopped, last started first; once, whoever asks. */
export class Stoppers {
  begun = false;
  /** @type {(() => Promise<void>)[]} */
  #stops = [];
  /** @type {Promise<void> | null} */
  #stopping = null;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (this.begun) return;
        say('\n正在停止…（處理中的請求會先完成）', 'Stopping (requests in flight finish first)');
        void this.stop();
      });
    }
  }

  /** @param {() => Promise<void>} stop */
  add(stop) {
    this.#stops.unshift(stop);
  }

  stop() {
    this.begun = true;
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll() {
    for (const stop of this.#stops) {
      await stop().catch((error) =>
        say(`停止時發生錯誤：${error.message}`, 'A part did not stop.'),
      );
    }
  }
}

/**
 * Somebody kills npm and not this script: without npm it stops what it started, instead of holding
 * the port. Between the two there may be a shell.
 *
 * @param {Stoppers} stoppers
 */
export function stopWithNpm(stoppers) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const shell = !/\bnpm\b/.test(ask(parent, 'args'));
  const npm = shell ? ask(parent, 'ppid') : '';
  setInterval(() => {
    const orphaned = process.ppid !== parent || (shell && ask(parent, 'ppid') !== npm);
    if (orphaned) void stoppers.stop();
  }, 2_000).unref();
}

/**
 * @param {number} pid
 * @param {'args' | 'ppid'} what
 */
function ask(pid, what) {
  const { stdout } = spawnSync('ps', ['-ww', '-o', `${what}=`, '-p', String(pid)], {
    encoding: 'utf8',
  });
  return (stdout ?? '').trim();
}
