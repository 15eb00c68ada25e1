import { dcatOf, languageTags } from '../catalog/dcat';
import { addressesOf, MEDIA_TYPES, type PublicRecord } from '../catalog/record';
import { escapeXml, toRdfXml } from '../catalog/serialize';
import type { Database } from '../database';
import {
  OaiError,
  readCursor,
  writeToken,
  type Arguments,
  type Cursor,
  type Verb,
} from './arguments';
import { earliestStamp, findRecord, listRecords, type OaiRecord } from './records';

interface Format {
  readonly schema: string;
  readonly namespace: string;
  readonly write: (record: PublicRecord, base: string) => string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  [
    'oai_dc',
    {
      schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
      namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      write: dublinCore,
    },
  ],
  [
    'dcat',
    {
      schema: 'https://www.w3.org/ns/dcat3.rdf',
      namespace: 'http://www.w3.org/ns/dcat#',
      write: (record: PublicRecord, base: string) =>
        toRdfXml(dcatOf(record, base)).replace(/^<\?xml[^>]*\?>\n/, ''),
    },
  ],
]);

export interface OaiService {
  readonly database: Database;
  /** Public address of the service. */
  readonly base: string;
  readonly adminEmail: string;
}

/** The inside of an answer to one verb. @throws OaiError */
export async function answerVerb(
  service: OaiService,
  { verb, args }: { verb: Verb; args: Arguments },
): Promise<string> {
  if (verb === 'Identify') return identify(service);
  if (verb === 'ListSets') throw new OaiError('noSetHierarchy', 'There are no sets.');
  if (verb === 'ListMetadataFormats') return listFormats(service, args);
  if (verb === 'GetRecord') return getRecord(service, args);
  return list(service, verb, readCursor(args));
}

async function identify({ database, base, adminEmail }: OaiService): Promise<string> {
  return [
    '<repositoryName>臺灣主權AI訓練語料庫 Taiwan Sovereign AI Training Corpus</repositoryName>',
    `<baseURL>${escapeXml(`${base}/api/oai`)}</baseURL>`,
    '<protocolVersion>2.0</protocolVersion>',
    `<adminEmail>${escapeXml(adminEmail)}</adminEmail>`,
    `<earliestDatestamp>${await earliestStamp(database)}</earliestDatestamp>`,
    '<deletedRecord>persistent</deletedRecord>',
    '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>',
  ].join('');
}

async function listFormats(service: OaiService, args: Arguments): Promise<string> {
  if (args.identifier !== undefined) await requireRecord(service, args.identifier);
  return [...FORMATS]
    .map(
      ([prefix, { schema, namespace }]) =>
        `<metadataFormat><metadataPrefix>${prefix}</metadataPrefix><schema>${schema}</schema>` +
        `<metadataNamespace>${namespace}</metadataNamespace></metadataFormat>`,
    )
    .join('');
}

async function getRecord(service: OaiService, args: Arguments): Promise<string> {
  if (args.metadataPrefix === undefined) {
    throw new OaiError('badArgument', 'metadataPrefix is missing.');
  }
  const format = formatOf(args.metadataPrefix);
  return recordXml(service, await requireRecord(service, args.identifier ?? ''), format);
}

function formatOf(prefix: string): Format {
  const format = FORMATS.get(prefix);
  if (!format) throw new OaiError('cannotDisseminateFormat', 'There is no such format.');
  return format;
}

const namespaceOf = (base: string): string => `oai:${new URL(base).hostname}:`;

async function requireRecord(service: OaiService, identifier: string): Promise<OaiRecord> {
  const namespace = namespaceOf(service.base);
  const id = identifier.startsWith(namespace) ? identifier.slice(namespace.length) : '';
  const found = /^\d{8}$/.test(id) ? await findRecord(service.database, id) : null;
  if (!found) throw new OaiError('idDoesNotExist', 'There is no such record.');
  return found;
}

async function list(service: OaiService, verb: Verb, cursor: Cursor): Promise<string> {
  const format = formatOf(cursor.prefix);
  const { records, total, more } = await listRecords(service.database, cursor);
  const last = records.at(-1);
  if (!last) throw new OaiError('noRecordsMatch', 'No record matches.');
  const items = records.map((record) =>
    verb === 'ListRecords' ? recordXml(service, record, format) : headerXml(service, record),
  );
  const next: Cursor = {
    ...cursor,
    after: [last.datestamp, last.identifier],
    sent: cursor.sent + records.length,
  };
  return items.join('') + tokenXml({ cursor, next, total, more });
}

/** The last page of a list that needed several ends with an empty token (section 3.5). */
function tokenXml(list: { cursor: Cursor; next: Cursor; total: number; more: boolean }): string {
  if (!list.more && list.cursor.after === null) return '';
  const token = list.more ? writeToken(list.next) : '';
  return `<resumptionToken completeListSize="${list.total}" cursor="${list.cursor.sent}">${token}</resumptionToken>`;
}

function headerXml({ base }: OaiService, { identifier, datestamp, record }: OaiRecord): string {
  const status = record ? '' : ' status="deleted"';
  return `<header${status}><identifier>${namespaceOf(base)}${identifier}</identifier><datestamp>${datestamp}</datestamp></header>`;
}

function recordXml(service: OaiService, found: OaiRecord, format: Format): string {
  const metadata = found.record
    ? `<metadata>${format.write(found.record, service.base)}</metadata>`
    : '';
  return `<record>${headerXml(service, found)}${metadata}</record>`;
}

function dublinCore(record: PublicRecord, base: string): string {
  const to = addressesOf(base);
  const elements: [string, string | null | undefined][] = [
    ['title', record.name],
    ['creator', record.publisher.name],
    ...record.keywords.map((keyword): [string, string] => ['subject', keyword]),
    ...record.tags
      .filter(({ facet }) => facet !== 'language')
      .map(({ name }): [string, string] => ['subject', name]),
    ['description', record.description],
    ['publisher', record.publisher.name],
    ['date', record.lastListedAt?.slice(0, 10)],
    ['type', 'Dataset'],
    ...[...new Set(record.files.map(({ kind }) => MEDIA_TYPES[kind] ?? kind))].map(
      (type): [string, string] => ['format', type],
    ),
    ['identifier', record.identifier],
    ['identifier', to.dataset(record.identifier)],
    ...languageTags(record).map((tag): [string, string] => ['language', tag]),
    ['coverage', record.yearFrom === null ? null : `${record.yearFrom}/${record.yearTo ?? ''}`],
    ['rights', record.licence && (record.licence.url ?? record.licence.name)],
  ];
  const body = elements
    .filter(([, value]) => value)
    .map(([name, value]) => `<dc:${name}>${escapeXml(value ?? '')}</dc:${name}>`);
  return (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">' +
    `${body.join('')}</oai_dc:dc>`
  );
}
