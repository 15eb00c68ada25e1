import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { cast, completeFields, type Cast, type Person } from '../support/datasets';
import { fingerprint } from '../support/fingerprint';

const DATASETS = '/review-workflow/datasets';
const NUL = 'a\u0000b';
const LONE = '\ud800 壞掉的字';
const HUGE = '長'.repeat(100_000);
const NEXT_YEAR = new Date().getUTCFullYear() + 2;

/** A body that is wrong in one field: the field's path, and the code it is refused with. */
type Case = readonly [body: Record<string, unknown>, path: string, code: string];

const TEXTS = ['name', 'description', 'textTypeOther', 'domainOther', 'languageOther'] as const;
const TAGS = ['textTypes', 'domains', 'languages'] as const;

const CASES: readonly Case[] = [
  ...TEXTS.flatMap((field): Case[] => [
    [{ [field]: HUGE }, field, 'field.too_long'],
    [{ [field]: NUL }, field, 'field.characters_invalid'],
    [{ [field]: LONE }, field, 'field.characters_invalid'],
    [{ [field]: 7 }, field, 'field.type'],
    [{ [field]: ['a'] }, field, 'field.type'],
    [{ [field]: { zh: 'a' } }, field, 'field.type'],
    [{ [field]: true }, field, 'field.type'],
  ]),
  ...TAGS.flatMap((field): Case[] => [
    [{ [field]: ['no-such-code'] }, `${field}.0`, 'tag.unknown'],
    [{ [field]: [NUL] }, `${field}.0`, 'tag.unknown'],
    [{ [field]: ['__proto__'] }, `${field}.0`, 'tag.unknown'],
    [{ [field]: 'other' }, field, 'field.type'],
    [{ [field]: { 0: 'other' } }, field, 'field.type'],
    [{ [field]: [7] }, field, 'field.type'],
    [{ [field]: [['other']] }, field, 'field.type'],
  ]),
  [{ domains: ['health', 'en'] }, 'domains.1', 'tag.unknown'],
  [{ domains: ['retired-domain'] }, 'domains.0', 'tag.retired'],
  [{ licence: 'NONE-1.0' }, 'licence', 'licence.unknown'],
  [{ licence: 'OLD-1.0' }, 'licence', 'licence.retired'],
  [{ licence: { id: 1 } }, 'licence', 'field.type'],
  [{ licence: 1 }, 'licence', 'field.type'],
  [{ keywords: ['長'.repeat(51)] }, 'keywords.0', 'field.too_long'],
  [{ keywords: [NUL] }, 'keywords', 'field.characters_invalid'],
  [{ keywords: [LONE] }, 'keywords', 'field.characters_invalid'],
  [{ keywords: [1] }, 'keywords', 'field.type'],
  [{ keywords: { a: 'b' } }, 'keywords', 'field.type'],
  [{ keywords: HUGE }, 'keywords.0', 'field.too_long'],
  [
    { keywords: Array.from({ length: 51 }, (_, at) => `詞${String(at)}`) },
    'keywords',
    'keywords.too_many',
  ],
  [{ description: '領域資料標準' }, 'description', 'description.repeats_name'],
  [{ description: '「領域資料標準」。' }, 'description', 'description.repeats_name'],
  [{ yearFrom: 2024, yearTo: 2020 }, 'yearFrom', 'years.reversed'],
  [{ yearFrom: 2026 - 1, yearTo: 2020 }, 'yearFrom', 'years.reversed'],
  [{ yearTo: NEXT_YEAR }, 'yearTo', 'year.future'],
  [{ yearFrom: '2020' }, 'yearFrom', 'year.invalid'],
  [{ yearFrom: 2020.5 }, 'yearFrom', 'year.invalid'],
  [{ yearFrom: 109 }, 'yearFrom', 'year.invalid'],
  [{ yearFrom: -1 }, 'yearFrom', 'year.invalid'],
  [{ yearFrom: 1e308 }, 'yearFrom', 'year.invalid'],
  [{ yearFrom: [2020] }, 'yearFrom', 'year.invalid'],
  [{ validity: { permanent: false } }, 'validity', 'validity.invalid'],
  [{ validity: { permanent: true, untilYear: 2030 } }, 'validity', 'validity.invalid'],
  [{ validity: { untilYear: '2030' } }, 'validity', 'validity.invalid'],
  [{ validity: { untilYear: 99_999 } }, 'validity', 'validity.invalid'],
  [{ validity: { permanent: true, note: 'x' } }, 'validity', 'validity.invalid'],
  [{ validity: 'permanent' }, 'validity', 'validity.invalid'],
  [{ validity: [] }, 'validity', 'validity.invalid'],
  ...['123', '(99)-1', '02-2380-0791-0791-0791', 'call me', '+1 212 555 0100'].map(
    (phone): Case => [{ contact: { phone } }, 'contact.phone', 'contact.phone_invalid'],
  ),
  ...['nobody', 'a@b', 'a b@example.tw', 'a@example..tw', '<a@example.tw>', 'a@-x.tw'].map(
    (email): Case => [{ contact: { email } }, 'contact.email', 'contact.email_invalid'],
  ),
  [{ contact: { name: HUGE } }, 'contact.name', 'field.too_long'],
  [{ contact: { name: NUL } }, 'contact.name', 'field.characters_invalid'],
  [{ contact: { fax: '1' } }, 'contact.fax', 'field.unknown'],
  [{ contact: ['a'] }, 'contact', 'field.type'],
  [{ contact: 'a' }, 'contact', 'field.type'],
  ...['title', 'agencyId', 'created_by', 'constructor', 'toString', '$where'].map((field): Case => [
    { [field]: 'x' },
    field,
    'field.unknown',
  ]),
  ...['id', 'identifier', 'state', 'agency', 'provider', 'isOpen', 'files', 'tokens'].map(
    (field): Case => [{ [field]: 'x' }, field, 'field.read_only'],
  ),
];

