const string = { type: 'string' };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const nullable = (type: string) => ({ type: [type, 'null'] });
const time = { type: ['string', 'null'], format: 'date-time' };
const listOf = (items: object) => ({ type: 'array', items });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});

/** Shapes of the answers; a test compares the keys with what the routes answer. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  Error: object(
    {
      data: { type: 'null' },
      error: object({
        status: integer,
        name: string,
        message: string,
        details: { type: 'object', properties: { code: string, path: string }, required: ['code'] },
      }),
    },
    ['data', 'error'],
  ),
  Meta: object({
    pagination: object({
      ...{ page: integer, pageSize: integer, pageCount: integer, total: integer },
      ...{ start: integer, limit: integer },
    }),
    facets: { type: 'object', additionalProperties: listOf(ref('FacetCount')) },
  }),
  FacetCount: object({ value: string, label: string, labelEn: nullable('string'), count: integer }),
  File: object({
    documentId: string,
    name: string,
    kind: { enum: ['pdf', 'odt', 'json', 'csv', 'xml'] },
    ...{ bytes: integer, tokens: integer, sha256: string },
  }),
  Dataset: object(
    {
      ...{ id: integer, documentId: string, identifier: { type: 'string', pattern: '^\\d{8}$' } },
      ...{ name: string, description: nullable('string'), keywords: listOf(string) },
      ...{ textTypes: listOf(string), textTypeOther: nullable('string') },
      ...{ domains: listOf(string), domainOther: nullable('string') },
      ...{ languages: listOf(string), languageOther: nullable('string') },
      validity: {
        oneOf: [
          object({ permanent: { const: true } }, ['permanent']),
          object({ untilYear: integer }, ['untilYear']),
          { type: 'null' },
        ],
      },
      ...{ yearFrom: nullable('integer'), yearTo: nullable('integer') },
      contact: object({
        name: nullable('string'),
        phone: nullable('string'),
        email: nullable('string'),
      }),
      ...{ isOpen: boolean, totalBytes: integer, tokens: integer, tokenizer: nullable('string') },
      ...{
        firstListedAt: time,
        lastListedAt: time,
        createdAt: time,
        updatedAt: time,
        publishedAt: time,
      },
      agency: object({
        ...{ documentId: string, oid: string, name: string, nameEn: nullable('string') },
        responsible: object({ oid: string, name: string }),
      }),
      publisher: object({ oid: string, name: string }),
      licence: object({
        ...{ documentId: string, code: string, version: string, name: string },
        ...{ nameEn: nullable('string'), url: nullable('string'), open: boolean },
        textHash: nullable('string'),
      }),
      tags: listOf(
        object({
          documentId: string,
          facet: string,
          code: string,
          name: string,
          nameEn: nullable('string'),
        }),
      ),
      files: listOf(ref('File')),
    },
    ['documentId', 'identifier', 'name', 'agency', 'licence', 'tags', 'files'],
  ),
  Statistics: object({
    ...{ tokens: integer, tokenizer: nullable('string'), tokenizerName: nullable('string') },
    ...{ tokenizerVersion: nullable('string'), datasets: integer, agencies: integer },
    ...{ files: integer, bytes: integer, asOf: { type: 'string', format: 'date-time' } },
  }),
  Keyword: object({ keyword: string, datasets: integer, pinned: boolean }),
  Tag: object({
    ...{ id: integer, documentId: string, facet: string, code: string, name: string },
    ...{
      nameEn: nullable('string'),
      order: nullable('integer'),
      retired: boolean,
      datasets: integer,
    },
  }),
  Theme: object({
    ...{
      id: integer,
      documentId: string,
      code: string,
      title: string,
      titleEn: nullable('string'),
    },
    ...{ subtitle: nullable('string'), text: nullable('string'), order: nullable('integer') },
    ...{ datasets: integer, tags: listOf({ type: 'object' }), image: nullable('object') },
  }),
  Banner: object({
    ...{ id: integer, documentId: string, title: string, titleEn: nullable('string') },
    ...{ text: nullable('string'), textEn: nullable('string'), link: nullable('string') },
    ...{ order: nullable('integer'), showFrom: nullable('string'), showUntil: nullable('string') },
    image: nullable('object'),
  }),
  Licence: object({
    ...{ id: integer, documentId: string, code: string, version: string, name: string },
    ...{ nameEn: nullable('string'), url: nullable('string'), open: boolean, hasText: boolean },
    ...{ textZh: nullable('string'), textEn: nullable('string'), textHash: nullable('string') },
    ...{ terms: {}, order: nullable('integer'), retired: boolean, datasets: integer },
  }),
  Agency: object({
    ...{ id: integer, documentId: string, oid: string, name: string, nameEn: nullable('string') },
    ...{
      retired: boolean,
      datasets: integer,
      formerNames: listOf(object({ name: string, until: string })),
      formerOids: listOf(object({ oid: string, until: string })),
      parent: nullable('object'),
      successor: nullable('object'),
    },
  }),
  Page: object({
    ...{
      id: integer,
      documentId: string,
      slug: string,
      title: string,
      titleEn: nullable('string'),
    },
    ...{ body: nullable('string'), bodyEn: nullable('string'), order: nullable('integer') },
    ...{ updatedAt: time, publishedAt: time },
  }),
};
