import { languageTags } from '../catalog/dcat';
import { addressesOf, MEDIA_TYPES, type PublicRecord } from '../catalog/record';
import { escapeXml } from '../catalog/serialize';

/** A dataset as unqualified Dublin Core, in the wrapper that OAI-PMH prescribes. */
export function dublinCore(record: PublicRecord, base: string): string {
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
