import { AUTH_PATHS } from './auth-paths';
import { MEMBER_PATHS, SECURITY_SCHEMES } from './member-paths';
import { OAI_PATH, SITE_PATHS } from './site-paths';
import { OPERATORS } from '../query/operators';
import type { Resource } from '../query/resource';
import { DATASETS } from '../resources/datasets';
import { BANNERS } from '../resources/banners';
import { AGENCIES, LICENCES, PAGES, TAGS, THEMES } from '../resources/taxonomy';
import { CODE_FILTERS, SORTS } from '../search/request';
import { SCHEMAS } from './schemas';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });

const query = (name: string, schema: object, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description === undefined ? {} : { description }),
});

const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const REFUSED = {
  description: 'Refused, with a stable code in error.details.code',
  content: json(ref('Error')),
};

function operation(summary: string, options: { data: object; parameters?: object[]; tag: string }) {
  const { data, parameters = [], tag } = options;
  return {
    get: {
      summary,
      tags: [tag],
      parameters,
      responses: {
        200: {
          description: 'OK',
          content: json({
            type: 'object',
            required: ['data'],
            properties: { data, meta: ref('Meta') },
          }),
        },
        304: { description: 'Not changed since the ETag given in If-None-Match' },
        400: REFUSED,
        404: REFUSED,
        410: { ...REFUSED, description: 'The dataset was delisted (dataset.delisted)' },
        429: REFUSED,
      },
    },
  };
}

/** The parameters of a list, from the same lists that decide what may be asked. */
function listParameters(resource: Resource): object[] {
  const comparable = Object.entries(resource.attributes)
    .filter(([, attribute]) => attribute.comparable !== false)
    .map(([name]) => name);
  const related = Object.entries(resource.relations).flatMap(([relation, { attributes }]) =>
    Object.entries(attributes)
      .filter(([, attribute]) => attribute.comparable !== false)
      .map(([name]) => `${relation}.${name}`),
  );
  const names = Object.keys(resource.attributes);
  return [
    {
      ...query('filters', { type: 'object', additionalProperties: true }),
      style: 'deepObject',
      explode: true,
      description: `filters[field][operator]=value. Fields: ${[...comparable, ...related].join(', ')}. Operators: ${[...OPERATORS.keys(), '$and', '$or', '$not'].join(', ')}.`,
    },
    query(
      'sort',
      { type: 'string' },
      `field:asc or field:desc, several with commas. Fields: ${comparable.join(', ')}.`,
    ),
    query('pagination[page]', { type: 'integer', minimum: 1, default: 1 }),
    query('pagination[pageSize]', {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: resource.pageSize,
    }),
    query('pagination[withCount]', { type: 'boolean', default: true }),
    query(
      'fields',
      { type: 'array', items: { type: 'string', enum: names } },
      'Fields to show; all without it.',
    ),
  ];
}

const list = (summary: string, resource: Resource, schema: string, tag: string) =>
  operation(summary, {
    data: { type: 'array', items: ref(schema) },
    parameters: listParameters(resource),
    tag,
  });

const one = (summary: string, names: string[], schema: string, tag: string) =>
  operation(summary, { data: ref(schema), parameters: names.map(path), tag });

const SEARCH = [
  query('q', { type: 'string', minLength: 2, maxLength: 200 }, 'Words; 臺 and 台 alike.'),
  ...CODE_FILTERS.map((name) =>
    query(
      name,
      { type: 'array', items: { type: 'string' } },
      'Codes (agency: OIDs); any of several.',
    ),
  ),
  query('year', { type: 'integer' }),
  query('open', { type: 'boolean' }),
  query('sort', { type: 'string', enum: [...SORTS] }),
  query('page', { type: 'integer', minimum: 1, default: 1 }),
  query('pageSize', { type: 'integer', minimum: 1, maximum: 100, default: 10 }),
  query('facets', { type: 'boolean', default: false }, 'Counts of each filter, in meta.facets.'),
];

const LIMIT = [query('limit', { type: 'integer', minimum: 1, maximum: 100 })];

function file(summary: string, names: string[], types: readonly string[], tag: string) {
  const content = Object.fromEntries(types.map((type) => [type, {}]));
  return {
    get: {
      summary,
      tags: [tag],
      parameters: names.map(path),
      responses: {
        200: { description: 'OK', content },
        401: { ...REFUSED, description: 'Restricted data: access.application_needed' },
        403: { ...REFUSED, description: 'Restricted data: access.application_needed' },
        404: REFUSED,
        410: REFUSED,
      },
    },
  };
}

