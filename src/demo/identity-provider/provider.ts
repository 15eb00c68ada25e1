import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import Provider, {
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { CLAIMS_BY_SCOPE, claimsOf, findPerson } from './claims';
import { errorPage, signedOutPage, signOutPage } from './pages';

/** The clients of the demo's identity provider: the product's back office, and its members' sign-in. */
export interface DemoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address of the product as browsers see it, without a trailing slash. */
  readonly corpusUrl: string;
  readonly members?: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Where members come to after signing out at the provider. */
    readonly signedOutUrl: string;
  };
}

const HOUR = 60 * 60;

async function signingKeys() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') }] };
}

/** No consent screen: the only client is the product itself. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, params, provider, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const existing = session.grantIdFor(client.clientId);
  const known = existing === undefined ? undefined : await provider.Grant.find(existing);
  if (known) return known;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(typeof params?.scope === 'string' ? params.scope : 'openid');
  await grant.save();
  return grant;
}

function findAccount(_ctx: unknown, subject: string) {
  const account = findPerson(subject);
  if (!account) return undefined;
  return { accountId: subject, claims: () => claimsOf(account) };
}

/** The library refuses to call loopback addresses, where all of the demo is. */
const fetchOnLoopback: Configuration['fetch'] = (url, options) => {
  const { dispatcher: _guard, ...rest } = options as RequestInit & { dispatcher?: unknown };
  return fetch(url, rest);
};

function features(): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = signOutPage(form);
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.body = signedOutPage();
      },
    },
  };
}

function clientsOf({ clientId, clientSecret, corpusUrl, members }: DemoClient): ClientMetadata[] {
  const common = {
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  };
  const backOffice = {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [`${corpusUrl}/login/callback`],
    post_logout_redirect_uris: [`${corpusUrl}/login`],
    backchannel_logout_uri: `${corpusUrl}/login/back-channel-logout/government`,
    ...common,
  };
  if (members === undefined) return [backOffice];
  const signIn = `${corpusUrl}/api/members/sign-in`;
  return [
    backOffice,
    {
      client_id: members.clientId,
      client_secret: members.clientSecret,
      redirect_uris: [`${signIn}/callback`],
      post_logout_redirect_uris: [members.signedOutUrl],
      backchannel_logout_uri: `${signIn}/back-channel-logout`,
      ...common,
    },
  ];
}

/**
 * A real OpenID provider (authorization code, PKCE, RS256) for the demo and for tests; everything
 * it knows is in memory and gone with the process.
 */
export async function createProvider(issuer: string, client: DemoClient): Promise<Provider> {
  return new Provider(issuer, {
    clients: clientsOf(client),
    jwks: await signingKeys(),
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: CLAIMS_BY_SCOPE,
    scopes: ['openid', 'profile', 'email', 'agency'],
    findAccount,
    features: features(),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantEverything,
    fetch: fetchOnLoopback,
    pkce: { required: () => true },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 12 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 12 * HOUR,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error);
    },
  });
}
