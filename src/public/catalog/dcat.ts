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
const ACCESS = 'http://publications.europa.eu/resource/authority/access-right/';
/** ISO 639-3, or 639-5 for a family. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'zh-Hant': 'iso639-3/zho',
  nan: 'iso639-3/nan',
  hak: 'iso639-3/hak',
  formosan: 'iso639-5/fox',
  en: 'iso639-3/eng',
  ja: 'iso639-3/jpn',
  ko: 'iso639-3/kor',
};

const iri = (value: string): Term => ({ iri: value });
const text = (value: string, lang?: string): Term =>
  lang === undefined ? { text: value } : { text: value, lang };
const typed = (value: string, type: string): Term => ({ text: value, type });
const kind = (name: string): Term => ({ iri: expand(name) });

/** Collects the statements about one subject; empty values make none. */
class About {
  readonly triples: Triple[] = [];
  constructor(private readonly subject: Triple['subject']) {}

  say(predicate: string, object: Term | null | undefined): this {
    if (object) this.triples.push({ subject: this.subject, predicate, object });
    return this;
  }
}

const when = <T>(value: T | null | undefined, make: (value: T) => Term): Term | null =>
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
    .say('dct:accessRights', iri(ACCESS + (record.isOpen ? 'PUBLIC' : 'RESTRICTED')))
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
    dataset.say(
      'dct:language',
      when(LANGUAGES[code], (path) => iri(`http://lexvo.org/id/${path}`)),
    );
  }
  const themes = record.tags.filter(({ facet }) => facet !== 'language');
  for (const { facet, code } of themes) dataset.say('dcat:theme', iri(to.tag(facet, code)));
  for (const { documentId } of record.files) {
    dataset.say('dcat:distribution', iri(to.file(record.documentId, documentId)));
  }
  return [
    ...dataset.triples,
    ...themes.flatMap((tag) => themeOf(tag, to.tag(tag.facet, tag.code))),
    ...publisherOf(record),
    ...responsibleOf(record, blank('responsible')),
    ...contactOf(record, blank('contact')),
    ...periodOf(record, blank('period')),
    ...licenceOf(record, base),
    ...record.files.flatMap((file) => distributionOf({ record, file, base })),
  ];
}

function themeOf(tag: PublicRecord['tags'][number], id: string): Triple[] {
  return new About({ iri: id })
    .say('rdf:type', kind('skos:Concept'))
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
        when(type, (t) => iri(`https://www.iana.org/assignments/media-types/${t}`)),
      )
      .say('dcat:byteSize', typed(String(file.bytes), 'xsd:nonNegativeInteger'))
      .say(
        'dct:license',
        when(record.licence, ({ code }) => iri(to.licence(code))),
      )
      .say('spdx:checksum', checksum).triples,
    ...new About(checksum)
      .say('rdf:type', kind('spdx:Checksum'))
      .say('spdx:algorithm', kind('spdx:checksumAlgorithm_sha256'))
      .say('spdx:checksumValue', typed(file.sha256, 'xsd:hexBinary')).triples,
  ];
}

export const languageTags = (record: PublicRecord): string[] =>
  record.languages.flatMap((code) => LANGUAGE_TAGS[code] ?? []);

/** One page of the catalogue: the catalogue, how to go on (Hydra), and its datasets. */
export function catalogPage(page: {
  base: string;
  suffix: string;
  number: number;
  pages: number;
  total: number;
  records: readonly PublicRecord[];
}): Triple[] {
  const { base, number, pages, records } = page;
  const to = addressesOf(base);
  const view = (n: number) => `${base}/api/catalog/dcat.${page.suffix}?page=${n}`;
  const catalog = new About({ iri: to.catalog })
    .say('rdf:type', kind('dcat:Catalog'))
    .say('dct:title', text('臺灣主權AI訓練語料庫', 'zh-Hant'))
    .say('dct:title', text('Taiwan Sovereign AI Training Corpus', 'en'))
    .say('dct:description', text('各政府機關依授權條款提供 AI 訓練使用的文本語料。', 'zh-Hant'))
    .say(
      'dct:description',
      text(
        'Text corpora of government agencies, for the training of AI under their licences.',
        'en',
      ),
    )
    .say('dct:publisher', iri(OPERATOR));
  const operator = new About({ iri: OPERATOR })
    .say('rdf:type', kind('foaf:Organization'))
    .say('foaf:name', text('數位發展部', 'zh-Hant'))
    .say('foaf:name', text('Ministry of Digital Affairs', 'en'));
  for (const { identifier } of records) catalog.say('dcat:dataset', iri(to.dataset(identifier)));
  const paging = new About({ iri: view(number) })
    .say('rdf:type', kind('hydra:PartialCollectionView'))
    .say('hydra:totalItems', typed(String(page.total), 'xsd:integer'))
    .say('hydra:first', iri(view(1)))
    .say('hydra:last', iri(view(Math.max(1, pages))))
    .say('hydra:previous', number > 1 ? iri(view(number - 1)) : null)
    .say('hydra:next', number < pages ? iri(view(number + 1)) : null);
  const own = [catalog, operator, paging].flatMap(({ triples }) => triples);
  return unique([...own, ...records.flatMap((r) => dcatOf(r, base))]);
}

/** 數位發展部, which runs the corpus. */
const OPERATOR = 'urn:oid:2.16.886.101.20003.20082';

/** Publishers, licences and themes are shared: each statement once. */
function unique(triples: readonly Triple[]): Triple[] {
  const seen = new Set<string>();
  return triples.filter((triple) => {
    const key = JSON.stringify(triple);
    return !seen.has(key) && seen.add(key);
  });
}
