import * as client from 'openid-client';
import type { JSONWebKeySet } from 'jose';
import { findIdTokenFault } from './id-token-checks';
import { limitedFetch } from './limited-fetch';
import { verifyLogoutToken, type LogoutOrder } from './logout-token';
import type { ProviderSettings } from './provider-settings';

/** Secrets of one sign-in, all derived from the browser's flow cookie. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  /** Claims of the ID token, overlaid by userinfo's. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  /** The provider's own session, where it names one. */
  readonly sessionId: string | null;
}

/** Something that the provider said and that the rules refuse; the reason goes to the log only. */
export class ProviderRefusedError extends Error {}

/** How long a provider's discovery document is used before it is read again. */
const METADATA_LIFETIME_MS = 10 * 60_000;

function clientAuthentication(settings: ProviderSettings): client.ClientAuth {
  switch (settings.clientAuth) {
    case 'client_secret_basic':
      return client.ClientSecretBasic(settings.clientSecret);
    case 'client_secret_post':
      return client.ClientSecretPost(settings.clientSecret);
    case 'client_secret_jwt':
      return client.ClientSecretJwt(settings.clientSecret);
    case 'none':
      return client.None();
  }
}

function clientMetadata(settings: ProviderSettings): Partial<client.ClientMetadata> {
  return {
    id_token_signed_response_alg: settings.idTokenAlgorithm,
    [client.clockTolerance]: settings.clockToleranceSeconds,
  };
}

function isPlainHttp(settings: ProviderSettings): boolean {
  return settings.issuer.protocol === 'http:';
}

/** Talks to one identity provider: the only user of openid-client. */
export class OidcClient {
  private metadata: { readonly value: client.ServerMetadata; readonly until: number } | null = null;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly redirectUri: URL,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Address that the browser is sent to. */
  async authorizationUrl(flow: FlowSecrets): Promise<URL> {
    const { scopes, responseMode, pkce } = this.settings;
    const configuration = this.configure(await this.serverMetadata());
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri.href,
      response_type: 'code',
      scope: scopes.join(' '),
      state: flow.state,
      nonce: flow.nonce,
      ...(responseMode === 'query' ? {} : { response_mode: responseMode }),
      ...(pkce
        ? {
            code_challenge: await client.calculatePKCECodeChallenge(flow.codeVerifier),
            code_challenge_method: 'S256',
          }
        : {}),
    });
  }

  /**
   * Exchanges the code of an authorization response and verifies everything that comes back.
   *
   * @param response Query of the callback, exactly as it came.
   * @throws whatever openid-client refuses, and {@link ProviderRefusedError} for the rest.
   */
  async signIn(response: URLSearchParams, flow: FlowSecrets): Promise<SignedIn> {
    const metadata = await this.serverMetadata();
    if (this.settings.requireResponseIss && !response.has('iss')) {
      throw new ProviderRefusedError('The authorization response has no iss.');
    }
    const configuration = this.configure(metadata);
    const callback = new URL(this.redirectUri);
    callback.search = response.toString();
    const tokens = await client.authorizationCodeGrant(configuration, callback, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
      ...(this.settings.pkce ? { pkceCodeVerifier: flow.codeVerifier } : {}),
    });
    const idToken = tokens.id_token;
    const claims = tokens.claims();
    if (idToken === undefined || claims === undefined) {
      throw new ProviderRefusedError('The token response has no ID token.');
    }
    this.checkIdToken(claims, tokens.access_token);
    const userinfo = this.settings.userinfo
      ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {};
    return {
      issuer: claims.iss,
      subject: claims.sub,
      claims: { ...claims, ...userinfo },
      idToken,
      sessionId: typeof claims.sid === 'string' ? claims.sid : null,
    };
  }

  /** Where the browser signs out at the provider (RP-initiated); null where it offers none. */
  async endSessionEndpoint(): Promise<URL | null> {
    const { end_session_endpoint: endpoint } = await this.serverMetadata();
    return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : null;
  }

  /**
   * Verifies a token of back-channel logout, with the provider's keys of this moment.
   *
   * @returns whose session ended, and the issuer that says so.
   * @throws {LogoutTokenError} for a token that is not to be followed; whatever the network throws.
   */
  async logoutOrder(token: string): Promise<LogoutOrder & { readonly issuer: string }> {
    const { issuer, jwks_uri: keysAt } = await this.serverMetadata();
    if (keysAt === undefined) throw new ProviderRefusedError('The provider names no key set.');
    const { clientId, idTokenAlgorithm, clockToleranceSeconds, timeoutSeconds } = this.settings;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const answer = await limitedFetch(keysAt, { signal });
    if (!answer.ok) throw new ProviderRefusedError(`Key set: HTTP ${String(answer.status)}.`);
    const order = await verifyLogoutToken(token, {
      issuer,
      clientId,
      algorithm: idTokenAlgorithm,
      keys: (await answer.json()) as JSONWebKeySet,
      now: new Date(this.nowMs()),
      toleranceSeconds: clockToleranceSeconds,
    });
    return { ...order, issuer };
  }

  private checkIdToken(claims: client.IDToken, accessToken: string): void {
    const fault = findIdTokenFault({
      claims,
      accessToken,
      algorithm: this.settings.idTokenAlgorithm,
      clientId: this.settings.clientId,
      now: Math.floor(this.nowMs() / 1000),
      toleranceSeconds: this.settings.clockToleranceSeconds,
    });
    if (fault !== null) throw new ProviderRefusedError(`ID token refused (${fault}).`);
  }

  /**
   * A configuration of its own for each exchange: it carries the key set's cache, and a sign-in
   * is rare enough to read the keys anew, so that a rotated or withdrawn key counts at once.
   */
  private configure(metadata: client.ServerMetadata): client.Configuration {
    const configuration = new client.Configuration(
      metadata,
      this.settings.clientId,
      clientMetadata(this.settings),
      clientAuthentication(this.settings),
    );
    configuration[client.customFetch] = limitedFetch;
    configuration.timeout = this.settings.timeoutSeconds;
    client.enableNonRepudiationChecks(configuration);
    if (isPlainHttp(this.settings)) client.allowInsecureRequests(configuration);
    return configuration;
  }

  private async serverMetadata(): Promise<client.ServerMetadata> {
    const cached = this.metadata;
    if (cached !== null && cached.until > this.nowMs()) return cached.value;
    const value = { ...(await this.discover()), ...this.settings.endpoints };
    this.metadata = { value, until: this.nowMs() + METADATA_LIFETIME_MS };
    return value;
  }

  private async discover(): Promise<client.ServerMetadata> {
    const { issuer, issuerName, clientId, discovery, timeoutSeconds } = this.settings;
    if (!discovery) return { issuer: issuerName };
    const configuration = await client.discovery(
      issuer,
      clientId,
      clientMetadata(this.settings),
      clientAuthentication(this.settings),
      {
        timeout: timeoutSeconds,
        [client.customFetch]: limitedFetch,
        execute: isPlainHttp(this.settings) ? [client.allowInsecureRequests] : [],
      },
    );
    // A copy of the data, without the helper methods that come with them.
    return JSON.parse(JSON.stringify(configuration.serverMetadata())) as client.ServerMetadata;
  }
}
