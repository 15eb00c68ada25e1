/** What an identity provider can do wrong, as data. */
import { exportJWK, generateKeyPair, type GenerateKeyPairResult } from 'jose';
import { encode, json, seconds, type Faults } from './misbehaving-provider';

export const CLIENT_ID = 'corpus-test';
export const CLIENT_SECRET = 'corpus-test-secret-0123456789';

const foreignKeys = new Map<string, Promise<GenerateKeyPairResult>>();

/** A key that is not the provider's; made once, since making one takes seconds on a busy machine. */
export function foreignKey(algorithm: 'RS256' | 'RS512'): Promise<GenerateKeyPairResult> {
  const made = foreignKeys.get(algorithm) ?? generateKeyPair(algorithm, { extractable: true });
  foreignKeys.set(algorithm, made);
  return made;
}

/** Before the first case: a provider that takes too long would be refused for that. */
export async function prepareForeignKeys(): Promise<void> {
  await Promise.all([foreignKey('RS256'), foreignKey('RS512')]);
}

export const REFUSED = '未通過安全檢查';
const UNAVAILABLE = '目前沒有回應';
const FLOW = '重新登入';

/** One thing done wrong, and what the officer is told; the detail is in the log. */
export interface Case {
  readonly name: string;
  readonly faults: Faults;
  readonly status?: number;
  readonly words?: string;
}

type Claims = Record<string, unknown>;
export const set = (changes: Claims): Faults => ({
  claims: (claims) => ({ ...claims, ...changes }),
});
const drop = (name: string): Faults => ({
  claims: ({ [name]: _dropped, ...claims }) => claims,
});

