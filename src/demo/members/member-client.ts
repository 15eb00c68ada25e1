import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { admitMember } from '../../members/sign-in/admit';
import { DEMO_MEMBERS } from '../accounts';
import { ownUrl } from '../own-url';
import { NOTE } from './note';

/** One demo member at the public API, over the socket that everybody uses. */
export class MemberClient {
  private constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  /** Signs a demo member in as the demo's identity provider would; the first time makes the member. */
  static async of(strapi: Core.Strapi, options: { account: string; issuer: string }) {
    const { account, issuer } = options;
    const person = DEMO_MEMBERS.find((one) => one.account === account);
    if (!person) throw new Error(`${account} is no member of the demo`);
    const { email, name } = person;
    const id = await admitMember(strapi, {
      ...{ issuer, subject: account, name },
      ...{ email, emailVerified: true },
    });
    const sessions = strapi.sessionManager('users-permissions');
    const refresh = await sessions.generateRefreshToken(String(id), randomUUID(), {
      type: 'refresh',
    });
    const access = await sessions.generateAccessToken(refresh.token);
    if ('error' in access) throw new Error(access.error);
    return new MemberClient(`${ownUrl(strapi)}/api`, access.token);
  }

  /** @returns documentId of the application. */
  async apply(wish: { purpose: string; benefit: string; dataset: string | null }) {
    const code = 'SAITDL-1.0';
    const licence = (await this.#ask(`/licences/${code}`)) as Licence;
    const body = new FormData();
    const fields = {
      purpose: wish.purpose,
      benefit: wish.benefit,
      licence: code,
      licenceVersion: licence.version,
      licenceTextHash: licence.textHash ?? '',
      accepted: 'true',
      ...(wish.dataset === null ? { all: 'true' } : { datasets: wish.dataset }),
    };
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('evidence', new Blob([NOTE]), '示範說明.pdf');
    const made = await this.#ask('/access-applications', { method: 'POST', body });
    return (made as { documentId: string }).documentId;
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await fetch(this.base + path, { ...init, headers });
    const body = (await answer.json().catch(() => ({}))) as { data?: unknown };
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return body.data;
  }
}

interface Licence {
  readonly version: string;
  readonly textHash: string | null;
}
