import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EMPTY_CONTENT, LIMITS, type DatasetContent } from '../../../src/domain/dataset/content';
import { parseContent, type Choices } from '../../../src/domain/dataset/parse-content';
import { DomainError, type Issue } from '../../../src/domain/errors';
import { messages, say } from '../../../src/messages';

const YEAR = 2026;
const CHOICES: Choices = {
  tags: [
    { facet: 'text-type', code: 'policy-document', retired: false },
    { facet: 'text-type', code: 'old-type', retired: true },
    { facet: 'text-type', code: 'other', retired: false },
    { facet: 'domain', code: 'health', retired: false },
    { facet: 'domain', code: 'other', retired: false },
    { facet: 'language', code: 'zh-Hant', retired: false },
  ],
  licences: [
    { code: 'SAITDL-1.0', retired: false },
    { code: 'OLD-1.0', retired: true },
  ],
};

function parse(input: unknown, before: DatasetContent = EMPTY_CONTENT): DatasetContent {
  return parseContent(input, { before, choices: CHOICES, year: YEAR });
}

function issuesOf(input: unknown, before: DatasetContent = EMPTY_CONTENT): readonly Issue[] {
  try {
    parse(input, before);
    return [];
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error));
    assert.equal(error.kind, 'invalid');
    return error.issues;
  }
}

const marks = (issues: readonly Issue[]) => issues.map(({ code, path }) => `${code} ${path ?? ''}`);

