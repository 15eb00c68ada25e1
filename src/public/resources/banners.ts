import type { Attribute, Resource } from '../query/resource';

const text = (sql: string): Attribute => ({ type: 'text', sql });

const image = `(select json_build_object('url', i.url, 'alternativeText', i.alternative_text,
    'width', i.width, 'height', i.height, 'mime', i.mime)
  from files_related_mph m join files i on i.id = m.file_id
  where m.related_type = 'api::banner.banner' and m.field = 'image' and m.related_id = b.id
  order by m."order" limit 1)`;

/** Banners of the front page that are shown today (Asia/Taipei), in the order of the editors. */
export const BANNERS: Resource = {
  name: 'banner',
  from: `(select * from banners where not coalesce(retired, false)
    and coalesce(show_from, '-infinity') <= (now() at time zone 'Asia/Taipei')::date
    and coalesce(show_until, 'infinity') >= (now() at time zone 'Asia/Taipei')::date) b`,
  body: `json_build_object('id', b.id, 'documentId', b.document_id, 'title', b.title,
    'titleEn', b.title_en, 'text', b.text, 'textEn', b.text_en, 'link', b.link, 'order', b."order",
    'showFrom', b.show_from, 'showUntil', b.show_until, 'image', ${image})`,
  attributes: {
    id: { type: 'integer', sql: 'b.id' },
    documentId: text('b.document_id'),
    title: text('b.title'),
    titleEn: text('b.title_en'),
    text: text('b.text'),
    textEn: text('b.text_en'),
    link: text('b.link'),
    order: { type: 'integer', sql: 'b."order"' },
    showFrom: { type: 'text', sql: '', comparable: false },
    showUntil: { type: 'text', sql: '', comparable: false },
  },
  relations: {},
  embedded: ['image'],
  order: 'b."order", b.id',
  pageSize: 25,
};