export const CLAIM_CASES: readonly Case[] = [
  { name: 'iss of another provider', faults: set({ iss: 'https://evil.example' }) },
  { name: 'no iss', faults: drop('iss') },
  {
    name: 'iss with a slash too many',
    faults: { claims: (claims) => ({ ...claims, iss: `${String(claims.iss)}/` }) },
  },
  { name: 'aud of another client', faults: set({ aud: 'another-client' }) },
  { name: 'no aud', faults: drop('aud') },
  { name: 'an empty list as aud', faults: set({ aud: [] }) },
  { name: 'several aud and no azp', faults: set({ aud: [CLIENT_ID, 'another-client'] }) },
  {
    name: "several aud and another client's azp",
    faults: set({ aud: [CLIENT_ID, 'another-client'], azp: 'another-client' }),
  },
  { name: "our aud with another client's azp", faults: set({ azp: 'another-client' }) },
  { name: 'no nonce', faults: drop('nonce') },
  { name: 'the nonce of another sign-in', faults: set({ nonce: 'x'.repeat(43) }) },
  { name: 'a nonce that is a list', faults: set({ nonce: ['x'] }) },
  { name: 'exp long past', faults: set({ exp: seconds() - 3600, iat: seconds() - 7200 }) },
  { name: 'no exp', faults: drop('exp') },
  { name: 'exp as text', faults: set({ exp: '9999999999' }) },
  { name: 'exp before iat', faults: set({ iat: seconds() + 20, exp: seconds() + 10 }) },
  { name: 'nbf to come', faults: set({ nbf: seconds() + 3600 }) },
  { name: 'nbf as text', faults: set({ nbf: 'now' }) },
  { name: 'no iat', faults: drop('iat') },
  { name: 'iat in the future', faults: set({ iat: seconds() + 3600, exp: seconds() + 7200 }) },
  { name: 'iat a day ago', faults: set({ iat: seconds() - 86_400, exp: seconds() + 300 }) },
  { name: 'no sub', faults: drop('sub') },
  { name: 'an empty sub', faults: set({ sub: '' }) },
  { name: 'a sub that is a number', faults: set({ sub: 7 }) },
  { name: 'a sub of 256 characters', faults: set({ sub: 'x'.repeat(256) }) },
  { name: 'a sub beyond ASCII', faults: set({ sub: '林怡君' }) },
  {
    name: 'an at_hash of another access token',
    faults: set({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  },
  { name: 'an at_hash that is a number', faults: set({ at_hash: 1 }) },
];

export const SIGNATURE_CASES: readonly Case[] = [
  {
    name: 'alg none',
    faults: { idToken: (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.` },
  },
  {
    name: 'HS256 with the client secret',
    faults: { idToken: (claims, provider) => provider.hmac(claims, CLIENT_SECRET) },
  },
  {
    name: 'HS256 with the public key as the secret',
    faults: {
      idToken: async (claims, provider) => provider.hmac(claims, await provider.publicPem()),
    },
  },
  {
    name: 'another key under the known kid',
    faults: {
      idToken: async (claims, provider) =>
        provider.sign(claims, { key: await foreignKey('RS256') }),
    },
  },
  {
    name: 'an unknown kid',
    faults: { idToken: (claims, provider) => provider.sign(claims, { header: { kid: 'other' } }) },
  },
  {
    name: 'a key of its own in the header (jwk)',
    faults: {
      idToken: async (claims, provider) => {
        const key = await foreignKey('RS256');
        const jwk = await exportJWK(key.publicKey);
        return provider.sign(claims, { key, header: { jwk, kid: undefined } });
      },
    },
  },
  {
    name: 'an address of keys in the header (jku)',
    faults: {
      idToken: async (claims, provider) =>
        provider.sign(claims, {
          key: await foreignKey('RS256'),
          header: { jku: 'http://127.0.0.1:9/keys', kid: 'evil' },
        }),
    },
  },
  {
    name: 'an algorithm that was not agreed (RS512)',
    faults: {
      idToken: async (claims, provider) => {
        const key = await foreignKey('RS512');
        return provider.sign(claims, { alg: 'RS512', key });
      },
    },
  },
  {
    name: 'a critical header that nobody knows',
    faults: {
      idToken: (claims, provider) =>
        provider.sign(claims, { header: { crit: ['strange'], strange: true } }),
    },
  },
  {
    name: 'no signature',
    faults: {
      idToken: async (claims, provider) =>
        (await provider.sign(claims)).split('.').slice(0, 2).join('.') + '.',
    },
  },
  {
    name: 'claims that were changed after signing',
    faults: {
      idToken: async (claims, provider) => {
        const [header, , signature] = (await provider.sign(claims)).split('.');
        return `${header ?? ''}.${encode({ ...claims, sub: 'somebody-else' })}.${signature ?? ''}`;
      },
    },
  },
  {
    name: 'an ID token that is no token',
    faults: { idToken: () => 'not.a.token' },
    status: 503,
    words: UNAVAILABLE,
  },
  { name: 'an encrypted token', faults: { idToken: () => 'a.b.c.d.e' } },
];

export const ANSWER_CASES: readonly Case[] = [
  {
    name: 'no ID token',
    faults: { tokenAnswer: ({ id_token: _dropped, ...answer }) => answer },
  },
  {
    name: 'no access token',
    faults: { tokenAnswer: ({ access_token: _dropped, ...answer }) => answer },
  },
  {
    name: 'a token type that nobody asked for',
    faults: { tokenAnswer: (answer) => ({ ...answer, token_type: 'mac' }) },
  },
  {
    name: 'a code that was used already',
    faults: { token: (_request, response) => json(response, { error: 'invalid_grant' }, 400) },
  },
  {
    name: 'status 500 from the token end point',
    faults: { token: (_request, response) => response.writeHead(500).end('oops') },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'HTML from the token end point',
    faults: {
      token: (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello'),
    },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'half a JSON text from the token end point',
    faults: {
      token: (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":'),
    },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'a redirect from the token end point',
    faults: {
      token: (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'no answer from the token end point in time',
    faults: { token: () => undefined },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'an endless answer from the token end point',
    faults: {
      token: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`"${'x'.repeat(2_000_000)}"`);
      },
    },
  },
  {
    name: 'a cut connection at the token end point',
    faults: { token: (request) => request.socket.destroy() },
    status: 503,
    words: UNAVAILABLE,
  },
  { name: 'userinfo of another sub', faults: { userinfo: (claims) => ({ ...claims, sub: 'x' }) } },
  { name: 'userinfo without sub', faults: { userinfo: ({ sub: _dropped, ...claims }) => claims } },
  {
    name: 'status 500 from userinfo',
    faults: { userinfoEndpoint: (_request, response) => response.writeHead(500).end() },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'userinfo that is no JSON',
    faults: {
      userinfoEndpoint: (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('<'),
    },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'status 500 from the key set',
    faults: { jwks: (_request, response) => response.writeHead(500).end() },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'a cut connection at the key set',
    faults: { jwks: (request) => request.socket.destroy() },
    status: 503,
    words: UNAVAILABLE,
  },
  {
    name: 'an empty key set',
    faults: { jwks: (_request, response) => json(response, { keys: [] }) },
  },
];

export const RESPONSE_CASES: readonly Case[] = [
  { name: 'no state', faults: { callback: (p) => p.delete('state') }, words: FLOW },
  {
    name: 'two states',
    faults: { callback: (p) => p.append('state', p.get('state') ?? '') },
    words: FLOW,
  },
  {
    name: 'a made-up state',
    faults: { callback: (p) => p.set('state', 'A'.repeat(43)) },
    words: FLOW,
  },
  { name: 'no code', faults: { callback: (p) => p.delete('code') } },
  { name: 'two codes', faults: { callback: (p) => p.append('code', 'x') } },
  {
    name: 'iss of another provider',
    faults: { callback: (p) => p.set('iss', 'https://evil.example') },
  },
  {
    name: 'no iss, though the provider promises one',
    faults: { callback: (p) => p.delete('iss') },
  },
  { name: 'two iss', faults: { callback: (p) => p.append('iss', 'https://evil.example') } },
  {
    name: 'a refusal by the officer (access_denied)',
    faults: {
      callback: (p) => {
        p.delete('code');
        p.set('error', 'access_denied');
      },
    },
    words: '取消登入',
  },
  {
    name: 'a signed response that was not asked for (JARM)',
    faults: {
      callback: (p) => {
        p.delete('code');
        p.set('response', 'a.b.c');
      },
    },
  },
];
