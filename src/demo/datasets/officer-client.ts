import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { ownUrl } from '../own-url';

const DATASETS = '/review-workflow/datasets';

/**
 * One demo officer at the back office's own API, over the socket that everybody uses: the demo can
 * do nothing that the rules do not let a person do.
 */
export class OfficerClient {
  private constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  /** @throws {Error} where the account is not in the panel, or the service does not listen yet. */
  static async of(strapi: Core.Strapi, account: string): Promise<OfficerClient> {
    const officer = (await strapi.db
      .query('api::officer.officer')
      .findOne({ where: { account } })) as { adminUserId: number | null } | null;
    if (!officer?.adminUserId) throw new Error(`${account} has no account in the panel`);
    const sessions = strapi.sessionManager('admin');
    const refresh = await sessions.generateRefreshToken(String(officer.adminUserId), randomUUID(), {
      type: 'session',
    });
    const access = await sessions.generateAccessToken(refresh.token);
    if ('error' in access) throw new Error(access.error);
    return new OfficerClient(ownUrl(strapi), access.token);
  }

  async create(fields: object): Promise<{ id: string }> {
    return (await this.#ask(DATASETS, { method: 'POST', ...json(fields) })) as { id: string };
  }

  async upload(id: string, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<void> {
    const body = new FormData();
    body.set('file', new Blob([file.bytes]), file.name);
    await this.#ask(`${DATASETS}/${id}/files`, { method: 'POST', body });
  }

  /** @returns the state of each file. */
  async fileStates(id: string): Promise<string[]> {
    const files = (await this.#ask(`${DATASETS}/${id}/files`)) as { state: string }[];
    return files.map(({ state }) => state);
  }

  /** Decides on the version that is there now. */
  async move(id: string, move: { action: string; reason?: string; delistOn?: string }) {
    const { version } = (await this.#ask(`${DATASETS}/${id}`)) as { version: number };
    await this.#ask(`${DATASETS}/${id}/transitions`, {
      method: 'POST',
      ...json({ ...move, version }),
    });
  }

  /** Decides on a member's application for data. */
  async decideAccess(
    id: string,
    decision: { decision: string; reason?: string; until?: string | undefined },
  ): Promise<void> {
    const path = `/access-review/applications/${id}/decisions`;
    await this.#ask(path, { method: 'POST', ...json(decision) });
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}`, ...(init.headers as object) };
    const answer = await fetch(this.base + path, { ...init, headers });
    const body = (await answer.json().catch(() => ({}))) as {
      data?: unknown;
      error?: { details?: { code?: string } };
    };
    if (answer.ok) return body.data;
    throw new Error(`${answer.status} ${body.error?.details?.code ?? ''} ${init.method ?? 'GET'}`);
  }
}

function json(body: object) {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
