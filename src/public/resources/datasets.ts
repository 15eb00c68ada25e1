import { searchCondition } from '../search/condition';
import type { Attribute, Relation, Resource } from '../query/resource';

const text = (sql: string): Attribute => ({ type: 'text', sql });
const integer = (sql: string): Attribute => ({ type: 'integer', sql });
const time = (sql: string): Attribute => ({ type: 'time', sql });
const shown: Attribute = { type: 'text', sql: '', comparable: false };

const agency: Relation = {
  attributes: {
    documentId: text('a.document_id'),
    oid: text('a.oid'),
    name: text('a.name'),
    nameEn: text('a.name_en'),
  },
  where: (condition) => `d.agency_id = any (array(select a.id from agencies a where ${condition}))`,
  sortable: (expression) => `(select ${expression} from agencies a where a.id = d.agency_id)`,
};

const licence: Relation = {
  attributes: {
    documentId: text('l.document_id'),
    code: text('l.code'),
    version: text('l.version'),
    name: text('l.name'),
    nameEn: text('l.name_en'),
    url: { ...shown },
    open: { type: 'boolean', sql: 'coalesce(l.open, false)' },
    textHash: text('l.text_hash'),
  },
  where: (condition) =>
    `d.licence_id = any (array(select l.id from licences l where ${condition}))`,
  sortable: (expression) => `(select ${expression} from licences l where l.id = d.licence_id)`,
};

const tags: Relation = {
  attributes: {
    documentId: text('t.document_id'),
    facet: text('t.facet'),
    code: text('t.code'),
    name: text('t.name'),
    nameEn: text('t.name_en'),
  },
  where: (condition) => `d.tag_ids && array(select t.id from tags t where ${condition})`,
};

const files: Relation = {
  attributes: {
    documentId: text('f.document_id'),
    name: text('f.name'),
    kind: text('f.kind'),
    bytes: integer('f.bytes'),
    tokens: integer('f.tokens'),
    sha256: text('f.sha_256'),
  },
  where: (condition) =>
    `exists (select 1 from dataset_files f where f.id = any (d.file_ids) and ${condition})`,
};

/** Published datasets, from the read model. */
export const DATASETS: Resource = {
  name: 'dataset',
  from: 'corpus_datasets d',
  body: 'd.body',
  attributes: {
    id: integer('d.id'),
    documentId: text('d.document_id'),
    identifier: text('d.identifier'),
    name: text('d.name'),
    description: text('d.description'),
    keywords: text(`array_to_string(d.keywords, ',')`),
    textTypes: shown,
    textTypeOther: shown,
    domains: shown,
    domainOther: shown,
    languages: shown,
    languageOther: shown,
    validity: shown,
    yearFrom: integer('d.year_from'),
    yearTo: integer('d.year_to'),
    contact: shown,
    isOpen: { type: 'boolean', sql: 'd.is_open' },
    totalBytes: integer('d.total_bytes'),
    tokens: integer('d.tokens'),
    tokenizer: text('d.tokenizer'),
    firstListedAt: time('d.first_listed_at'),
    lastListedAt: time('d.last_listed_at'),
    createdAt: time('d.created_at'),
    updatedAt: time('d.updated_at'),
    publishedAt: time('d.published_at'),
  },
  relations: { agency, licence, tags, files },
  embedded: ['agency', 'licence', 'tags', 'files'],
  order: 'd.last_listed_at desc nulls last, d.document_id',
  pageSize: 25,
  paging: {
    table: 'corpus_datasets',
    key: 'document_id',
    backwards: 'd.last_listed_at asc nulls first, d.document_id desc',
    version: 'etag',
  },
  total: 'select datasets as total from corpus_totals',
  search: searchCondition,
};
