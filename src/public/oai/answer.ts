import { dcatOf } from '../catalog/dcat';
import type { PublicRecord } from '../catalog/record';
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
import { dublinCore } from './dublin-core';
import { earliestStamp, findRecord, listRecords, type OaiRecord } from './records';
import { isSet, listSets, setsOf } from './sets';

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
      schema: 'http://www.openarchives.org/OAI/2.0/rdf.xsd',
      namespace: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
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
  if (verb === 'ListSets') return sets(service, args);
  if (verb === 'ListMetadataFormats') return listFormats(service, args);
  if (verb === 'GetRecord') return getRecord(service, args);
  return list(service, verb, readCursor(verb, args));
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

async function sets({ database }: OaiService, args: Arguments): Promise<string> {
  if (args.resumptionToken !== undefined) {
    throw new OaiError('badResumptionToken', 'The list of sets has one page.');
  }
  return listSets(database);
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
  if (cursor.set !== null && !(await isSet(service.database, cursor.set))) {
    throw new OaiError('noRecordsMatch', 'There is no such set.');
  }
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
    total,
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
  const sets = record ? setsOf(record).map((set) => `<setSpec>${escapeXml(set)}</setSpec>`) : [];
  return `<header${status}><identifier>${namespaceOf(base)}${identifier}</identifier><datestamp>${datestamp}</datestamp>${sets.join('')}</header>`;
}

function recordXml(service: OaiService, found: OaiRecord, format: Format): string {
  const metadata = found.record
    ? `<metadata>${format.write(found.record, service.base)}</metadata>`
    : '';
  return `<record>${headerXml(service, found)}${metadata}</record>`;
}
