import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { answerText } from '../../../public/answer';
import { baseUrl } from '../../../public/base-url';
import { dcatOf } from '../../../public/catalog/dcat';
import { catalogPage } from '../../../public/catalog/dcat-catalog';
import { readPage, readRecord, readRecords } from '../../../public/catalog/read';
import type { PublicRecord } from '../../../public/catalog/record';
import type { Triple } from '../../../public/catalog/rdf';
import { croissantOf, schemaOrgOf } from '../../../public/catalog/schema-org';
import { toJsonLd, toRdfXml, toTurtle } from '../../../public/catalog/serialize';
import { databaseOf } from '../../../public/database';
import { checkParameters } from '../../../public/query/list';

type Writer = { readonly type: string; readonly write: (triples: readonly Triple[]) => string };

const WRITERS: ReadonlyMap<string, Writer> = new Map([
  [
    'jsonld',
    { type: 'application/ld+json', write: (triples) => JSON.stringify(toJsonLd(triples)) },
  ],
  ['ttl', { type: 'text/turtle', write: toTurtle }],
  ['rdf', { type: 'application/rdf+xml', write: toRdfXml }],
]);

const DOCUMENTS: ReadonlyMap<string, (record: PublicRecord, base: string) => object> = new Map([
  ['croissant.json', croissantOf],
  ['schema.jsonld', schemaOrgOf],
]);

/** The catalogue and its datasets in the field's languages, all made from the same record. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);

  return {
    async dcat(ctx: Context) {
      checkParameters(ctx.query, ['page']);
      const { suffix = '' } = ctx.params as { suffix?: string };
      const writer = WRITERS.get(suffix);
      if (!writer) throw new DomainError('request.not_found', 'missing');
      const number = readPage(ctx.query.page);
      const page = await readRecords(database, number);
      if (number > page.pages) throw new DomainError('request.not_found', 'missing');
      const triples = catalogPage({ base: baseUrl(strapi), suffix, number, ...page });
      answerText(ctx, { text: writer.write(triples) }, writer.type);
    },

    async dataset(ctx: Context) {
      checkParameters(ctx.query, []);
      const { identifier = '', document = '' } = ctx.params as Record<string, string>;
      const writer = document.startsWith('dcat.') ? WRITERS.get(document.slice(5)) : undefined;
      const build = DOCUMENTS.get(document);
      if (!writer && !build) throw new DomainError('request.not_found', 'missing');
      const record = await readRecord(database, identifier);
      const base = baseUrl(strapi);
      if (writer) answerText(ctx, { text: writer.write(dcatOf(record, base)) }, writer.type);
      else if (build)
        answerText(ctx, { text: JSON.stringify(build(record, base)) }, 'application/ld+json');
    },
  };
};
