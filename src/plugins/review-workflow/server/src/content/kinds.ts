import type { UID } from '@strapi/strapi';
import type { EditedKind } from '../../../../../contracts/content';
import { DomainError } from '../../../../../domain/errors';

/** Where a kind of content stands, and how it is read for those who edit it. */
export interface Kind {
  readonly uid: UID.ContentType;
  readonly table: string;
  /** Records that are ordered among themselves. */
  readonly group: string;
  /** JSON of one row `r`, besides id, version and order. */
  readonly view: string;
  /** Rows that are records; a published page has two. */
  readonly where: string;
  readonly sort: string;
}

/** Datasets of this condition on their draft row `d`, which every dataset has. */
const datasets = (condition: string) =>
  `(select count(*)::int from datasets d where d.published_at is null and ${condition})`;

const published = (facet: string, value: string) =>
  `coalesce((select c.datasets from corpus_counts c where c.facet = '${facet}' and c.value = ${value}), 0)`;

const picture = (uid: string) => `(select json_build_object('id', i.id, 'url', i.url,
    'alternativeText', i.alternative_text)
  from files_related_mph m join files i on i.id = m.file_id
  where m.related_type = '${uid}' and m.field = 'image' and m.related_id = r.id
  order by m."order" limit 1)`;

const ORDERED = 'coalesce(r."order", 0), r.id';
const ALL = 'true';

export const KINDS: Readonly<Record<EditedKind, Kind>> = {
  tags: {
    uid: 'api::tag.tag',
    ...{ table: 'tags', group: 'r.facet', where: ALL },
    view: `'facet', r.facet, 'code', r.code, 'name', r.name, 'nameEn', r.name_en,
      'retired', coalesce(r.retired, false), 'datasets', ${datasets(
        'd.id in (select x.dataset_id from datasets_tags_lnk x where x.tag_id = r.id)',
      )}`,
    sort: `case r.facet when 'text-type' then 1 when 'domain' then 2 else 3 end, ${ORDERED}`,
  },
  licences: {
    uid: 'api::licence.licence',
    ...{ table: 'licences', group: 'true', where: ALL },
    view: `'code', r.code, 'edition', r.version, 'name', r.name, 'nameEn', r.name_en, 'url', r.url,
      'open', coalesce(r.open, false), 'textZh', r.text_zh, 'textEn', r.text_en,
      'textHash', r.text_hash, 'retired', coalesce(r.retired, false),
      'datasets', ${datasets('d.licence_id = r.id')},
      'acceptances', (select count(*)::int from corpus_access_applications a
        where a.licence_code = r.code),
      'fixed', r.text_hash is not null and reference_licence_used(r.id, r.code)`,
    sort: ORDERED,
  },
  themes: {
    uid: 'api::theme.theme',
    ...{ table: 'themes', group: 'true', where: ALL },
    view: `'code', r.code, 'title', r.title, 'titleEn', r.title_en, 'subtitle', r.subtitle,
      'text', r.text, 'retired', coalesce(r.retired, false), 'datasets', ${published('theme', 'r.id::text')},
      'tags', (select coalesce(json_agg(t.document_id order by x.tag_ord), '[]')
        from themes_tags_lnk x join tags t on t.id = x.tag_id where x.theme_id = r.id),
      'image', ${picture('api::theme.theme')}`,
    sort: ORDERED,
  },
  pages: {
    uid: 'api::page.page',
    ...{ table: 'pages', group: 'true', where: 'r.published_at is null' },
    view: `'slug', r.slug, 'title', r.title, 'titleEn', r.title_en, 'body', r.body, 'bodyEn', r.body_en,
      'publishedAt', (select corpus_time(p.published_at) from pages p
        where p.document_id = r.document_id and p.published_at is not null limit 1),
      'state', coalesce((select case when (p.title, p.title_en, p.body, p.body_en)
          is not distinct from (r.title, r.title_en, r.body, r.body_en)
          then 'published' else 'changed' end
        from pages p where p.document_id = r.document_id and p.published_at is not null limit 1),
        'draft')`,
    sort: ORDERED,
  },
  banners: {
    uid: 'api::banner.banner',
    ...{ table: 'banners', group: 'true', where: ALL },
    view: `'title', r.title, 'titleEn', r.title_en, 'text', r.text, 'textEn', r.text_en, 'link', r.link,
      'showFrom', r.show_from, 'showUntil', r.show_until, 'retired', coalesce(r.retired, false),
      'image', ${picture('api::banner.banner')}`,
    sort: ORDERED,
  },
  'hot-keywords': {
    uid: 'api::hot-keyword.hot-keyword',
    ...{ table: 'hot_keywords', group: 'r.mode', where: ALL },
    view: `'word', r.word, 'mode', r.mode, 'datasets', ${published('keyword', 'r.word')}`,
    sort: `r.mode desc, ${ORDERED}`,
  },
};

/** @throws {DomainError} request.not_found (404) */
export function kindOf(name: string | undefined): EditedKind {
  if (name !== undefined && Object.hasOwn(KINDS, name)) return name as EditedKind;
  throw new DomainError('request.not_found', 'missing');
}
