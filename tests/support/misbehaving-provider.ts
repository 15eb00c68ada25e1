/** An OpenID provider that does everything right, unless a test tells it what to do wrong. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWK } from 'jose';

type Key = Awaited<ReturnType<typeof generateKeyPair>>;
type Claims = Record<string, unknown>;
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Identity {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** What a test has the provider do wrong; everything left out is done right. */
export interface Faults {
  readonly claims?: (claims: Claims) => Claims;
  /** Makes the ID token instead of the provider. */
  readonly idToken?: (claims: Claims, provider: MisbehavingProvider) => Promise<string> | string;
  readonly tokenAnswer?: (answer: Claims) => Claims;
  readonly callback?: (parameters: URLSearchParams) => void;
  readonly userinfo?: (claims: Claims) => Claims;
  readonly token?: Handler;
  readonly userinfoEndpoint?: Handler;
  readonly jwks?: Handler;
  readonly discovery?: Handler;
}

export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export class MisbehavingProvider {
  faults: Faults = {};
  private server: Server | null = null;
  private keys: { key: Key; kid: string }[] = [];
  private readonly codes = new Map<string, { nonce: string; identity: Identity }>();
  url = '';

  constructor(
    readonly clientId: string,
    readonly clientSecret: string,
    public identity: Identity,
  ) {}

  async start(): Promise<void> {
    await this.rotate();
    const server = createServer((request, response) => {
      void this.handle(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('No address.');
    this.url = `http://127.0.0.1:${String(address.port)}`;
    this.server = server;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** A new key takes the place of all that were there. */
  async rotate(): Promise<void> {
    const key = await generateKeyPair('RS256', { extractable: true });
    this.keys = [{ key, kid: randomBytes(6).toString('hex') }];
  }

  get key(): { key: Key; kid: string } {
    const [first] = this.keys;
    if (!first) throw new Error('The provider has no key.');
    return first;
  }

  async publicPem(): Promise<string> {
    return exportSPKI(this.key.key.publicKey);
  }

  async publicJwk(): Promise<JWK> {
    const jwk = await exportJWK(this.key.key.publicKey);
    return { ...jwk, kid: this.key.kid, alg: 'RS256', use: 'sig' };
  }

  sign(
    claims: Claims,
    options: { key?: Key; header?: object; alg?: string } = {},
  ): Promise<string> {
    const header = { alg: options.alg ?? 'RS256', kid: this.key.kid, ...options.header };
    return new SignJWT(claims)
      .setProtectedHeader(header)
      .sign((options.key ?? this.key.key).privateKey, { crit: { strange: true } });
  }

  hmac(claims: Claims, secret: string): string {
    const input = `${encode({ alg: 'HS256', kid: this.key.kid })}.${encode(claims)}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }

  /** What the browser brings back from an authorization request. */
  authorize(request: URL): URL {
    const code = randomBytes(12).toString('hex');
    const nonce = request.searchParams.get('nonce') ?? '';
    this.codes.set(code, { nonce, identity: this.identity });
    const back = new URL(request.searchParams.get('redirect_uri') ?? '');
    const state = request.searchParams.get('state') ?? '';
    for (const [name, value] of Object.entries({ code, state, iss: this.url })) {
      back.searchParams.append(name, value);
    }
    this.faults.callback?.(back.searchParams);
    return back;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const handlers: Readonly<Record<string, Handler | undefined>> = {
      '/.well-known/openid-configuration': this.faults.discovery,
      '/jwks': this.faults.jwks,
      '/token': this.faults.token,
      '/userinfo': this.faults.userinfoEndpoint,
    };
    const wrong = handlers[pathname];
    if (wrong) wrong(request, response);
    else if (pathname === '/.well-known/openid-configuration') json(response, this.metadata());
    else if (pathname === '/jwks') json(response, { keys: [await this.publicJwk()] });
    else if (pathname === '/token') await this.token(request, response);
    else if (pathname === '/userinfo') {
      json(response, this.faults.userinfo?.(this.identity) ?? this.identity);
    } else response.writeHead(404).end();
  }

  private metadata(): Claims {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    };
  }

  private async token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const code = new URLSearchParams(body).get('code') ?? '';
    const grant = this.codes.get(code);
    this.codes.delete(code);
    if (!grant) {
      json(response, { error: 'invalid_grant' }, 400);
      return;
    }
    const accessToken = randomBytes(16).toString('hex');
    const digest = createHash('sha256').update(accessToken).digest();
    const right: Claims = {
      iss: this.url,
      aud: this.clientId,
      sub: grant.identity.sub,
      iat: seconds(),
      exp: seconds() + 300,
      nonce: grant.nonce,
      at_hash: digest.subarray(0, 16).toString('base64url'),
    };
    const claims = this.faults.claims?.(right) ?? right;
    const idToken = (await this.faults.idToken?.(claims, this)) ?? (await this.sign(claims));
    const answer: Claims = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 300,
      id_token: idToken,
    };
    json(response, this.faults.tokenAnswer?.(answer) ?? answer);
  }
}
