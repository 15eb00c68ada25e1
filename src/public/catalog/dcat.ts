import {
  addressesOf,
  LANGUAGE_TAGS,
  MEDIA_TYPES,
  responsibleNow,
  type Organization,
  type PublicRecord,
} from './record';
import { expand, type Term, type Triple } from './rdf';

const CUSTODIAN =
  'http://standards.iso.org/iso/19115/resources/Codelists/gml/CI_RoleCode.xml#CI_RoleCode_custodian';
const MEDIA = 'https://www.iana.org/assignments/media-types/';
const SHA256 = 'spdx:checksumAlgorithm_sha256';
const ACCESS = 'http://publications.europa.eu/resource/authority/access-right/';
const LOC = 'http://id.loc.gov/vocabulary/';
const LEXVO = 'http://lexvo.org/id/iso639-3/';
/** The Library of Congress's address where ISO 639-1 or 639-5 has a code (DCAT 3, 6.4.11), else Lexvo's. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'zh-Hant': `${LOC}iso639-1/zh`,
  nan: `${LEXVO}nan`,
  hak: `${LEXVO}hak`,
  formosan: `${LOC}iso639-5/fox`,
  en: `${LOC}iso639-1/en`,
  ja: `${LOC}iso639-1/ja`,
  ko: `${LOC}iso639-1/ko`,
};
/** Taiwan, in GeoNames. */
const TAIWAN = 'https://sws.geonames.org/1668284/';

export const iri = (value: string): Term => ({ iri: value });
export const text = (value: string, lang?: string): Term =>
  lang === undefined ? { text: value } : { text: value, lang };
export const typed = (value: string, type: string): Term => ({ text: value, type });
export const kind = (name: string): Term => ({ iri: expand(name) });

/** Collects the statements about one subject; empty values make none. */
export class About {
  readonly triples: Triple[] = [];
  constructor(private readonly subject: Triple['subject']) {}

  say(predicate: string, object: Term | null | undefined): this {
    if (object) this.triples.push({ subject: this.subject, predicate, object });
    return this;
  }
}

export const when = <T>(value: T | null | undefined, make: (value: T) => Term): Term | null =>
  value === null || value === undefined || value === '' ? null : make(value);

/**
 * A dataset in DCAT 3, by the mapping to Taiwan's open-data metadata in docs/public-api: identifier,
 * title, description, theme, publisher (urn:oid:), contactPoint, license, temporal, issued, modified,
 * language, distribution with checksum.
 */
export function dcatOf(record: PublicRecord, base: string): Triple[] {
  const to = addressesOf(base);
  const id = to.dataset(record.identifier);
  const blank = (name: string) => ({ blank: `d${record.identifier}${name}` });
  const dataset = new About({ iri: id })
    .say('rdf:type', kind('dcat:Dataset'))
    .say('dct:identifier', text(record.identifier))
    .say('dct:title', text(record.name, 'zh-Hant'))
    .say(
      'dct:description',
      when(record.description, (value) => text(value, 'zh-Hant')),
    )
    .say(
      'dct:publisher',
      when(record.agency, () => iri(`urn:oid:${record.publisher.oid}`)),
    )
    .say('prov:qualifiedAttribution', responsibleNow(record) && blank('responsible'))
    .say('dcat:contactPoint', blank('contact'))
    .say(
      'dct:license',
      when(record.licence, ({ code }) => iri(to.licence(code))),
    )
    .say('odrl:hasPolicy', record.terms && record.licence ? iri(policyOf(record, base)) : null)
    .say('dct:accessRights', iri(accessOf(record)))
    .say('dct:spatial', iri(TAIWAN))
    .say('dct:temporal', record.yearFrom === null ? null : blank('period'))
    .say(
      'dct:issued',
      when(record.firstListedAt, (at) => typed(at, 'xsd:dateTime')),
    )
    .say(
      'dct:modified',
      when(record.lastListedAt, (at) => typed(at, 'xsd:dateTime')),
    );
  for (const keyword of record.keywords) dataset.say('dcat:keyword', text(keyword, 'zh-Hant'));
  for (const code of record.languages) {
    dataset.say('dct:language', when(LANGUAGES[code], iri));
  }
  const themes = record.tags.filter(({ facet }) => facet !== 'language');
  for (const { facet, code } of themes) dataset.say('dcat:theme', iri(to.tag(facet, code)));
  for (const { documentId } of record.files) {
    dataset.say('dcat:distribution', iri(to.file(record.documentId, documentId)));
  }
  return [
    ...dataset.triples,
    ...typesOf(record),
    ...themes.flatMap((tag) => themeOf(tag, base)),
    ...publisherOf(record),
    ...responsibleOf(record, blank('responsible')),
    ...contactOf(record, blank('contact')),
    ...periodOf(record, blank('period')),
    ...licenceOf(record, base),
    ...record.files.flatMap((file) => distributionOf({ record, file, base })),
  ];
}

