import { createHash, randomBytes } from 'node:crypto';
import type { TestApp } from './app';
import { formInit, type Answer, type Browser } from './browser';

/** Page of the public site; nothing listens there, since browsers of tests stop before it. */
export const SITE = 'https://site.example/signed-in';

export const MEMBER_CLIENT = {
  clientId: 'members-test',
  clientSecret: 'members-test-secret-0123456789',
  signedOutUrl: SITE,
};

/** The settings of members' sign-in at an identity provider. */
export function memberEnv(issuer: string): Record<string, string> {
  return {
    MEMBER_OIDC_ISSUER: issuer,
    MEMBER_OIDC_CLIENT_ID: MEMBER_CLIENT.clientId,
    MEMBER_OIDC_CLIENT_SECRET: MEMBER_CLIENT.clientSecret,
    MEMBER_SIGNED_IN_URL: SITE,
  };
}

export interface Tokens {
  readonly jwt: string;
  readonly refreshToken: string;
  readonly user: { readonly id: number; readonly username: string; readonly email: string };
}

/** What the public site does for one sign-in: it keeps a secret, and proves it with the code. */
export class SiteVisit {
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(8).toString('hex');

  /** Where the site sends the member. */
  start(url: string): string {
    const challenge = createHash('sha256').update(this.verifier).digest('base64url');
    return `${url}/api/members/sign-in/start?challenge=${challenge}&state=${this.state}`;
  }

  exchange(app: TestApp, code: string, verifier = this.verifier) {
    return app.http.post('/api/members/sign-in/token').send({ code, verifier });
  }
}

export const atSite = (answer: Answer) => answer.location?.href.startsWith(SITE) === true;

/** Through the demo's provider, to the address of the site that the browser is sent to. */
export async function comeBack(
  browser: Browser,
  { start, account }: { start: string; account: string },
): Promise<URLSearchParams> {
  const form = await browser.go(start, {}, atSite);
  const answer = atSite(form)
    ? form
    : await browser.go(form.url, formInit({ account, password: account }), atSite);
  if (!answer.location) throw new Error(`${String(answer.status)} ${answer.text}`);
  return answer.location.searchParams;
}
