import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app';
import { seedDatasets } from '../support/published';

/** The same every time; FUZZ_RUNS=20000 for a long one, FUZZ_SEED for another. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20260924);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 600);
const MARKER = 'MARKERfuzz9Z';

const name = fc.constantFrom(
  ...[
    'name',
    'identifier',
    'agency',
    'tags',
    'files',
    'licence',
    'oid',
    'code',
    'isOpen',
    'tokens',
  ],
  ...[
    'lastListedAt',
    'yearFrom',
    'keywords',
    'contact',
    'validity',
    'provider',
    'returnReason',
    'state',
  ],
  ...[
    'storageKey',
    'createdBy',
    'email',
    'id',
    'documentId',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...['', ' ', '*', 'a.b', '0', '$and', '$or', '$not', '資料', "'", '"', ';', '--', '%00', '\\'],
);
const operator = fc.constantFrom(
  ...[
    '$eq',
    '$ne',
    '$eqi',
    '$nei',
    '$in',
    '$notIn',
    '$lt',
    '$lte',
    '$gt',
    '$gte',
    '$between',
    '$null',
  ],
  ...[
    '$notNull',
    '$contains',
    '$containsi',
    '$notContains',
    '$startsWith',
    '$endsWithi',
    '$and',
    '$or',
  ],
  ...['$not', '$jsonSupersetOf', '$where', '$regex', '$elemMatch', '', '0', '[]', 'x'],
);
const value = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '0',
      '1',
      '-1',
      'true',
      'false',
      'null',
      'undefined',
      'NaN',
      '1e999',
      '99999999999999999999',
    ],
    ...[
      '%',
      '_',
      '\\',
      "'",
      '";--',
      '\u0000',
      '\ud800',
      '\u202e',
      '臺灣',
      '2026-01-01',
      '0000-01-01',
      '9999-12-31T23:59:59-23:00',
      '2026-13-45T99:99:99Z',
    ],
    ...['{}', '[]', '{"$ne":1}', '../../etc/passwd', MARKER, '+', 'a'.repeat(501), '𠀀'],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const path = fc.array(fc.oneof(name, operator), { minLength: 1, maxLength: 5 });
const root = fc.constantFrom(
  ...['filters', 'sort', 'fields', 'populate', 'pagination', 'status', '_q', 'locale', 'q', 'page'],
  ...['pageSize', 'facets', 'year', 'domain', 'agency', 'open', 'limit', 'x', '__proto__'],
);
const parameter = fc
  .tuple(root, fc.oneof(fc.constant([] as string[]), path), value)
  .map(([first, rest, text]) => {
    const key = first + rest.map((part) => `[${part}]`).join('');
    return `${lenient(key)}=${lenient(text)}`;
  });
const request = fc
  .tuple(
    fc.constantFrom(
      ...['/api/datasets', '/api/datasets/abc', '/api/datasets/identifier/00000001', '/api/tags'],
      ...['/api/themes', '/api/licences', '/api/agencies', '/api/pages', '/api/search/datasets'],
      ...['/api/corpus/statistics', '/api/corpus/latest', '/api/corpus/hot-keywords'],
    ),
    fc.array(parameter, { minLength: 1, maxLength: 4 }),
  )
  .map(([target, parameters]) => `${target}?${parameters.join('&')}`);

/** Percent-encoded, also what is no valid text. */
function lenient(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%2500', '%00');
}

describe('asking at random', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await seedDatasets(app, [
      { identifier: '00000001', marker: MARKER },
      { identifier: '00000002', name: MARKER, is: 'draft', marker: MARKER },
    ]);
  });
  after(() => app.close());

  it('finds no parameters that make the service fail, and none that show what is not public', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async (target) => {
        const { status, text, body } = await app.http.get(target);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        assert.ok(status < 500, `${status} ${target}`);
        if (status === 400) assert.equal(typeof body.error.details.code, 'string', target);
        const shown = status === 400 ? '' : text;
        assert.ok(!shown.includes(MARKER), target);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    assert.ok((statuses.get(200) ?? 0) > RUNS / 50, 'some requests must succeed');
    assert.ok((statuses.get(400) ?? 0) > RUNS / 4, 'many must be refused');
  });
});