const accessOf = ({ isOpen }: PublicRecord): string => ACCESS + (isOpen ? 'PUBLIC' : 'RESTRICTED');

/** What the things that others have described are: validators do not look them up. */
function typesOf(record: PublicRecord): Triple[] {
  const is = (id: string, type: string): Triple => ({
    subject: { iri: id },
    predicate: 'rdf:type',
    object: kind(type),
  });
  return [
    is(accessOf(record), 'dct:RightsStatement'),
    is(TAIWAN, 'dct:Location'),
    ...record.languages.flatMap((code) => {
      const language = LANGUAGES[code];
      return language === undefined ? [] : [is(language, 'dct:LinguisticSystem')];
    }),
    ...[...new Set(record.files.map(({ kind: type }) => MEDIA_TYPES[type]))].flatMap((type) =>
      type === undefined
        ? []
        : [is(MEDIA + type, 'dct:MediaType'), is(MEDIA + type, 'dct:MediaTypeOrExtent')],
    ),
    is(expand(SHA256), 'spdx:ChecksumAlgorithm'),
  ];
}

function themeOf(tag: PublicRecord['tags'][number], base: string): Triple[] {
  const to = addressesOf(base);
  return new About({ iri: to.tag(tag.facet, tag.code) })
    .say('rdf:type', kind('skos:Concept'))
    .say('skos:inScheme', iri(to.facet(tag.facet)))
    .say('skos:prefLabel', text(tag.name, 'zh-Hant'))
    .say(
      'skos:prefLabel',
      when(tag.nameEn, (name) => text(name, 'en')),
    ).triples;
}

function publisherOf({ agency, publisher }: PublicRecord): Triple[] {
  if (!agency) return [];
  const unchanged = agency.oid === publisher.oid && agency.name === publisher.name;
  return organizationOf(publisher, unchanged ? agency.nameEn : null);
}

function organizationOf({ oid, name }: Organization, nameEn: string | null): Triple[] {
  return new About({ iri: `urn:oid:${oid}` })
    .say('rdf:type', kind('foaf:Agent'))
    .say('rdf:type', kind('foaf:Organization'))
    .say('foaf:name', text(name, 'zh-Hant'))
    .say(
      'foaf:name',
      when(nameEn, (value) => text(value, 'en')),
    )
    .say('dct:identifier', text(oid)).triples;
}

/** DCAT 3, Qualified attributions; the role is ISO 19115's for who looks after the data. */
function responsibleOf(record: PublicRecord, subject: { blank: string }): Triple[] {
  const now = responsibleNow(record);
  if (!now) return [];
  return [
    ...new About(subject)
      .say('rdf:type', kind('prov:Attribution'))
      .say('prov:agent', iri(`urn:oid:${now.oid}`))
      .say('dcat:hadRole', iri(CUSTODIAN)).triples,
    ...new About({ iri: CUSTODIAN }).say('rdf:type', kind('dcat:Role')).triples,
    ...organizationOf(now, null),
  ];
}

