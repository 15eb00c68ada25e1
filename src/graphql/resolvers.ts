import type { Core } from '@strapi/strapi';
import type { GraphQLResolveInfo } from 'graphql';
import { DomainError } from '../domain/errors';
import { readHotKeywords, readLatest, readPopular, readStatistics } from '../public/corpus';
import { databaseOf } from '../public/database';
import { readDataset } from '../public/datasets';
import { badQuery } from '../public/query/errors';
import { readList, type ListResult } from '../public/query/list';
import { readLimit } from '../public/query/pagination';
import { readByKey } from '../public/query/read-by-key';
import type { Resource } from '../public/query/resource';
import { DATASETS } from '../public/resources/datasets';
import { BANNERS } from '../public/resources/banners';
import { AGENCIES, LICENCES, PAGES, TAGS, THEMES } from '../public/resources/taxonomy';
import { postgresSearch } from '../public/search/postgres';
import { readSearch } from '../public/search/request';
import { asks } from './asks';
import { toRestFilters } from './filters';

type Args = Readonly<Record<string, unknown>>;

const parse = (bodies: readonly string[]): unknown[] =>
  bodies.map((body): unknown => JSON.parse(body));

/** Every answer is one statement or two, however deep the query: relations are part of the row. */
export function resolversOf(strapi: Core.Strapi) {
  const database = databaseOf(strapi);

  const list = (resource: Resource, args: Args, withCount: boolean): Promise<ListResult> =>
    readList(database, resource, {
      filters: toRestFilters(args.filters ?? {}, resource),
      sort: args.sort,
      pagination: { ...(args.pagination as object | undefined), withCount },
    });

  const listOf = (resource: Resource) => async (_: unknown, args: Args) =>
    parse((await list(resource, args, false)).bodies);

  return {
    datasets: listOf(DATASETS),
    tags: listOf(TAGS),
    themes: listOf(THEMES),
    licences: listOf(LICENCES),
    agencies: listOf(AGENCIES),
    pages: listOf(PAGES),
    banners: listOf(BANNERS),

    async datasets_connection(_: unknown, args: Args, __: unknown, info: GraphQLResolveInfo) {
      const { bodies, pagination } = await list(DATASETS, args, asks(info, 'pageInfo'));
      return { nodes: parse(bodies), pageInfo: pageInfoOf(pagination) };
    },

    dataset: (_: unknown, { documentId, identifier }: Args) => {
      if (typeof documentId === typeof identifier)
        throw badQuery('query.invalid_value', 'documentId');
      const key =
        typeof documentId === 'string'
          ? { documentId }
          : { identifier: typeof identifier === 'string' ? identifier : '' };
      return orNull(readDataset(database, key, {}));
    },

    page: (_: unknown, { slug }: Args) =>
      orNull(
        readByKey(database, {
          resource: PAGES,
          key: { column: 'g.slug', name: 'slug', value: String(slug), missing: 'page.not_found' },
          query: {},
        }),
      ),

    async searchDatasets(_: unknown, args: Args, __: unknown, info: GraphQLResolveInfo) {
      const request = readSearch({ ...args, facets: asks(info, 'facets') });
      const { total, bodies, facets } = await postgresSearch(database).search(request);
      const { page, pageSize } = request;
      return { total, page, pageSize, nodes: parse(bodies), facets };
    },

    corpusStatistics: () => readStatistics(database),
    latestDatasets: async (_: unknown, { limit }: Args) =>
      parse(await readLatest(database, readLimit(limit ?? undefined, 10))),
    popularDatasets: async (_: unknown, { limit }: Args) =>
      parse(await readPopular(database, readLimit(limit ?? undefined, 10))),
    hotKeywords: (_: unknown, { limit }: Args) =>
      readHotKeywords(database, readLimit(limit ?? undefined, 20)),
  };
}

/** What is not there is null in GraphQL; that something was delisted is still said. */
async function orNull(body: Promise<string>): Promise<unknown> {
  try {
    return JSON.parse(await body) as unknown;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'missing') return null;
    throw error;
  }
}

function pageInfoOf(pagination: ListResult['pagination']) {
  if ('page' in pagination) return pagination;
  const { start, limit, total = 0 } = pagination;
  const size = Math.max(limit, 1);
  return {
    total,
    page: Math.floor(start / size) + 1,
    pageSize: limit,
    pageCount: Math.ceil(total / size),
  };
}
