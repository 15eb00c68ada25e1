import { createHash } from 'node:crypto';
import http from 'node:http';
import Koa from 'koa';
import { Pool } from 'pg';
import { tsquery, gramsOf } from '../../src/public/search/condition';

/**
 * The limits that the service is measured against: plain Node, one SQL statement a request, the text
 * it returns sent as it is. /q over Strapi's tables, /r over the read model, /koa a cache hit of Koa.
 * Run as a process of its own: DATABASE_URL, PORT.
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const ROW = `json_build_object('documentId', d.document_id, 'identifier', d.identifier, 'name', d.name,
  'description', d.description, 'keywords', d.keywords, 'yearFrom', d.year_from, 'yearTo', d.year_to,
  'agency', (select json_build_object('oid', a.oid, 'name', a.name) from agencies a where a.id = d.agency_id),
  'licence', (select json_build_object('code', l.code, 'name', l.name) from licences l where l.id = d.licence_id),
  'tags', (select json_agg(json_build_object('facet', t.facet, 'code', t.code, 'name', t.name))
    from datasets_tags_lnk x join tags t on t.id = x.tag_id where x.dataset_id = d.id),
  'files', (select json_agg(json_build_object('name', f.name, 'kind', f.kind, 'bytes', f.bytes, 'sha256', f.sha_256))
    from datasets_files_lnk x join dataset_files f on f.id = x.dataset_file_id where x.dataset_id = d.id))`;
const TOTAL = '(select count(*) from datasets where published_at is not null)';
const data = (inner: string, total: string) =>
  `select '{"data":' || coalesce((select json_agg(j) from (${inner}) s)::text, '[]') || ',"total":' || ${total} || '}' as body`;
const texts = (inner: string, total: string) =>
  `select '{"data":[' || coalesce((select string_agg(body, ',') from (${inner}) s), '') || '],"total":' || ${total} || '}' as body`;

/** Matching rows once, then total and the first 25 of them. */
const hits = (where: string) => `with hits as materialized (
    select document_id, last_listed_at from corpus_datasets d where ${where})
  ${texts(
    `select b.body from (select * from hits order by last_listed_at desc, document_id limit 25) p
     join corpus_datasets b using (document_id) order by p.last_listed_at desc, p.document_id`,
    '(select count(*) from hits)',
  )}`;
const TAG_AGENCY = `d.tag_ids && array(select id from tags where code = $1)
  and d.agency_id = (select id from agencies where oid = $2)`;

type Params = URLSearchParams;
interface Route {
  readonly sql: (params: Params) => string;
  readonly values: (params: Params) => unknown[];
}
const word = (params: Params) => params.get('q') ?? '';
const grams = (params: Params) => tsquery(gramsOf(word(params)));
const page = (params: Params) => [(Number(params.get('page') ?? 1) - 1) * 25];

const SEARCH: Route = {
  sql: (p) =>
    hits(`d.grams @@ $1::tsquery${[...word(p)].length > 2 ? ' and d.search_text like $2' : ''}`),
  values: (p) => ([...word(p)].length > 2 ? [grams(p), `%${word(p)}%`] : [grams(p)]),
};

const ROUTES: Readonly<Record<string, Route>> = {
  '/q/list': {
    sql: () =>
      data(
        `select ${ROW} as j from datasets d where d.published_at is not null
         order by d.last_listed_at desc, d.id offset $1 limit 25`,
        TOTAL,
      ),
    values: page,
  },
  '/q/one': {
    sql: () =>
      `select ${ROW}::text as body from datasets d where d.identifier = $1 and d.published_at is not null`,
    values: (p) => [p.get('identifier')],
  },
  '/r/list': {
    sql: () =>
      texts(
        `select body from corpus_datasets order by last_listed_at desc nulls last, document_id offset $1 limit 25`,
        '(select datasets from corpus_totals)',
      ),
    values: page,
  },
  '/r/page': {
    sql: () =>
      texts(
        `select body from (select body, last_listed_at, document_id from corpus_datasets
           order by last_listed_at nulls first, document_id desc
           offset greatest(0, (select datasets from corpus_totals) - $1 - 25) limit 25) p
         order by last_listed_at desc nulls last, document_id`,
        '(select datasets from corpus_totals)',
      ),
    values: page,
  },
  '/r/one': {
    sql: () => 'select body from corpus_datasets where identifier = $1',
    values: (p) => [p.get('identifier')],
  },
  '/r/search': SEARCH,
  '/r/tag-agency': {
    sql: () => hits(TAG_AGENCY),
    values: (p) => [p.get('domain'), p.get('agency')],
  },
  '/r/facets': {
    sql: () => `with hits as materialized (select tag_ids, document_id, last_listed_at from corpus_datasets d
        where d.agency_id = (select id from agencies where oid = $1))
      select '{"data":[' || (select string_agg(body, ',') from (select b.body from
          (select * from hits order by last_listed_at desc, document_id limit 25) p
          join corpus_datasets b using (document_id)) s) || '],"facets":' ||
        (select json_agg(json_build_array(tag, n)) from (select tag, count(*) as n from hits, unnest(tag_ids) tag group by 1) f)::text || '}' as body`,
    values: (p) => [p.get('agency')],
  },
};

function serveBare(): http.Server {
  return http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bare');
    const route = ROUTES[url.pathname];
    if (!route) {
      response.writeHead(404).end();
      return;
    }
    const text = route.sql(url.searchParams);
    const name = createHash('sha1').update(text).digest('base64url');
    // Searches are planned for their words, as in the service.
    const named = text.includes('@@') ? {} : { name };
    pool.query<{ body: string }>({ ...named, text, values: route.values(url.searchParams) }).then(
      ({ rows }) => {
        const body = Buffer.from(rows[0]?.body ?? '');
        response.writeHead(200, {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': body.length,
        });
        response.end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}

function serveKoa(): http.Server {
  // As long as the list that the service has in its memory.
  const body = Buffer.alloc(Number(process.env.BARE_BYTES), 'x');
  const app = new Koa();
  app.use((ctx) => {
    ctx.set('ETag', '"x"');
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = body;
  });
  const handle = app.callback();
  return http.createServer((request, response) => void handle(request, response));
}

const server = process.env.BARE === 'koa' ? serveKoa() : serveBare();
server.once('listening', () => void process.send?.('ready'));
server.listen(Number(process.env.PORT), '127.0.0.1');
