import { Client } from 'pg';
import { CHANNEL } from './changes-sql';

/** Longest time for which an instance may go on without knowing that it missed a change. */
export const BLIND_MS = 1_000;

/**
 * Hears of every committed change of public content, over a connection of its own. While that
 * connection is not known to work, `version` is null, and nothing may be answered from memory.
 */
export class ChangeWatch {
  private client: Client | null = null;
  private changes = 0;
  private heardAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private asking = false;

  constructor(private readonly connectionString: string) {}

  /** Number of the present state of public content; null while changes can't be heard. */
  get version(): number | null {
    return this.client && performance.now() - this.heardAt < BLIND_MS ? this.changes : null;
  }

  /** Something was changed through this instance: no need to wait until that is heard. */
  changed(): void {
    this.changes += 1;
  }

  start(): void {
    // Asked three times within the time that may pass unheard.
    this.timer = setInterval(() => void this.beat(), BLIND_MS / 3);
    this.timer.unref();
    void this.beat();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async beat(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      this.client ??= await this.connect();
      await this.client.query('select 1');
      this.heardAt = performance.now();
    } catch {
      await this.lose();
    } finally {
      this.asking = false;
    }
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.connectionString,
      application_name: 'corpus-changes',
      query_timeout: BLIND_MS,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => void this.lose());
    client.on('notification', () => {
      this.changes += 1;
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    // Whatever happened before is unknown.
    this.changes += 1;
    return client;
  }

  private async lose(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.changes += 1;
    await client?.end().catch(() => undefined);
  }
}
