import { About, dcatOf, iri, kind, text, typed, when } from './dcat';
import type { Triple } from './rdf';
import { addressesOf, type PublicRecord } from './record';

/** One page of the catalogue: the catalogue, how to go on (Hydra), and its datasets. */
export function catalogPage(page: {
  base: string;
  /** Moment of the last change of the corpus. */
  modified?: string;
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
    .say('dct:publisher', iri(OPERATOR))
    .say('dct:language', iri(CHINESE))
    .say('dct:issued', typed(OPENED, 'xsd:date'))
    .say(
      'dct:modified',
      when(page.modified, (at) => typed(at, 'xsd:dateTime')),
    )
    .say('foaf:homepage', iri(base));
  const schemes = FACETS.map(([facet, name, nameEn]) =>
    new About({ iri: to.facet(facet) })
      .say('rdf:type', kind('skos:ConceptScheme'))
      .say('dct:title', text(name, 'zh-Hant'))
      .say('dct:title', text(nameEn, 'en')),
  );
  for (const [facet] of FACETS) catalog.say('dcat:themeTaxonomy', iri(to.facet(facet)));
  const homepage = new About({ iri: base }).say('rdf:type', kind('foaf:Document'));
  const language = new About({ iri: CHINESE }).say('rdf:type', kind('dct:LinguisticSystem'));
  const operator = new About({ iri: OPERATOR })
    .say('rdf:type', kind('foaf:Agent'))
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
  const own = [catalog, homepage, language, operator, paging, ...schemes].flatMap(
    ({ triples }) => triples,
  );
  return unique([...own, ...records.flatMap((r) => dcatOf(r, base))]);
}

/** Day on which the corpus opened. */
const OPENED = '2025-12-24';
const CHINESE = 'http://id.loc.gov/vocabulary/iso639-1/zh';
const FACETS = [
  ['text-type', '文本資料類型', 'Text types'],
  ['domain', '應用領域', 'Domains'],
] as const;
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
