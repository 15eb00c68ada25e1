import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { fingerprint } from '../support/fingerprint';
import { foreignAgency, type ForeignAgency } from '../support/foreign-agency';
import {
  attemptsOn,
  mentions,
  readMatrix,
  ROLES,
  routesOf,
  type Attempt,
  type Cell,
  type Role,
} from '../support/matrix';
import { peopleAtTheDoor } from '../support/people-at-the-door';
import { freePort, listen } from '../support/sign-in';

/** These see every agency's records. */
const SEE_ALL: readonly Role[] = ['platform admin', 'super admin'];

describe('the authorisation matrix', () => {
  const matrix = readMatrix();
  let app: TestApp;
  let world: ForeignAgency;
  let tokens: Record<Role, string | null>;
  let base: string;
  before(async () => {
    // Refusals are what this test is about: the limit on them has a test of its own.
    app = await startApp({ env: { RATE_LIMIT_SIGN_IN_FAILURES: '0' } });
    const port = await freePort();
    base = `http://127.0.0.1:${String(port)}`;
    await listen(app, port);
    world = await foreignAgency(app);
    tokens = await peopleAtTheDoor(app);
  });
  after(() => app.close());

  async function send({ method, url, headers, body }: Attempt, token: string | null) {
    const answer = await fetch(`${base}${url}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** What is wrong with the answers to one route; empty when nothing is. */
  async function wrongAnswers(route: string, role: Role, cell: Cell): Promise<string[]> {
    const wrong: string[] = [];
    for (const attempt of attemptsOn(route, world)) {
      const { status, text } = await send(attempt, tokens[role]);
      const where = `${role}: ${attempt.method} ${attempt.url} → ${String(status)}`;
      if (cell === 'open' ? status >= 500 : status !== cell)
        wrong.push(`${where}, not ${String(cell)}`);
      if (mentions(text) && !SEE_ALL.includes(role))
        wrong.push(`${where} tells: ${text.slice(0, 200)}`);
    }
    return wrong;
  }

  it('names every route that the running service has, and no other', () => {
    const listed = matrix.map(({ route }) => route);
    const running = new Set(routesOf(app.strapi));
    assert.deepEqual(
      {
        'add to docs/authorisation.md': [...running].filter((route) => !listed.includes(route)),
        'remove from docs/authorisation.md': listed.filter((route) => !running.has(route)),
        twice: listed.filter((route, at) => listed.indexOf(route) !== at),
      },
      { 'add to docs/authorisation.md': [], 'remove from docs/authorisation.md': [], twice: [] },
    );
  });

  for (const role of ROLES) {
    it(`gives a ${role} what the matrix says, changes nothing, and tells nothing of another agency`, async () => {
      const before = await fingerprint(app);
      const wrong = await inTurns(matrix, ({ route, cells }) =>
        cells[role] === 'may' ? Promise.resolve([]) : wrongAnswers(route, role, cells[role]),
      );
      assert.deepEqual(wrong.flat(), []);
      assert.deepEqual(await fingerprint(app), before);
    });
  }
});

/** As many at once as the service has connections to its database, less a few. */
const AT_ONCE = 8;

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
