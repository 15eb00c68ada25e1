const TEXT = { type: 'string' } as const;

/** A member's access token from /api/auth/local. */
export const SECURITY_SCHEMES = { member: { type: 'http', scheme: 'bearer' } } as const;

const answer = (description: string) => ({ description, content: { 'application/json': {} } });

interface Described {
  readonly summary: string;
  readonly status: number;
  readonly refusals: Readonly<Record<number, string>>;
  readonly body?: {
    readonly type: string;
    readonly properties: object;
    readonly required: string[];
  };
}

function described({ summary, status, refusals, body }: Described) {
  const refused = Object.entries(refusals).map(([code, text]) => [code, answer(text)] as const);
  return {
    summary,
    tags: ['members'],
    security: [{ member: [] }],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [body.type]: {
            schema: { type: 'object', properties: body.properties, required: body.required },
          },
        },
      },
    }),
    responses: {
      [status]: status === 204 ? { description: 'Done' } : answer('OK'),
      401: answer('request.unauthenticated'),
      ...Object.fromEntries(refused),
    },
  };
}

const inQuery = (name: string, description: string, required: boolean) => ({
  ...{ name, in: 'query', required, description, schema: TEXT },
});

/** Sign-in through an identity provider: two steps of the public site around what browsers do. */
const SIGN_IN_PATHS = {
  '/api/members/sign-in/start': {
    get: {
      summary: 'Send a member to the identity provider',
      description:
        'The browser comes back to the page that the service is configured with, with `code` and `state`, or with `error` (a code of a refusal), `request_id` and `state`.',
      tags: ['members'],
      parameters: [
        inQuery('challenge', 'SHA-256 of a secret of the site, base64url (RFC 7636, S256)', true),
        inQuery('state', 'Given back as it came', false),
      ],
      responses: {
        302: { description: 'To the identity provider' },
        400: answer('members.sign_in_request'),
        404: answer('members.sign_in_closed'),
      },
    },
  },
  '/api/members/sign-in/token': {
    post: {
      ...described({
        summary: 'Exchange the code, once and within a minute, for access and refresh token',
        status: 200,
        refusals: {
          400: 'members.sign_in_request',
          401: 'members.sign_in_code',
          403: 'members.suspended',
          404: 'members.sign_in_closed',
        },
        body: {
          type: 'application/json',
          properties: { code: TEXT, verifier: TEXT },
          required: ['code', 'verifier'],
        },
      }),
      security: [],
    },
  },
  '/api/members/sign-in/sign-out': {
    get: {
      summary: 'Send a member who signed out to the identity provider, to sign out there too',
      tags: ['members'],
      responses: {
        302: { description: 'To the identity provider' },
        404: answer('members.sign_in_closed'),
      },
    },
  },
};

/** What members do: apply for restricted data, and with their own account. */
export const MEMBER_PATHS = {
  ...SIGN_IN_PATHS,
  '/api/access-applications': {
    post: described({
      summary: 'Apply for the use of restricted data, or for the renewal of a grant',
      status: 201,
      refusals: {
        409: 'access.licence_changed, access.renewal_waiting',
        422: 'request.invalid, access.evidence_required, access.dataset_not_restricted, access.renewal_unknown',
        429: 'access.too_many_waiting',
      },
      body: {
        type: 'multipart/form-data',
        properties: {
          ...{ purpose: TEXT, benefit: TEXT, datasets: TEXT, all: TEXT, renews: TEXT },
          ...{ licence: TEXT, licenceVersion: TEXT, licenceTextHash: TEXT, accepted: TEXT },
          evidence: { type: 'string', contentMediaType: 'application/pdf' },
        },
        required: ['purpose', 'benefit', 'licence', 'licenceVersion', 'accepted'],
      },
    }),
  },
  '/api/access-applications/mine': {
    get: described({ summary: 'My applications, with their receipts', status: 200, refusals: {} }),
  },
  '/api/access-applications/receipt-key': {
    get: {
      summary: 'The public key (JWK) with which receipts are verified, also offline',
      tags: ['members'],
      responses: { 200: answer('OK') },
    },
  },
  '/api/members/me/export': {
    get: described({ summary: 'All that is kept about me', status: 200, refusals: {} }),
  },
  '/api/members/me/erase': {
    post: described({
      summary: 'Erase my account and data',
      status: 204,
      refusals: { 422: 'members.confirm_erasure' },
      body: { type: 'application/json', properties: { confirm: TEXT }, required: ['confirm'] },
    }),
  },
} as const;