describe('input that is wrong', () => {
  let app: TestApp;
  let people: Cast;
  let provider: Person;
  let id: string;
  let version: number;
  before(async () => {
    app = await startApp();
    people = await cast(app);
    ({ provider } = people);
    await app.ownerSql(
      `insert into tags (document_id, facet, code, name, name_en, retired)
       values ('retiredtag', 'domain', 'retired-domain', '停用', 'Retired', true)`,
    );
    await app.ownerSql(
      `insert into licences (document_id, code, version, name, retired, open)
       values ('retiredlicence', 'OLD-1.0', '1.0', '舊條款', true, false)`,
    );
    ({ id, version } = await provider.create());
  });
  after(() => app.close());

  /** Sent as text: a lone surrogate survives JSON only as its escape. */
  const send = (method: 'post' | 'put', path: string, body: unknown, language = 'zh-Hant') =>
    provider[method](path)
      .set('content-type', 'application/json')
      .set('accept-language', language)
      .send(typeof body === 'string' ? body : (JSON.stringify(body) as unknown as object));

  it('is refused field by field, in Chinese and English, and leaves everything as it was', async () => {
    const before = await fingerprint(app);
    for (const [fields, path, code] of CASES) {
      const where = JSON.stringify(fields).slice(0, 80);
      for (const [language, script] of [
        ['zh-Hant', /[一-鿿]/],
        ['en', /^[^一-鿿]+$/],
      ] as const) {
        const answer = await send('put', `${DATASETS}/${id}`, { version, ...fields }, language);
        assert.equal(answer.status, 422, `${where}: ${answer.text.slice(0, 300)}`);
        const { details, message } = answer.body.error;
        assert.equal(details.code, 'dataset.invalid', where);
        const [issue, ...more] = details.errors as {
          path: string;
          code: string;
          message: string;
        }[];
        assert.deepEqual([issue?.path, issue?.code, more], [path, code, []], where);
        assert.equal(details.path, path, where);
        assert.match(message, script, where);
        assert.match(issue?.message.replaceAll(/[「“].*[」”]/g, '') ?? '', script, where);
        assert.ok(answer.text.length < 2_000, `${where}: the answer repeats the input`);
      }
    }
    assert.deepEqual(await fingerprint(app), before);
  });

  it('names every wrong field at once', async () => {
    const answer = await send('post', DATASETS, {
      name: 7,
      yearFrom: 'x',
      domains: ['nope'],
      contact: { phone: '1', email: '2' },
      other: 1,
    });
    assert.equal(answer.status, 422);
    const paths = (answer.body.error.details.errors as { path: string }[]).map(({ path }) => path);
    assert.deepEqual(paths.sort(), [
      ...['contact.email', 'contact.phone', 'domains.0', 'name', 'other', 'yearFrom'],
    ]);
  });

  it('is mended where it can be: full-width commas, widths, repeated and empty keywords', async () => {
    const { body, status } = await send('post', DATASETS, {
      ...completeFields(),
      keywords: '資料標準，資料交換, 資料標準，，Open Data',
      name: '  領域資料標準  ',
    });
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(body.data.keywords, ['資料標準', '資料交換', 'Open Data']);
    assert.equal(body.data.name, '領域資料標準');
  });

  it('keeps retired tags and licences on a dataset that has them', async () => {
    const { body } = await send('post', DATASETS, { ...completeFields(), domains: ['energy'] });
    await app.ownerSql(`update tags set retired = true where code = 'energy'`);
    const kept = await send('put', `${DATASETS}/${String(body.data.id)}`, {
      version: 1,
      domains: ['energy', 'health'],
    });
    assert.equal(kept.status, 200, kept.text);
    await app.ownerSql(`update tags set retired = false where code = 'energy'`);
  });

  it('is refused whole when the body is no object', async () => {
    for (const body of ['[]', '[{"name":"x"}]', '"text"', '7', 'null', 'true']) {
      for (const [method, path] of [
        ['put', `${DATASETS}/${id}`],
        ['post', `${DATASETS}/${id}/transitions`],
      ] as const) {
        const answer = await send(method, path, body);
        assert.ok([400, 422].includes(answer.status), `${body}: ${answer.text}`);
        assert.match(answer.body.error.details?.code, /^re(quest|view)\.\w+$/, answer.text);
      }
    }
  });

  it('is refused with a code when the body cannot be read, is too large, or of another type', async () => {
    const attempts: [string, string, number, string][] = [
      ['application/json', '{"name": ', 400, 'request.unreadable'],
      ['application/json', '{"name": "a" "b"}', 400, 'request.unreadable'],
      ['application/json', `{"name": "${'a'.repeat(3 * 1024 ** 2)}"}`, 413, 'request.too_large'],
    ];
    const before = await fingerprint(app);
    for (const [type, body, status, code] of attempts) {
      for (const [method, path] of [
        ['post', DATASETS],
        ['put', `${DATASETS}/${id}`],
        ['post', `${DATASETS}/${id}/transitions`],
      ] as const) {
        const answer = await provider[method](path)
          .set('content-type', type)
          .send(body as unknown as object);
        const where = `${type} ${method} ${body.slice(0, 30)}: ${answer.text.slice(0, 200)}`;
        assert.equal(answer.status, status, where);
        assert.equal(answer.body.error.details.code, code, where);
        assert.doesNotMatch(answer.text, /JSON at position|node_modules|\bat \//, where);
      }
    }
    assert.deepEqual(await fingerprint(app), before);
  });

  it('ends no request in a failure of the service, however odd its path, query and headers', async () => {
    const odd = [
      '%00',
      '%ff',
      '..%2f..',
      'a'.repeat(3_000),
      '{}',
      '%F0%9F%98%80',
      '__proto__',
      '-1',
    ];
    for (const each of odd) {
      for (const path of [
        `${DATASETS}/${each}`,
        `${DATASETS}/${id}/${each}`,
        `${DATASETS}/${id}/files/${each}`,
        `${DATASETS}/${id}/files/${each}/content`,
        `${DATASETS}/${each}/files`,
        `${DATASETS}/${each}/history`,
        `${DATASETS}?q=${each}&state=${each}`,
        `${DATASETS}?${each}=1&agency=${each}&identifier=${each}`,
        `/review-workflow/uploads/${each}`,
        `/gov-oidc/accounts?q=${each}`,
      ]) {
        const { status } = await people.manager.get(path);
        assert.ok(status < 500, `${path.slice(0, 120)}: ${status}`);
      }
      for (const action of ['handover', 'transitions', 'metadata-draft', 'files']) {
        const answer = await people.manager.post(`${DATASETS}/${each}/${action}`, {
          version,
          action: 'approve',
          provider: each,
        });
        assert.ok(answer.status < 500, `${action} ${each.slice(0, 20)}: ${answer.text}`);
      }
    }
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const nested = await send('post', DATASETS, `{"name":${deep}}`);
    assert.ok(nested.status < 500, nested.text);
    const polluted = await send('post', DATASETS, '{"__proto__":{"state":"listed"},"name":"x"}');
    assert.equal(polluted.status, 400, polluted.text);
  });
});
