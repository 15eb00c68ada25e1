const TEXT = { type: 'string' } as const;

function post(summary: string, fields: readonly string[]) {
  const properties = Object.fromEntries(fields.map((field) => [field, TEXT]));
  const schema = { type: 'object', required: [...fields], properties };
  return {
    post: {
      summary,
      tags: ['members'],
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: {
        200: { description: 'OK', content: { 'application/json': {} } },
        400: { description: 'Refused', content: { 'application/json': {} } },
        429: { description: 'Too many; see Retry-After', content: { 'application/json': {} } },
      },
    },
  };
}

/** Members' accounts: users-permissions, with refresh tokens. */
export const AUTH_PATHS = {
  '/api/auth/local/register': post('Sign up; a link to confirm the address is sent', [
    'username',
    'email',
    'password',
  ]),
  '/api/auth/local': post('Sign in: access token (jwt) and refresh token', [
    'identifier',
    'password',
  ]),
  '/api/auth/refresh': post('A new access token for a refresh token', ['refreshToken']),
  '/api/auth/forgot-password': post('Have a link for a new password sent', ['email']),
  '/api/auth/reset-password': post('Set a new password by that link', [
    'code',
    'password',
    'passwordConfirmation',
  ]),
  '/api/auth/send-email-confirmation': post('Have the link to confirm sent again', ['email']),
  '/api/auth/change-password': {
    post: {
      ...post('Change my password', ['currentPassword', 'password', 'passwordConfirmation']).post,
      security: [{ member: [] }],
    },
  },
  '/api/auth/email-confirmation': {
    get: {
      summary: 'Confirm an e-mail address by the link sent to it',
      tags: ['members'],
      parameters: [{ name: 'confirmation', in: 'query', required: true, schema: TEXT }],
      responses: { 302: { description: 'To the public site' }, 400: { description: 'Refused' } },
    },
  },
  '/api/auth/logout': {
    post: {
      summary: 'Sign out: the refresh tokens of this session end',
      tags: ['members'],
      security: [{ member: [] }],
      responses: { 200: { description: 'OK' } },
    },
  },
  '/api/auth/sessions': {
    get: {
      summary: 'My sessions',
      tags: ['members'],
      security: [{ member: [] }],
      responses: { 200: { description: 'OK', content: { 'application/json': {} } } },
    },
  },
  '/api/auth/sessions/{sessionId}': {
    delete: {
      summary: 'End one of my sessions',
      tags: ['members'],
      security: [{ member: [] }],
      parameters: [{ name: 'sessionId', in: 'path', required: true, schema: TEXT }],
      responses: { 200: { description: 'OK' } },
    },
  },
  '/api/users/me': {
    get: {
      summary: 'My account',
      tags: ['members'],
      security: [{ member: [] }],
      responses: { 200: { description: 'OK', content: { 'application/json': {} } } },
    },
  },
} as const;
