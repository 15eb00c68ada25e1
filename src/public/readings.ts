import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerJson, listText, manyText, oneText, type PublicText } from './answer';
import { readHotKeywords, readLatest, readPopular, readStatistics } from './corpus';
import { databaseOf, type Database } from './database';
import { readDataset } from './datasets';
import type { Dictionary } from './query/errors';
import { checkParameters, readListText } from './query/list';
import { readLimit } from './query/pagination';
import { DATASETS } from './resources/datasets';
import { TAGS } from './resources/taxonomy';
import { postgresSearch } from './search/postgres';
import { readSearch } from './search/request';

/** What an address asks for: its parsed query string and the named parts of its path. */
export interface Asked {
  readonly query: Dictionary;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** @throws DomainError */
export type Reading = (database: Database, asked: Asked) => Promise<PublicText>;

type Name =
  | 'datasets'
  | 'dataset'
  | 'datasetByIdentifier'
  | 'search'
  | 'statistics'
  | 'latest'
  | 'popular'
  | 'hotKeywords'
  | 'tags';

const DATASETS_SHOWN = 10;
const KEYWORDS_SHOWN = 20;

function limitOf(query: Dictionary, fallback: number): number {
  checkParameters(query, ['limit']);
  return readLimit(query.limit, fallback);
}

/** The reading routes that are asked most; published content only, whatever the parameters say. */
export const READINGS: Readonly<Record<Name, Reading>> = {
  async datasets(database, { query }) {
    const list = await readListText(database, DATASETS, query);
    return listText(list, { pagination: list.pagination });
  },

  async dataset(database, { params, query }) {
    return oneText(await readDataset(database, { documentId: params.documentId ?? '' }, query));
  },

  async datasetByIdentifier(database, { params, query }) {
    return oneText(await readDataset(database, { identifier: params.identifier ?? '' }, query));
  },

  async search(database, { query }) {
    const request = readSearch(query);
    const { bodies, version, total, facets } = await postgresSearch(database).search(request);
    const { page, pageSize, words } = request;
    const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
    return listText(
      // Where the words stand in a text follows from the words and the text.
      { text: bodies.join(','), versions: `${version} ${words} ` },
      { pagination, ...(facets && { facets }) },
    );
  },

  async statistics(database, { query }) {
    checkParameters(query, []);
    return oneText(JSON.stringify(await readStatistics(database)));
  },

  async latest(database, { query }) {
    return manyText(await readLatest(database, limitOf(query, DATASETS_SHOWN)));
  },

  async popular(database, { query }) {
    return manyText(await readPopular(database, limitOf(query, DATASETS_SHOWN)));
  },

  async hotKeywords(database, { query }) {
    const keywords = await readHotKeywords(database, limitOf(query, KEYWORDS_SHOWN));
    return manyText(keywords.map((keyword) => JSON.stringify(keyword)));
  },

  async tags(database, { query }) {
    const list = await readListText(database, TAGS, query);
    return listText(list, { pagination: list.pagination });
  },
};

/** Their addresses; named parts of the path are their parameters. */
export const READING_ROUTES: readonly (readonly [path: RegExp, reading: Reading])[] = [
  [/^\/api\/datasets$/, READINGS.datasets],
  [/^\/api\/datasets\/identifier\/(?<identifier>\w+)$/, READINGS.datasetByIdentifier],
  [/^\/api\/datasets\/(?<documentId>\w+)$/, READINGS.dataset],
  [/^\/api\/search\/datasets$/, READINGS.search],
  [/^\/api\/corpus\/statistics$/, READINGS.statistics],
  [/^\/api\/corpus\/latest$/, READINGS.latest],
  [/^\/api\/corpus\/popular$/, READINGS.popular],
  [/^\/api\/corpus\/hot-keywords$/, READINGS.hotKeywords],
  [/^\/api\/tags$/, READINGS.tags],
];

/** A reading as the action of a controller. */
export function action(strapi: Core.Strapi, reading: Reading): (ctx: Context) => Promise<void> {
  const database = databaseOf(strapi);
  return async (ctx) => {
    const params = (ctx.params ?? {}) as Asked['params'];
    answerJson(ctx, await reading(database, { query: ctx.query, params }));
  };
}