/** Text for training, of one dataset or a selection: made first, by one shard or as their manifest. */
function exported(summary: string, type: string, names: string[] = []) {
  const { get } = file(summary, names, [type, 'application/json'], 'downloads');
  const making = { description: 'Being made: ask again after Retry-After seconds' };
  const shard = query('shard', { type: 'string' }, 'A number from 0, or manifest.');
  const identifiers = query(
    'identifiers',
    { type: 'string' },
    'Up to 100, by commas; all or nothing.',
  );
  const which = names.length === 0 ? [{ ...identifiers, required: true }] : [];
  const parameters = [...get.parameters, ...which, shard];
  return { get: { ...get, parameters, responses: { ...get.responses, 202: making } } };
}

const DCAT = ['application/ld+json', 'text/turtle', 'application/rdf+xml'];
const DATASET_FILES = '/api/datasets/{documentId}/files/{fileId}/download';

function paths() {
  return {
    '/api/datasets': list('Published datasets', DATASETS, 'Dataset', 'datasets'),
    '/api/datasets/{documentId}': one('One dataset', ['documentId'], 'Dataset', 'datasets'),
    '/api/datasets/identifier/{identifier}': one(
      'One dataset by its identifier',
      ['identifier'],
      'Dataset',
      'datasets',
    ),
    [DATASET_FILES]: file(
      'A file; ranges are served',
      ['documentId', 'fileId'],
      ['application/octet-stream'],
      'downloads',
    ),
    '/api/datasets/{documentId}/download': file(
      'All files as one ZIP',
      ['documentId'],
      ['application/zip'],
      'downloads',
    ),
    '/api/datasets/{documentId}/export.jsonl': exported(
      'Text with provenance as JSON lines',
      'application/jsonl',
      ['documentId'],
    ),
    '/api/datasets/{documentId}/export.parquet': exported(
      'Text with provenance as Parquet',
      'application/vnd.apache.parquet',
      ['documentId'],
    ),
    '/api/datasets/export.jsonl': exported(
      'Text of several datasets as JSON lines',
      'application/jsonl',
    ),
    '/api/datasets/export.parquet': exported(
      'The Parquet shards of several datasets: their manifests',
      'application/json',
    ),
    '/api/search/datasets': operation('Search', {
      data: { type: 'array', items: ref('Dataset') },
      parameters: SEARCH,
      tag: 'datasets',
    }),
    '/api/corpus/statistics': operation('The corpus in numbers', {
      data: ref('Statistics'),
      tag: 'corpus',
    }),
    '/api/corpus/latest': operation('Listed last', {
      data: { type: 'array', items: ref('Dataset') },
      parameters: LIMIT,
      tag: 'corpus',
    }),
    '/api/corpus/popular': operation('Downloaded most in 30 days', {
      data: { type: 'array', items: ref('Dataset') },
      parameters: LIMIT,
      tag: 'corpus',
    }),
    '/api/corpus/hot-keywords': operation(
      'Keywords: pinned by editors, then those of most datasets',
      {
        data: { type: 'array', items: ref('Keyword') },
        parameters: LIMIT,
        tag: 'corpus',
      },
    ),
    '/api/tags': list('Tags of the three facets', TAGS, 'Tag', 'taxonomy'),
    '/api/themes': list('Themes', THEMES, 'Theme', 'taxonomy'),
    '/api/licences': list('Licences with full text', LICENCES, 'Licence', 'taxonomy'),
    '/api/licences/{code}': one('One licence', ['code'], 'Licence', 'taxonomy'),
    '/api/agencies': list('Agencies', AGENCIES, 'Agency', 'taxonomy'),
    '/api/agencies/{oid}': one('One agency', ['oid'], 'Agency', 'taxonomy'),
    '/api/pages': list('Site pages', PAGES, 'Page', 'taxonomy'),
    '/api/banners': list('Banners shown today', BANNERS, 'Banner', 'taxonomy'),
    '/api/pages/{slug}': one('One page', ['slug'], 'Page', 'taxonomy'),
    '/api/catalog/dcat.{suffix}': file(
      'DCAT 3 catalogue (jsonld, ttl, rdf), paged by page',
      ['suffix'],
      DCAT,
      'catalogue',
    ),
    '/api/catalog/datasets/{identifier}/{document}': file(
      'One dataset: dcat.jsonld, dcat.ttl, dcat.rdf, croissant.json, schema.jsonld',
      ['identifier', 'document'],
      DCAT,
      'catalogue',
    ),
    '/api/oai': OAI_PATH,
    ...SITE_PATHS,
    ...MEMBER_PATHS,
    ...AUTH_PATHS,
  };
}

/** OpenAPI 3.1 of the public interface, made from the lists that the interface itself obeys. */
export function openApiDocument(base: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: '臺灣主權AI訓練語料庫 Taiwan Sovereign AI Training Corpus: public API',
      version: '1.0.0',
      description:
        'Published content only. Errors carry a stable code; Accept-Language: zh-Hant or en.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: base }],
    paths: paths(),
    components: { schemas: SCHEMAS, securitySchemes: SECURITY_SCHEMES },
  };
}