function contactOf({ contact }: PublicRecord, subject: { blank: string }): Triple[] {
  return new About(subject)
    .say('rdf:type', kind('vcard:Kind'))
    .say(
      'vcard:fn',
      when(contact.name, (name) => text(name)),
    )
    .say(
      'vcard:hasEmail',
      when(contact.email, (email) => iri(`mailto:${email}`)),
    )
    .say(
      'vcard:hasTelephone',
      when(contact.phone, (phone) => iri(`tel:${telOf(phone)}`)),
    ).triples;
}

/** (02)-23800791 ext. 12 as a global number with its extension (RFC 3966). */
export function telOf(phone: string): string {
  const [main = '', extension] = phone.split(/(?:#|ext\.?|分機|轉)\s*/i);
  const digits = main.replace(/\D/g, '').replace(/^0/, '');
  const local = extension?.replace(/\D/g, '') ?? '';
  return `+886-${digits}${local === '' ? '' : `;ext=${local}`}`;
}

function periodOf({ yearFrom, yearTo }: PublicRecord, subject: { blank: string }): Triple[] {
  if (yearFrom === null) return [];
  return new About(subject)
    .say('rdf:type', kind('dct:PeriodOfTime'))
    .say('dcat:startDate', typed(yearOf(yearFrom), 'xsd:gYear'))
    .say(
      'dcat:endDate',
      when(yearTo, (year) => typed(yearOf(year), 'xsd:gYear')),
    ).triples;
}

const yearOf = (year: number): string => String(year).padStart(4, '0');

function licenceOf(record: PublicRecord, base: string): Triple[] {
  const { licence } = record;
  if (!licence) return [];
  const policy = record.terms
    ? new About({ iri: policyOf(record, base) })
        .say('rdf:type', kind('odrl:Policy'))
        .say('rdf:type', kind('odrl:Offer')).triples
    : [];
  return [...policy, ...licenceDocument(licence, base)];
}

/** Where the licence's ODRL terms stand: in its record, under `terms`. */
const policyOf = ({ licence }: PublicRecord, base: string): string =>
  `${addressesOf(base).licence(licence?.code ?? '')}#terms`;

function licenceDocument(licence: NonNullable<PublicRecord['licence']>, base: string): Triple[] {
  return new About({ iri: addressesOf(base).licence(licence.code) })
    .say('rdf:type', kind('dct:LicenseDocument'))
    .say('dct:title', text(licence.name, 'zh-Hant'))
    .say(
      'dct:title',
      when(licence.nameEn, (name) => text(name, 'en')),
    )
    .say('dct:identifier', text(licence.code))
    .say(
      'dct:source',
      when(licence.url, (url) => iri(url)),
    ).triples;
}

function distributionOf(part: {
  record: PublicRecord;
  file: PublicRecord['files'][number];
  base: string;
}): Triple[] {
  const { record, file, base } = part;
  const to = addressesOf(base);
  const id = to.file(record.documentId, file.documentId);
  const checksum = { blank: `f${file.documentId}` };
  const type = MEDIA_TYPES[file.kind];
  return [
    ...new About({ iri: id })
      .say('rdf:type', kind('dcat:Distribution'))
      .say('dct:title', text(file.name))
      .say('dcat:accessURL', iri(record.isOpen ? id : to.dataset(record.identifier)))
      .say('dcat:downloadURL', record.isOpen ? iri(id) : null)
      .say(
        'dcat:mediaType',
        when(type, (t) => iri(MEDIA + t)),
      )
      .say(
        'dct:format',
        when(type, (t) => iri(MEDIA + t)),
      )
      .say('dcat:byteSize', typed(String(file.bytes), 'xsd:nonNegativeInteger'))
      .say(
        'dct:license',
        when(record.licence, ({ code }) => iri(to.licence(code))),
      )
      .say('spdx:checksum', checksum).triples,
    ...new About(checksum)
      .say('rdf:type', kind('spdx:Checksum'))
      .say('spdx:algorithm', kind(SHA256))
      .say('spdx:checksumValue', typed(file.sha256, 'xsd:hexBinary')).triples,
  ];
}

export const languageTags = (record: PublicRecord): string[] =>
  record.languages.flatMap((code) => LANGUAGE_TAGS[code] ?? []);
