import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_CONTENT, type DatasetContent } from '../../../src/domain/dataset/content';
import { missingForSubmission, type FileFact } from '../../../src/domain/review/completeness';
import { messages } from '../../../src/messages';

const COMPLETE: DatasetContent = {
  name: '領域資料標準',
  description: '涵蓋醫療、農業與交通等領域的欄位格式與代碼集，供各機關整理資料。',
  keywords: ['資料標準'],
  textTypes: ['policy-document'],
  domains: ['health'],
  languages: ['zh-Hant'],
  textTypeOther: null,
  domainOther: null,
  languageOther: null,
  licence: 'SAITDL-1.0',
  validity: { permanent: true },
  yearFrom: 2020,
  yearTo: 2025,
  contact: { name: '王小明', phone: '(02)-23800791', email: 'data@moda.gov.tw' },
};
const FILE: FileFact = { id: 'f1', name: '標準.pdf', state: 'accepted' };
const YEAR = 2026;

const missing = (content: DatasetContent, files: readonly FileFact[] = [FILE]) =>
  missingForSubmission(content, files, YEAR).map(({ code, path }) => [code, path]);

describe('what a record lacks before it may be submitted', () => {
  it('is nothing where every field is there and every file accepted', () => {
    assert.deepEqual(missing(COMPLETE), []);
    assert.deepEqual(missing({ ...COMPLETE, validity: { untilYear: YEAR } }), []);
  });

  it('is told for an empty record field by field, in the order of the form', () => {
    assert.deepEqual(missing(EMPTY_CONTENT, []), [
      ['incomplete.files', 'files'],
      ['incomplete.name', 'name'],
      ['incomplete.description', 'description'],
      ['incomplete.keywords', 'keywords'],
      ['incomplete.textTypes', 'textTypes'],
      ['incomplete.domains', 'domains'],
      ['incomplete.languages', 'languages'],
      ['incomplete.licence', 'licence'],
      ['incomplete.validity', 'validity'],
      ['incomplete.yearFrom', 'yearFrom'],
      ['incomplete.yearTo', 'yearTo'],
      ['incomplete.contact_name', 'contact.name'],
      ['incomplete.contact_phone', 'contact.phone'],
      ['incomplete.contact_email', 'contact.email'],
    ]);
  });

  it('is one thing alone where one field alone is missing', () => {
    const gaps: [Partial<DatasetContent>, string, string][] = [
      [{ name: null }, 'incomplete.name', 'name'],
      [{ description: null }, 'incomplete.description', 'description'],
      [{ keywords: [] }, 'incomplete.keywords', 'keywords'],
      [{ textTypes: [] }, 'incomplete.textTypes', 'textTypes'],
      [{ domains: [] }, 'incomplete.domains', 'domains'],
      [{ languages: [] }, 'incomplete.languages', 'languages'],
      [{ licence: null }, 'incomplete.licence', 'licence'],
      [{ validity: null }, 'incomplete.validity', 'validity'],
      [{ yearFrom: null }, 'incomplete.yearFrom', 'yearFrom'],
      [{ yearTo: null }, 'incomplete.yearTo', 'yearTo'],
      [{ contact: { ...COMPLETE.contact, name: null } }, 'incomplete.contact_name', 'contact.name'],
      [
        { contact: { ...COMPLETE.contact, phone: null } },
        'incomplete.contact_phone',
        'contact.phone',
      ],
      [
        { contact: { ...COMPLETE.contact, email: null } },
        'incomplete.contact_email',
        'contact.email',
      ],
      [{ description: '領域資料標準。' }, 'description.repeats_name', 'description'],
      [{ yearFrom: 2026, yearTo: 2025 }, 'years.reversed', 'yearFrom'],
      [{ validity: { untilYear: YEAR - 1 } }, 'validity.ended', 'validity.untilYear'],
    ];
    for (const [change, code, path] of gaps) {
      assert.deepEqual(missing({ ...COMPLETE, ...change }), [[code, path]], code);
      assert.ok(messages['zh-Hant'][code] && messages.en[code], code);
    }
  });

  it('asks for the text of 其他 where 其他 is chosen, in each facet', () => {
    for (const [field, other] of [
      ['textTypes', 'textTypeOther'],
      ['domains', 'domainOther'],
      ['languages', 'languageOther'],
    ] as const) {
      const chosen = { ...COMPLETE, [field]: ['other'] };
      assert.deepEqual(missing(chosen), [['incomplete.other_text', other]]);
      assert.deepEqual(missing({ ...chosen, [other]: '文言文' }), []);
    }
  });

  it('names each file that is refused or still being checked', () => {
    const files = [
      FILE,
      { id: 'f2', name: 'b.pdf', state: 'refused' },
      { id: 'f3', name: 'c.pdf', state: 'checking' },
      { id: 'f4', name: 'd.pdf', state: 'uploaded' },
    ] as const;
    assert.deepEqual(missing(COMPLETE, files), [
      ['incomplete.file_refused', 'files.f2'],
      ['incomplete.file_checking', 'files.f3'],
      ['incomplete.file_checking', 'files.f4'],
    ]);
  });
});
