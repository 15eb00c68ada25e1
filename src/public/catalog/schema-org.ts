import { languageTags } from './dcat';
import {
  addressesOf,
  MEDIA_TYPES,
  responsibleNow,
  type Organization,
  type PublicRecord,
} from './record';

const present = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== null && item !== undefined && item !== ''),
  );

/** What schema.org and Croissant say alike. */
function common(record: PublicRecord, base: string): Record<string, unknown> {
  const to = addressesOf(base);
  const { agency, publisher, licence } = record;
  const publishing = agency && {
    ...organizationOf(publisher),
    ...(agency.nameEn && agency.name === publisher.name ? { alternateName: agency.nameEn } : {}),
  };
  const now = responsibleNow(record);
  return present({
    name: record.name,
    description: record.description,
    url: to.dataset(record.identifier),
    identifier: record.identifier,
    keywords: record.keywords,
    inLanguage: languageTags(record),
    license: licence?.url ?? (licence ? to.licence(licence.code) : null),
    creator: publishing,
    publisher: publishing,
    maintainer: now && organizationOf(now),
    isAccessibleForFree: record.isOpen,
    conditionsOfAccess: record.isOpen ? null : 'Members apply; see the licence.',
    datePublished: record.firstListedAt?.slice(0, 10),
    dateModified: record.lastListedAt?.slice(0, 10),
    temporalCoverage:
      record.yearFrom === null ? null : `${record.yearFrom}/${record.yearTo ?? record.yearFrom}`,
    version: record.lastListedAt ? versionOf(record.lastListedAt) : null,
  });
}

function organizationOf({ oid, name }: Organization) {
  return { '@type': 'Organization', '@id': `urn:oid:${oid}`, name };
}

/** Croissant wants MAJOR.MINOR.PATCH: the day of the present listing. */
function versionOf(listedAt: string): string {
  const [year, month, day] = listedAt.slice(0, 10).split('-').map(Number);
  return `${year}.${month}.${day}`;
}

/** How to name it in a paper: who, when, what, where. */
function citationOf(record: PublicRecord, address: string): string {
  const year = record.lastListedAt?.slice(0, 4) ?? '';
  return `${record.publisher.name}（${year}）。${record.name}（${record.identifier}）。${address}`;
}

/** schema.org Dataset, as search engines read it. */
export function schemaOrgOf(record: PublicRecord, base: string): object {
  const to = addressesOf(base);
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': to.dataset(record.identifier),
    ...common(record, base),
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      '@id': to.catalog,
      name: '臺灣主權AI訓練語料庫',
    },
    distribution: record.files.map((file) => ({
      '@type': 'DataDownload',
      name: file.name,
      contentUrl: to.file(record.documentId, file.documentId),
      encodingFormat: MEDIA_TYPES[file.kind],
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
    })),
  };
}

/**
 * JSON-LD context of Croissant 1.1, as appendix 1 of its specification and the loader mlcroissant have it;
 * the language is that of our texts.
 */
const CROISSANT_CONTEXT = {
  '@language': 'zh-Hant',
  '@vocab': 'https://schema.org/',
  annotation: 'cr:annotation',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  description: { '@container': '@language' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  excludes: 'cr:excludes',
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  name: { '@container': '@language' },
  parentField: 'cr:parentField',
  path: 'cr:path',
  readLines: 'cr:readLines',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  sdVersion: 'cr:sdVersion',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
  unArchive: 'cr:unArchive',
  value: 'cr:value',
} as const;

/** Croissant 1.1: the files as they are; the licence's ODRL terms in `usageInfo` where it has them. */
export function croissantOf(record: PublicRecord, base: string): object {
  const to = addressesOf(base);
  return {
    '@context': CROISSANT_CONTEXT,
    '@type': 'sc:Dataset',
    '@id': to.dataset(record.identifier),
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    ...common(record, base),
    citeAs: citationOf(record, to.dataset(record.identifier)),
    ...(record.terms ? { usageInfo: record.terms } : {}),
    distribution: record.files.map((file) => ({
      '@type': 'cr:FileObject',
      '@id': file.documentId,
      name: file.name,
      contentUrl: to.file(record.documentId, file.documentId),
      encodingFormat: MEDIA_TYPES[file.kind] ?? 'application/octet-stream',
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
    })),
  };
}