describe('an edit of a dataset', () => {
  it('takes every field of the form, and keeps those that it does not name', () => {
    const content = parse({
      name: ' 領域資料標準 ',
      description: '涵蓋醫療與交通等領域的欄位格式。',
      keywords: ['資料標準', '交換'],
      textTypes: ['policy-document', 'other'],
      textTypeOther: '白皮書',
      domains: ['health'],
      languages: ['zh-Hant'],
      licence: 'SAITDL-1.0',
      validity: { untilYear: 2030 },
      yearFrom: 2020,
      yearTo: YEAR,
      contact: { name: '王小明', phone: '(02)-23800791', email: 'data@moda.gov.tw' },
    });
    assert.equal(content.name, '領域資料標準');
    assert.deepEqual(content.textTypes, ['policy-document', 'other']);
    const edited = parse({ name: '新名稱', contact: { phone: '0912-345-678' } }, content);
    assert.deepEqual(edited, {
      ...content,
      name: '新名稱',
      contact: { ...content.contact, phone: '0912-345-678' },
    });
    assert.deepEqual(parse({}, content), content);
  });

  it('clears what is null or empty', () => {
    const before = parse({ name: '名稱', keywords: '甲,乙', validity: { permanent: true } });
    const after = parse({ name: '  ', keywords: null, validity: null, contact: null }, before);
    assert.deepEqual([after.name, after.keywords, after.validity], [null, [], null]);
  });

  it('separates keywords at half-width and full-width commas, and drops repetitions', () => {
    const { keywords } = parse({ keywords: ['資料標準，交換, 開放', '交換', ' ,， '] });
    assert.deepEqual(keywords, ['資料標準', '交換', '開放']);
    assert.deepEqual(parse({ keywords: '甲，乙' }).keywords, ['甲', '乙']);
  });

  it('composes characters (NFC), so that one word has one spelling', () => {
    assert.equal(parse({ name: 'Pe\u0301h-o\u0304e-j\u012b' }).name, 'Péh-ōe-jī');
  });

  it('keeps retired tags and licences that the record has already', () => {
    const before = { ...EMPTY_CONTENT, textTypes: ['old-type'], licence: 'OLD-1.0' };
    assert.deepEqual(issuesOf({ textTypes: ['old-type'], licence: 'OLD-1.0' }, before), []);
  });

  const named = { ...EMPTY_CONTENT, name: '領域資料標準' };
  const WRONG: [string, unknown, string[], DatasetContent?][] = [
    ['an unknown field', { titel: 'x' }, ['field.unknown titel']],
    [
      'fields of the system',
      { state: 'listed', agency: 3 },
      ['field.read_only state', 'field.read_only agency'],
    ],
    ['its version inside the content', { version: 3 }, ['field.read_only version']],
    ['a name that is a number', { name: 7 }, ['field.type name']],
    ['a name that is a list', { name: ['x'] }, ['field.type name']],
    ['a name of 100,000 characters', { name: '字'.repeat(100_000) }, ['field.too_long name']],
    [
      'a description that is too long',
      { description: '字'.repeat(LIMITS.description + 1) },
      ['field.too_long description'],
    ],
    ['NUL', { name: 'a\u0000b' }, ['field.characters_invalid name']],
    ['a lone surrogate', { description: 'a\ud83d' }, ['field.characters_invalid description']],
    [
      'a text of 其他 that is too long',
      { domainOther: 'x'.repeat(101) },
      ['field.too_long domainOther'],
    ],
    ['keywords of the wrong type', { keywords: [1] }, ['field.type keywords']],
    ['keywords as an object', { keywords: {} }, ['field.type keywords']],
    ['NUL in a keyword', { keywords: ['甲', '\u0000'] }, ['field.characters_invalid keywords']],
    [
      'one keyword that is too long',
      { keywords: ['甲', 'x'.repeat(51)] },
      ['field.too_long keywords.1'],
    ],
    [
      'too many keywords',
      { keywords: Array.from({ length: 51 }, (_, n) => `k${String(n)}`) },
      ['keywords.too_many keywords'],
    ],
    ['tags that are no list', { domains: 'health' }, ['field.type domains']],
    ['tags that are no codes', { domains: [1] }, ['field.type domains']],
    ['an unknown tag', { domains: ['health', 'magic'] }, ['tag.unknown domains.1']],
    ['a tag of another facet', { languages: ['health'] }, ['tag.unknown languages.0']],
    ['a retired tag as a new choice', { textTypes: ['old-type'] }, ['tag.retired textTypes.0']],
    [
      'too many tags',
      { domains: Array.from({ length: 101 }, () => 'health') },
      ['tag.too_many domains'],
    ],
    ['a licence that is no code', { licence: 1 }, ['field.type licence']],
    ['an unknown licence', { licence: 'CC0' }, ['licence.unknown licence']],
    ['a retired licence as a new choice', { licence: 'OLD-1.0' }, ['licence.retired licence']],
    [
      'a validity of both kinds',
      { validity: { permanent: true, untilYear: 2030 } },
      ['validity.invalid validity'],
    ],
    ['a validity of neither kind', { validity: {} }, ['validity.invalid validity']],
    [
      'a validity until a day',
      { validity: { untilYear: '2030-01-01' } },
      ['validity.invalid validity'],
    ],
    [
      'a validity with more than it has',
      { validity: { permanent: true, by: 'me' } },
      ['validity.invalid validity'],
    ],
    ['a year as text', { yearFrom: '2020' }, ['year.invalid yearFrom']],
    ['a year with a fraction', { yearTo: 2020.5 }, ['year.invalid yearTo']],
    ['a year of the Minguo calendar', { yearFrom: 113 }, ['year.invalid yearFrom']],
    ['a year to come', { yearTo: YEAR + 1 }, ['year.future yearTo']],
    ['years reversed', { yearFrom: 2025, yearTo: 2020 }, ['years.reversed yearFrom']],
    [
      'years reversed with the record',
      { yearTo: 2019 },
      ['years.reversed yearFrom'],
      { ...EMPTY_CONTENT, yearFrom: 2020 },
    ],
    ['a contact that is a text', { contact: '王小明' }, ['field.type contact']],
    ['an unknown field of the contact', { contact: { fax: '1' } }, ['field.unknown contact.fax']],
    [
      'a phone that is none',
      { contact: { phone: '12345' } },
      ['contact.phone_invalid contact.phone'],
    ],
    [
      'an e-mail address that is none',
      { contact: { email: 'data@moda' } },
      ['contact.email_invalid contact.email'],
    ],
    [
      'a description that repeats the name',
      { description: '「領域資料標準」。' },
      ['description.repeats_name description'],
      named,
    ],
    [
      'a name that the description repeats',
      { name: '領域資料標準', description: '領域資料標準' },
      ['description.repeats_name description'],
    ],
  ];
  for (const [what, input, expected, before] of WRONG) {
    it(`refuses ${what}, with its code and path`, () => {
      assert.deepEqual(marks(issuesOf(input, before)), expected);
    });
  }

  it('tells every wrong field at once', () => {
    const issues = issuesOf({ name: 7, domains: ['magic'], yearTo: 3000, contact: { email: 'x' } });
    assert.deepEqual(marks(issues), [
      'field.type name',
      'tag.unknown domains.0',
      'year.invalid yearTo',
      'contact.email_invalid contact.email',
    ]);
  });

  it('refuses what is no object', () => {
    for (const input of [null, undefined, [], 'x', 3, true]) {
      assert.throws(() => parse(input), { code: 'request.invalid' });
    }
  });

  it('has a Chinese and an English sentence for each refusal, with every placeholder filled', () => {
    const codes = new Set<string>();
    for (const [, input, , before] of WRONG) {
      for (const { code, params } of issuesOf(input, before)) {
        codes.add(code);
        for (const language of ['zh-Hant', 'en'] as const) {
          assert.ok(messages[language][code], `${code} in ${language}`);
          assert.doesNotMatch(say(code, language, params), /\{\w+\}/, code);
        }
      }
    }
    assert.equal(codes.size, 18);
  });

  it('answers anything that JSON can hold with content or a refusal, and leaves the record alone', () => {
    const fields = Object.keys(EMPTY_CONTENT);
    const anyInput = fc.dictionary(
      fc.oneof(fc.constantFrom(...fields), fc.string()),
      fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.array(fc.string())),
    );
    const before = Object.freeze({
      ...EMPTY_CONTENT,
      contact: Object.freeze(EMPTY_CONTENT.contact),
    });
    fc.assert(
      fc.property(anyInput, (input) => {
        const issues = issuesOf(input, before);
        for (const { code } of issues) assert.ok(messages.en[code], code);
        if (issues.length > 0) return;
        const content = parse(input, before);
        assert.deepEqual(Object.keys(content).sort(), [...fields].sort());
        // Saying again what was understood changes nothing.
        assert.deepEqual(parse(content, content), content);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(before, EMPTY_CONTENT);
  });
});
