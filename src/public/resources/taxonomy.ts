import type { Attribute, Resource } from '../query/resource';

const text = (sql: string): Attribute => ({ type: 'text', sql });
const integer = (sql: string): Attribute => ({ type: 'integer', sql });
const boolean = (sql: string): Attribute => ({ type: 'boolean', sql: `coalesce(${sql}, false)` });
const shown: Attribute = { type: 'text', sql: '', comparable: false };

/** Published datasets with this value of a filter, from the kept counts. */
const count = (facet: string, id: string) =>
  `coalesce((select c.datasets from corpus_counts c where c.facet = '${facet}' and c.value = ${id}::text), 0)`;

/** Tags of all three facets; retired ones stay, as old datasets show them, and say so. */
export const TAGS: Resource = {
  name: 'tag',
  from: 'tags t',
  body: `json_build_object('id', t.id, 'documentId', t.document_id, 'facet', t.facet, 'code', t.code,
    'name', t.name, 'nameEn', t.name_en, 'order', t."order", 'retired', coalesce(t.retired, false),
    'datasets', ${count('tag', 't.id')})`,
  attributes: {
    id: integer('t.id'),
    documentId: text('t.document_id'),
    facet: text('t.facet'),
    code: text('t.code'),
    name: text('t.name'),
    nameEn: text('t.name_en'),
    order: integer('t."order"'),
    retired: boolean('t.retired'),
    datasets: shown,
  },
  relations: {},
  embedded: [],
  order: `case t.facet when 'text-type' then 1 when 'domain' then 2 else 3 end, t."order", t.id`,
  pageSize: 100,
};

const themeImage = `(select json_build_object('url', i.url, 'alternativeText', i.alternative_text,
    'width', i.width, 'height', i.height, 'mime', i.mime)
  from files_related_mph m join files i on i.id = m.file_id
  where m.related_type = 'api::theme.theme' and m.field = 'image' and m.related_id = h.id
  order by m."order" limit 1)`;

/** Themes in use, each with the tags that make it up. */
export const THEMES: Resource = {
  name: 'theme',
  from: '(select * from themes where not coalesce(retired, false)) h',
  body: `json_build_object('id', h.id, 'documentId', h.document_id, 'code', h.code, 'title', h.title,
    'titleEn', h.title_en, 'subtitle', h.subtitle, 'text', h.text, 'order', h."order",
    'datasets', ${count('theme', 'h.id')},
    'tags', (select coalesce(json_agg(json_build_object('documentId', t.document_id, 'facet', t.facet,
      'code', t.code, 'name', t.name, 'nameEn', t.name_en) order by x.tag_ord, t.id), '[]')
      from themes_tags_lnk x join tags t on t.id = x.tag_id where x.theme_id = h.id),
    'image', ${themeImage})`,
  attributes: {
    id: integer('h.id'),
    documentId: text('h.document_id'),
    code: text('h.code'),
    title: text('h.title'),
    titleEn: text('h.title_en'),
    subtitle: text('h.subtitle'),
    text: text('h.text'),
    order: integer('h."order"'),
    datasets: shown,
  },
  relations: {
    tags: {
      attributes: {
        documentId: text('t.document_id'),
        facet: text('t.facet'),
        code: text('t.code'),
      },
      where: (condition) => `exists (select 1 from themes_tags_lnk x join tags t on t.id = x.tag_id
        where x.theme_id = h.id and ${condition})`,
    },
  },
  embedded: ['tags', 'image'],
  order: 'h."order", h.id',
  pageSize: 100,
};

/** Licences with their full text; one whose text has not been entered says so by `hasText: false`. */
export const LICENCES: Resource = {
  name: 'licence',
  from: 'licences l',
  body: `json_build_object('id', l.id, 'documentId', l.document_id, 'code', l.code,
    'version', l.version, 'name', l.name, 'nameEn', l.name_en, 'url', l.url,
    'open', coalesce(l.open, false), 'hasText', coalesce(l.text_zh, l.text_en, '') <> '',
    'textZh', l.text_zh, 'textEn', l.text_en, 'textHash', l.text_hash, 'terms', l.terms,
    'order', l."order", 'retired', coalesce(l.retired, false),
    'datasets', ${count('licence', 'l.id')})`,
  attributes: {
    id: integer('l.id'),
    documentId: text('l.document_id'),
    code: text('l.code'),
    version: text('l.version'),
    name: text('l.name'),
    nameEn: text('l.name_en'),
    url: text('l.url'),
    open: boolean('l.open'),
    hasText: shown,
    textZh: shown,
    textEn: shown,
    textHash: text('l.text_hash'),
    terms: shown,
    order: integer('l."order"'),
    retired: boolean('l.retired'),
    datasets: shown,
  },
  relations: {},
  embedded: [],
  order: 'l."order", l.id',
  pageSize: 100,
};

const agencyBrief = (alias: string) =>
  `case when ${alias}.id is null then null else json_build_object(
    'documentId', ${alias}.document_id, 'oid', ${alias}.oid, 'name', ${alias}.name) end`;

export const AGENCIES: Resource = {
  name: 'agency',
  from: 'agencies a left join agencies p on p.id = a.parent_id left join agencies s on s.id = a.successor_id',
  body: `json_build_object('id', a.id, 'documentId', a.document_id, 'oid', a.oid, 'name', a.name,
    'nameEn', a.name_en, 'retired', coalesce(a.retired, false),
    'datasets', ${count('agency', 'a.id')},
    'formerNames', coalesce(a.former_names, '[]'), 'formerOids', coalesce(a.former_oids, '[]'),
    'parent', ${agencyBrief('p')}, 'successor', ${agencyBrief('s')})`,
  attributes: {
    id: integer('a.id'),
    documentId: text('a.document_id'),
    oid: text('a.oid'),
    name: text('a.name'),
    nameEn: text('a.name_en'),
    retired: boolean('a.retired'),
    datasets: integer(count('agency', 'a.id')),
    formerNames: shown,
    formerOids: shown,
  },
  relations: {
    parent: {
      attributes: { documentId: text('p.document_id'), oid: text('p.oid'), name: text('p.name') },
      where: (condition) => condition,
    },
  },
  embedded: ['parent', 'successor'],
  order: 'a.oid, a.id',
  pageSize: 25,
  total: 'select count(*)::int as total from agencies',
};

/** Published site pages (關於語料庫, 申請須知 and so on). */
export const PAGES: Resource = {
  name: 'page',
  from: '(select distinct on (slug) * from pages where published_at is not null order by slug, id desc) g',
  body: `json_build_object('id', g.id, 'documentId', g.document_id, 'slug', g.slug, 'title', g.title,
    'titleEn', g.title_en, 'body', g.body, 'bodyEn', g.body_en, 'order', g."order",
    'updatedAt', corpus_time(g.updated_at), 'publishedAt', corpus_time(g.published_at))`,
  attributes: {
    id: integer('g.id'),
    documentId: text('g.document_id'),
    slug: text('g.slug'),
    title: text('g.title'),
    titleEn: text('g.title_en'),
    body: shown,
    bodyEn: shown,
    order: integer('g."order"'),
    updatedAt: { type: 'time', sql: 'g.updated_at' },
    publishedAt: { type: 'time', sql: 'g.published_at' },
  },
  relations: {},
  embedded: [],
  order: 'g."order", g.slug',
  pageSize: 25,
};
