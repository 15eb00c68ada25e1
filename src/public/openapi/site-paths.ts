const text = (name: string, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  description,
  schema: { type: 'string' },
});

const OAI_ARGUMENTS = [
  {
    ...text('verb', 'The request of the protocol.', true),
    schema: {
      enum: [
        'Identify',
        'ListMetadataFormats',
        'ListSets',
        'ListIdentifiers',
        'ListRecords',
        'GetRecord',
      ],
    },
  },
  text('metadataPrefix', 'oai_dc or dcat.'),
  text('identifier', 'oai:<host>:<8 digits>.'),
  text('from', 'UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.'),
  text('until', 'In the granularity of from.'),
  text('set', 'Such as domain:energy or access:open; see ListSets.'),
  text('resumptionToken', 'From the answer before; alone.'),
];

const xml = (description: string, type: string) => ({ description, content: { [type]: {} } });
const catalogue = { tags: ['catalogue'] };

/** OAI-PMH by GET and by a form; refusals are answers of the protocol. */
export const OAI_PATH = {
  get: {
    ...catalogue,
    summary: 'OAI-PMH 2.0',
    parameters: OAI_ARGUMENTS,
    responses: { 200: xml('An answer, or an error of the protocol', 'text/xml') },
  },
  post: {
    ...catalogue,
    summary: 'OAI-PMH 2.0, the arguments as a form',
    requestBody: {
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
    },
    responses: { 200: xml('An answer, or an error of the protocol', 'text/xml') },
  },
};

/** What lies beside /api. */
export const SITE_PATHS = {
  '/api/openapi.json': {
    get: {
      ...catalogue,
      summary: 'This document',
      responses: { 200: xml('OpenAPI 3.1', 'application/json') },
    },
  },
  '/sitemap.xml': {
    get: {
      ...catalogue,
      summary: 'Sitemap, or the index of its parts',
      parameters: [{ ...text('part', 'From 1.'), schema: { type: 'integer', minimum: 1 } }],
      responses: { 200: xml('sitemaps.org 0.9', 'application/xml') },
    },
  },
  '/feed.atom': {
    get: {
      ...catalogue,
      summary: 'The 50 datasets listed last',
      responses: { 200: xml('RFC 4287', 'application/atom+xml') },
    },
  },
  '/graphql': {
    post: {
      tags: ['datasets'],
      summary: 'The same data as GraphQL: 6 levels, a cost of 5,000, 64 kB',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['query'],
              properties: { query: { type: 'string' }, variables: { type: 'object' } },
            },
          },
        },
      },
      responses: {
        200: xml('data, errors', 'application/json'),
        400: xml('Not valid, too deep (graphql.too_deep) or too costly', 'application/json'),
      },
    },
  },
};
