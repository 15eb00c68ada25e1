import { setTimeout as pause } from 'node:timers/promises';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { Client } from 'pg';
import { DomainError } from '../../domain/errors';

/** Told to all instances when somebody waits for an upload that another request still holds. */
const CHANNEL = 'corpus_upload_release';
/** Of our keys among all advisory locks of the database. */
const SEED = 7_243_002;
const WAIT_MS = 30_000;
const POLL_MS = 100;

/**
 * One request at a time works on an upload, whichever instance it reaches. All locks of a process
 * are held by one database session of its own, so that a process that dies holds none; when that
 * session is lost, the requests that relied on it are asked to end.
 */
export class PostgresLocker implements Locker {
  private session: Promise<Client> | undefined;
  /** Uploads that this process works on, and how their request is asked to end. */
  private readonly held = new Map<string, RequestRelease>();

  constructor(private readonly databaseUrl: string) {}

  newLock(id: string): Lock {
    return {
      lock: (signal, release) => this.wait({ id, signal, release }),
      unlock: () => this.unlock(id),
    };
  }

  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    await session?.end();
  }

  private async wait(request: {
    id: string;
    signal: AbortSignal;
    release: RequestRelease;
  }): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while (!(await this.tryLock(request))) {
      if (request.signal.aborted || Date.now() > end) {
        throw new DomainError('storage.unavailable', 'unavailable');
      }
      await pause(POLL_MS);
    }
  }

  /** The client that asks is the one that counts: whoever still holds the upload is asked to end. */
  private async tryLock({ id, release }: { id: string; release: RequestRelease }) {
    const holder = this.held.get(id);
    if (holder) {
      await holder();
      return false;
    }
    this.held.set(id, () => undefined);
    const locked = await this.lockInDatabase(id).catch((error: unknown) => {
      this.held.delete(id);
      throw error;
    });
    if (locked) this.held.set(id, release);
    else this.held.delete(id);
    return locked;
  }

  private async lockInDatabase(id: string): Promise<boolean> {
    const session = await this.connected();
    const { rows } = await session.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, $2)) AS locked',
      [id, SEED],
    );
    if (rows[0]?.locked) return true;
    await session.query('SELECT pg_notify($1, $2)', [CHANNEL, id]);
    return false;
  }

  private async unlock(id: string): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    // A session that is lost holds nothing any more.
    await session
      ?.query('SELECT pg_advisory_unlock(hashtextextended($1, $2))', [id, SEED])
      .catch(() => undefined);
    this.held.delete(id);
  }

  private connected(): Promise<Client> {
    this.session ??= this.connect();
    return this.session;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: 'corpus-uploads',
      keepAlive: true,
    });
    const lost = () => {
      this.session = undefined;
      for (const release of this.held.values()) void release();
    };
    client.on('error', lost);
    client.on('notification', ({ payload }) => void this.held.get(payload ?? '')?.());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      return client;
    } catch (error) {
      this.session = undefined;
      throw error;
    }
  }
}
