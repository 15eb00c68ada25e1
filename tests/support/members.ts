import assert from 'node:assert/strict';
import type { TestApp } from './app';

export interface SignedUp {
  readonly id: number;
  readonly email: string;
  readonly jwt: string;
  readonly refreshToken: string;
}

export const PASSWORD = 'long-enough-password-1';

/** A member who signed up, confirmed the e-mail address, and signed in. */
export async function signUp(app: TestApp, name: string): Promise<SignedUp> {
  const email = `${name}@example.invalid`;
  const registered = await app.http
    .post('/api/auth/local/register')
    .send({ username: name, email, password: PASSWORD });
  assert.equal(registered.status, 200, JSON.stringify(registered.body));
  assert.equal(registered.body.jwt, undefined, 'nobody is signed in before the confirmation');
  const [row] = await app.ownerSql<{ id: number; confirmation_token: string }>(
    'select id, confirmation_token from up_users where email = $1',
    [email],
  );
  const confirmed = await app.http.get(
    `/api/auth/email-confirmation?confirmation=${row?.confirmation_token ?? ''}`,
  );
  assert.equal(confirmed.status, 302);
  const { body, status } = await signIn(app, email);
  assert.equal(status, 200, JSON.stringify(body));
  return { id: row?.id ?? 0, email, jwt: body.jwt, refreshToken: body.refreshToken };
}

export function signIn(app: TestApp, email: string) {
  return app.http.post('/api/auth/local').send({ identifier: email, password: PASSWORD });
}
