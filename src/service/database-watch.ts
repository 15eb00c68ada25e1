import type { Core } from '@strapi/strapi';
import { isDatabaseFailure } from './database-failure';
import { databaseUp } from './metrics';

/** How long a database may take to answer `select 1` before it counts as gone. */
const PROBE_TIMEOUT_MS = 2_000;
/** So many probes a second at most, however many ask. */
const PROBE_KEPT_MS = 500;

interface Held {
  readonly resource: { readonly connection?: { readonly stream?: { destroy(): void } } };
}

interface Pool {
  readonly used?: readonly Held[];
  readonly free?: readonly Held[];
  on(event: 'acquireFail' | 'createFail', listener: (id: number, error: unknown) => void): void;
}

/** What is known about the database, from the service's own queries and from asking it. */
export class DatabaseWatch {
  /** Set by a failed query or connection, cleared by a probe that succeeds. */
  down = false;
  /** `performance.now()` of the last failure. */
  lastFailureAt = Number.NEGATIVE_INFINITY;
  #probe: { at: number; result: Promise<boolean>; saidUp?: boolean } | null = null;
  #watching: unknown = null;
  /** Since when nothing at all has come from the database; null while it answers. */
  #silentSince: number | null = null;

  /** @param patienceMs How long it may be silent before its connections are given up. */
  constructor(
    private readonly strapi: Core.Strapi,
    private readonly patienceMs: number,
  ) {}

  /** Strapi connects during its bootstrap; called before each use, listens once. */
  listen(): void {
    const { connection } = this.strapi.db;
    if (this.#watching === connection) return;
    this.#watching = connection;
    const note = (error: unknown) => {
      this.note(error);
    };
    connection.on('query-error', note);
    const { pool } = connection.client as { pool?: Pool };
    pool?.on('createFail', (_id, error) => {
      note(error);
    });
    pool?.on('acquireFail', (_id, error) => {
      note(error);
    });
  }

  /** @returns Whether the error means that the database is gone. */
  note(error: unknown): boolean {
    if (!isDatabaseFailure(error)) return false;
    this.lastFailureAt = performance.now();
    this.down = true;
    // What a probe said before this failure no longer counts; one under way does.
    if (this.#probe?.saidUp === true) this.#probe = null;
    databaseUp.set(0);
    return true;
  }

  /** Asks the database, at most twice a second, through the pool that serves requests. */
  isUp(): Promise<boolean> {
    const now = performance.now();
    if (this.#probe === null || now - this.#probe.at > PROBE_KEPT_MS) {
      this.#probe = { at: now, result: this.#ask() };
    }
    return this.#probe.result;
  }

  async #ask(): Promise<boolean> {
    this.listen();
    let timer: NodeJS.Timeout | undefined;
    const answer = this.strapi.db.connection.raw('select 1').then(
      () => true,
      () => false,
    );
    const silence = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, PROBE_TIMEOUT_MS, false);
    });
    const up = await Promise.race([answer, silence]);
    clearTimeout(timer);
    this.down = !up;
    if (!up) this.lastFailureAt = performance.now();
    this.#noteSilence(up);
    databaseUp.set(up ? 1 : 0);
    // A probe that took its two seconds answers those who come right after it, too.
    if (this.#probe !== null) Object.assign(this.#probe, { at: performance.now(), saidUp: up });
    return up;
  }

  /**
   * A network that swallows everything leaves connections that look alive for hours. Given up, they
   * end the requests that wait on them, and the pool makes new ones.
   */
  #noteSilence(up: boolean): void {
    const now = performance.now();
    if (up) this.#silentSince = null;
    else this.#silentSince ??= now;
    if (this.#silentSince === null || now - this.#silentSince < this.patienceMs) return;
    this.#silentSince = now;
    const { pool } = this.strapi.db.connection.client as { pool?: Pool };
    for (const { resource } of [...(pool?.used ?? []), ...(pool?.free ?? [])]) {
      resource.connection?.stream?.destroy();
    }
  }
}
