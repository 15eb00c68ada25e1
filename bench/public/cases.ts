import { WORDS } from './data';
import type { Who } from './results';

/** What is asked of one server; different addresses each time, so that no cache answers. */
export interface Ask {
  readonly paths: readonly string[];
  readonly post?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A row of the table, and how each server is asked for it. */
export interface Case {
  readonly what: string;
  readonly asks: Readonly<Partial<Record<Who, Ask>>>;
}

const spread = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

function questions(size: number) {
  const word = (i: number) => WORDS[400 + ((i * 37) % 1600)] ?? '';
  return {
    identifiers: spread(500, (i) => String(1 + ((i * 7919) % size)).padStart(8, '0')),
    two: spread(500, word),
    three: spread(500, (i) => word(i) + (WORDS[(i * 11) % 2000] ?? '').charAt(0)),
    agencies: spread(300, (i) => `2.16.886.101.99.${String(1 + (i % 300))}`),
    // Page 4,000 of 100,000; the last but ten where there are fewer.
    pages: spread(50, (i) => Math.min(4000, Math.floor(size / 25) - 60) + i),
  };
}

const graphql = (filter: string): Ask => ({
  paths: ['/graphql'],
  post: JSON.stringify({
    query: `{ datasets_connection(pagination: { pageSize: 25 }, sort: ["lastListedAt:desc"]${filter}) {
      nodes { documentId identifier name description agency { oid name } licence { code name } tags { code name } files { name bytes } }
      pageInfo { total } } }`,
  }),
});

const POPULATE = 'populate[0]=agency&populate[1]=licence&populate[2]=tags&populate[3]=files';
const STOCK_LIST = `/api/datasets?${POPULATE}&sort=lastListedAt:desc&pagination[pageSize]=25`;
const SEARCH = '/api/search/datasets?pageSize=25';

/** Ours, R (and Q), and stock Strapi in both its forms. */
function row(what: string, asks: { ours: Ask; R?: Ask; Q?: Ask; stock?: Ask }): Case {
  const { stock, ...others } = asks;
  return { what, asks: { ...others, ...(stock && { stock, indexed: stock }) } };
}

export function casesOf(size: number, etag: string): Case[] {
  const { identifiers, two, three, agencies, pages } = questions(size);
  const ask = <T>(values: readonly T[], path: (value: T) => string): Ask => ({
    paths: values.map(path),
  });
  const one = (path: string, headers?: Record<string, string>): Ask => ({
    paths: [path],
    ...(headers && { headers }),
  });
  const search = (what: string, words: readonly string[]) =>
    row(what, {
      ours: ask(words, (q) => `${SEARCH}&q=${q}`),
      R: ask(words, (q) => `/r/search?q=${q}`),
      stock: ask(words, (q) => `${STOCK_LIST}&_q=${q}`),
    });
  return [
    row('list of 25', {
      ...{ ours: one('/api/datasets'), R: one('/r/list'), Q: one('/q/list') },
      stock: one(STOCK_LIST),
    }),
    row('one by identifier', {
      ours: ask(identifiers, (id) => `/api/datasets/identifier/${id}`),
      R: ask(identifiers, (id) => `/r/one?identifier=${id}`),
      Q: ask(identifiers, (id) => `/q/one?identifier=${id}`),
      stock: ask(identifiers, (id) => `/api/datasets?${POPULATE}&filters[identifier]=${id}`),
    }),
    row('page 4000', {
      ours: ask(pages, (page) => `/api/datasets?pagination[page]=${page}`),
      R: ask(pages, (page) => `/r/page?page=${page}`),
      stock: ask(pages, (page) => `${STOCK_LIST}&pagination[page]=${page}`),
    }),
    search('search, 2 characters', two),
    search('search, 3 characters', three),
    row('tag + agency', {
      ours: ask(agencies, (a) => `${SEARCH}&domain=energy&agency=${a}`),
      R: ask(agencies, (a) => `/r/tag-agency?domain=energy&agency=${a}`),
      stock: ask(
        agencies,
        (a) => `${STOCK_LIST}&filters[tags][code]=energy&filters[agency][oid]=${a}`,
      ),
    }),
    row('facets of an agency', {
      ours: ask(agencies, (a) => `${SEARCH}&facets=true&agency=${a}`),
      R: ask(agencies, (a) => `/r/facets?agency=${a}`),
    }),
    row('a frequent word', { ours: ask(WORDS.slice(0, 20), (q) => `${SEARCH}&q=${q}`) }),
    row('facets of a frequent word', {
      ours: ask(WORDS.slice(0, 20), (q) => `${SEARCH}&facets=true&q=${q}`),
    }),
    row('GraphQL list of 25', { ours: graphql(''), stock: graphql(', status: PUBLISHED') }),
    { what: 'list', asks: { memory: one('/api/datasets'), Koa: one('/') } },
    {
      what: '304',
      asks: {
        memory: one('/api/datasets', { 'if-none-match': etag }),
        Koa: one('/', { 'if-none-match': '"x"' }),
      },
    },
    { what: 'GraphQL list of 25 again', asks: { memory: graphql('') } },
  ];
}
