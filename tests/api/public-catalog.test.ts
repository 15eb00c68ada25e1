import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { copyDataset } from '../support/copies';
import { seedDatasets } from '../support/published';
import { all, parseXml, type XmlElement } from '../support/xml';

type Node = Record<string, unknown>;

const AWKWARD = '名稱 <"&\'> \\ 換\n行 ]]>';

describe('the corpus in the languages of the field', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ env: { PUBLIC_URL: 'https://corpus.example' } });
    const [, second = ''] = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: AWKWARD,
        description: `內容、範圍、來源與用途的說明 ]]> ${AWKWARD}`,
        keywords: ['詞<1>', '詞"2"'],
      },
      { identifier: '00000002' },
      { identifier: '00000200', licence: 'SAITDL-1.0' },
      { identifier: '00000300', is: 'draft' as const, name: '草稿秘密' },
      { identifier: '00000400', is: 'delisted' as const, name: '下架秘密' },
    ]);
    const contents = Array.from({ length: 103 }, (_, i) => {
      const identifier = String(i + 3).padStart(8, '0');
      return { identifier, name: `資料集 ${identifier}` };
    });
    await copyDataset(app, { documentId: second, contents });
  });
  after(async () => {
    await app.close();
    delete process.env['PUBLIC_URL'];
  });
  const get = (path: string) =>
    app.http
      .get(path)
      .buffer(true)
      .parse((answer, done) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(null, Buffer.concat(chunks).toString()));
      });
  const text = async (path: string): Promise<string> => {
    const answer = await get(path);
    assert.equal(answer.status, 200, path);
    return answer.body as string;
  };

  it('describes a dataset in DCAT 3, the same in three syntaxes', async () => {
    const graph = JSON.parse(await text('/api/catalog/datasets/00000001/dcat.jsonld'))[
      '@graph'
    ] as Record<string, unknown>[];
    const dataset = graph.find((node) => String(node['@type']).includes('dcat#Dataset')) ?? {};
    assert.equal(dataset['@id'], 'https://corpus.example/api/datasets/identifier/00000001');
    assert.deepEqual(dataset['dct:title'], { '@value': AWKWARD, '@language': 'zh-Hant' });
    assert.deepEqual(dataset['dct:publisher'], { '@id': 'urn:oid:2.16.886.101.20003.20082' });
    const distribution = graph.find((node) => String(node['@type']).includes('Distribution')) ?? {};
    assert.deepEqual(distribution['dcat:byteSize'], {
      '@value': '1000',
      '@type': 'xsd:nonNegativeInteger',
    });
    assert.ok(
      graph.some(
        (node) =>
          (node['spdx:checksumValue'] as { '@value': string } | undefined)?.['@value'] ===
          'ab'.repeat(32),
      ),
    );
    const rdf = parseXml(await text('/api/catalog/datasets/00000001/dcat.rdf'));
    assert.equal(all(rdf, 'rdf:Description').length, graph.length);
    const turtle = await text('/api/catalog/datasets/00000001/dcat.ttl');
    assert.equal((turtle.match(/^(<|_:)/gm) ?? []).length, graph.length);
    assert.match(turtle, /dct:identifier "00000001"/);
    for (const name of turtle.match(/<(?:https?|urn|mailto|tel):[^>]*>/g) ?? [])
      assert.doesNotMatch(name, /[\s"{}|\\^`]/);
  });

  it('gives downloads of open data only, and says what the rest needs', async () => {
    assert.match(await text('/api/catalog/datasets/00000001/dcat.ttl'), /dcat:downloadURL/);
    const restricted = await text('/api/catalog/datasets/00000200/dcat.ttl');
    assert.doesNotMatch(restricted, /dcat:downloadURL/);
    assert.match(restricted, /access-right\/RESTRICTED/);
  });

  it('pages the catalogue so that a harvester reaches every dataset once', async () => {
    const seen: string[] = [];
    let next: string | null = '/api/catalog/dcat.jsonld';
    while (next) {
      const graph = JSON.parse(await text(next))['@graph'] as Record<string, unknown>[];
      const catalog = graph.find((node) => String(node['@type']).includes('Catalog')) ?? {};
      const listed = [catalog['dcat:dataset']].flat() as { '@id': string }[];
      seen.push(...listed.map((item) => item['@id']));
      const view = graph.find((node) => 'hydra:totalItems' in node) ?? {};
      next =
        (view['hydra:next'] as { '@id': string } | undefined)?.['@id'].replace(
          'https://corpus.example',
          '',
        ) ?? null;
    }
    assert.equal(seen.length, 106);
    assert.equal(new Set(seen).size, 106);
    assert.equal((await get('/api/catalog/dcat.ttl?page=99')).status, 404);
    assert.equal((await get('/api/catalog/dcat.html')).status, 404);
    assert.equal((await get('/api/catalog/dcat.ttl?page=0')).status, 400);
    parseXml(await text('/api/catalog/dcat.rdf?page=2'));
  });

  it('speaks schema.org and Croissant', async () => {
    const dataset = JSON.parse(await text('/api/catalog/datasets/00000001/schema.jsonld'));
    assert.equal(dataset['@type'], 'Dataset');
    assert.equal(dataset.distribution[0].encodingFormat, 'text/csv');
    const croissant = JSON.parse(await text('/api/catalog/datasets/00000001/croissant.json'));
    assert.equal(croissant.conformsTo, 'http://mlcommons.org/croissant/1.1');
    for (const key of [
      'name',
      'description',
      'license',
      'url',
      'creator',
      'datePublished',
      'version',
    ]) {
      assert.ok(croissant[key], key);
    }
    const [file] = croissant.distribution;
    assert.equal(file['@type'], 'cr:FileObject');
    assert.equal(file.sha256, 'ab'.repeat(32));
    assert.equal(
      new Set(croissant.distribution.map((item: { '@id': string }) => item['@id'])).size,
      croissant.distribution.length,
    );
  });

  it('describes no draft, and says of a delisted one only that it is gone', async () => {
    for (const document of ['dcat.jsonld', 'croissant.json', 'schema.jsonld']) {
      assert.equal((await get(`/api/catalog/datasets/00000300/${document}`)).status, 404);
      assert.equal((await get(`/api/catalog/datasets/00000400/${document}`)).status, 410);
    }
    for (const path of [
      '/api/oai?verb=ListRecords&metadataPrefix=oai_dc',
      '/feed.atom',
      '/sitemap.xml',
      '/api/catalog/dcat.ttl',
    ]) {
      assert.doesNotMatch(await text(path), /秘密|00000300/, path);
    }
  });

  it('answers the six verbs of OAI-PMH', async () => {
    const identify = parseXml(await text('/api/oai?verb=Identify'));
    assert.equal(all(identify, 'deletedRecord')[0]?.text, 'persistent');
    assert.equal(all(identify, 'baseURL')[0]?.text, 'https://corpus.example/api/oai');
    const formats = parseXml(await text('/api/oai?verb=ListMetadataFormats'));
    assert.deepEqual(
      all(formats, 'metadataPrefix').map((item) => item.text),
      ['oai_dc', 'dcat'],
    );
    const record = parseXml(
      await text(
        '/api/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:corpus.example:00000001',
      ),
    );
    assert.equal(all(record, 'dc:identifier')[0]?.text, '00000001');
    assert.equal(all(record, 'dc:title')[0]?.text, AWKWARD);
    const dcat = parseXml(
      await text(
        '/api/oai?verb=GetRecord&metadataPrefix=dcat&identifier=oai:corpus.example:00000001',
      ),
    );
    assert.ok(all(dcat, 'rdf:Description').length > 3);
    const posted = await app.http.post('/api/oai').type('form').send('verb=Identify').buffer(true);
    assert.equal(posted.status, 200);
  });

  it('is harvested whole by resumption tokens, deleted records among them', async () => {
    const seen = new Map<string, string | undefined>();
    let query = 'verb=ListIdentifiers&metadataPrefix=oai_dc';
    for (let pages = 0; ; pages += 1) {
      assert.ok(pages < 5);
      const answer = parseXml(await text(`/api/oai?${query}`));
      for (const header of all(answer, 'header')) {
        seen.set(header.children[0]?.text ?? '', header.attributes['status']);
      }
      const token = all(answer, 'resumptionToken')[0];
      assert.equal(token?.attributes['completeListSize'], '107');
      if (!token.text) break;
      query = `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token.text)}`;
    }
    assert.equal(seen.size, 107);
    assert.equal(seen.get('oai:corpus.example:00000400'), 'deleted');
    const since = parseXml(
      await text('/api/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-02-01'),
    );
    assert.equal(all(since, 'header').length, 1);
  });

  it('says what was wrong with a harvester’s request, in the protocol’s own codes', async () => {
    for (const [query, code] of [
      ['', 'badVerb'],
      ['verb=Nothing', 'badVerb'],
      ['verb=Identify&verb=Identify', 'badVerb'],
      ['verb=Identify&x=1', 'badArgument'],
      ['verb=ListRecords', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=marc', 'cannotDisseminateFormat'],
      [
        'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:corpus.example:99999999',
        'idDoesNotExist',
      ],
      [
        'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:corpus.example:00000300',
        'idDoesNotExist',
      ],
      ['verb=ListRecords&resumptionToken=nonsense', 'badResumptionToken'],
      ['verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01', 'noRecordsMatch'],
      ['verb=ListRecords&metadataPrefix=oai_dc&from=yesterday', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&until=0000-01-01', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&until=2027-02-29T00:00:00Z', 'badArgument'],
      ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
      ['verb=ListRecords&metadataPrefix=oai_dc&set=x', 'noRecordsMatch'],
      ['verb=ListRecords&metadataPrefix=oai_dc&set=x%20y', 'badArgument'],
    ]) {
      const answer = parseXml(await text(`/api/oai?${query}`));
      assert.equal(all(answer, 'error')[0]?.attributes['code'], code, query);
    }
    const list = parseXml(await text('/api/oai?verb=ListRecords&metadataPrefix=oai_dc'));
    const token = all(list, 'resumptionToken')[0]?.text ?? '';
    const cursor = JSON.parse(Buffer.from(token, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...cursor, from: '2026-02-30' }));
    for (const query of [
      `verb=ListIdentifiers&resumptionToken=${token}`,
      `verb=ListRecords&resumptionToken=${changed.toString('base64url')}`,
    ]) {
      const answer = parseXml(await text(`/api/oai?${query}`));
      assert.equal(all(answer, 'error')[0]?.attributes['code'], 'badResumptionToken', query);
    }
  });

  it('offers a sitemap and a feed', async () => {
    const map = parseXml(await text('/sitemap.xml'));
    assert.equal(all(map, 'url').length, 106);
    assert.equal((await get('/sitemap.xml?part=2')).status, 404);
    const feed = parseXml(await text('/feed.atom'));
    assert.equal(all(feed, 'entry').length, 50);
  });

  it('keeps what OAI-PMH 2.0 requires of every answer, in its order', async () => {
    const names = (element: { children: { name: string }[] }) =>
      element.children.map(({ name }) => name);
    const answer = parseXml(await text('/api/oai?verb=ListRecords&metadataPrefix=oai_dc'));
    assert.equal(answer.name, 'OAI-PMH');
    assert.deepEqual(names(answer), ['responseDate', 'request', 'ListRecords']);
    assert.match(all(answer, 'responseDate')[0]?.text ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const [request] = all(answer, 'request');
    assert.deepEqual(request?.attributes, { verb: 'ListRecords', metadataPrefix: 'oai_dc' });
    assert.equal(request?.text, 'https://corpus.example/api/oai');
    const elements =
      'title creator subject description publisher contributor date type format identifier source language relation coverage rights'
        .split(' ')
        .map((name) => `dc:${name}`);
    for (const record of all(answer, 'record')) {
      const [header] = record.children;
      assert.deepEqual(names(header ?? { children: [] }).slice(0, 2), ['identifier', 'datestamp']);
      const deleted = header?.attributes['status'] === 'deleted';
      assert.deepEqual(names(record), deleted ? ['header'] : ['header', 'metadata']);
      for (const dc of all(record, 'oai_dc:dc')) {
        for (const name of names(dc)) assert.ok(elements.includes(name), name);
      }
    }
    const identify = all(parseXml(await text('/api/oai?verb=Identify')), 'Identify')[0];
    assert.deepEqual(names(identify ?? { children: [] }).slice(0, 7), [
      ...['repositoryName', 'baseURL', 'protocolVersion', 'adminEmail', 'earliestDatestamp'],
      ...['deletedRecord', 'granularity'],
    ]);
  });

  it('keeps what Atom (RFC 4287) and the sitemap protocol require', async () => {
    const feed = parseXml(await text('/feed.atom'));
    assert.equal(feed.attributes['xmlns'], 'http://www.w3.org/2005/Atom');
    const one = (element: XmlElement, name: string) => {
      const found = element.children.filter((child) => child.name === name);
      assert.equal(found.length, 1, `${element.name}/${name}`);
      return found[0]?.text ?? '';
    };
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
    const entries = all(feed, 'entry');
    for (const element of [feed, ...entries]) {
      assert.ok(URL.canParse(one(element, 'id')));
      assert.notEqual(one(element, 'title'), '');
      assert.match(one(element, 'updated'), time);
    }
    for (const entry of entries) {
      assert.notEqual(all(entry, 'name')[0]?.text, '', 'an entry has an author with a name');
      assert.ok(all(entry, 'link').some(({ attributes }) => attributes['rel'] === 'alternate'));
    }
    assert.equal(new Set(entries.map((entry) => one(entry, 'id'))).size, entries.length);
    const map = parseXml(await text('/sitemap.xml'));
    assert.equal(map.name, 'urlset');
    assert.equal(map.attributes['xmlns'], 'http://www.sitemaps.org/schemas/sitemap/0.9');
    for (const url of map.children) {
      const location = one(url, 'loc');
      assert.ok(location.startsWith('https://corpus.example/') && location.length < 2048);
      assert.match(one(url, 'lastmod'), /^\d{4}-\d\d-\d\d/);
    }
  });

  it('keeps what DCAT-AP makes mandatory, and the required properties of Croissant', async () => {
    const graph = JSON.parse(await text('/api/catalog/dcat.jsonld'))['@graph'] as Node[];
    const typed = (name: string) =>
      graph.filter((node) =>
        [node['@type']].flat().some((type) => String(type).endsWith(`dcat#${name}`)),
      );
    const [catalog] = typed('Catalog');
    assert.ok(catalog);
    for (const key of ['dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset']) {
      assert.ok(catalog[key], `Catalog ${key}`);
    }
    const datasets = typed('Dataset');
    assert.ok(datasets.length > 0);
    for (const dataset of datasets) {
      for (const key of ['dct:title', 'dct:description', 'dct:publisher', 'dcat:distribution']) {
        assert.ok(dataset[key], `Dataset ${key}`);
      }
    }
    for (const distribution of typed('Distribution')) {
      assert.ok(distribution['dcat:accessURL'], 'Distribution dcat:accessURL');
      assert.ok(distribution['dct:license'], 'Distribution dct:license');
    }
    const ids = new Set(graph.map((node) => node['@id']));
    for (const { 'dcat:distribution': distributions } of datasets) {
      for (const { '@id': id } of [distributions].flat() as Node[]) assert.ok(ids.has(id));
    }
    const croissant = JSON.parse(await text('/api/catalog/datasets/00000002/croissant.json'));
    assert.equal(croissant['@type'], 'sc:Dataset');
    assert.equal(croissant['@context']['@vocab'], 'https://schema.org/');
    assert.match(croissant.version, /^\d+\.\d+\.\d+$/);
    for (const file of croissant.distribution) {
      for (const key of ['@id', 'name', 'encodingFormat', 'sha256']) assert.ok(file[key], key);
      assert.ok(URL.canParse(file.contentUrl));
      assert.match(file.sha256, /^[0-9a-f]{64}$/);
    }
  });

  it('describes its interface in OpenAPI, with the very fields that it answers', async () => {
    const document = JSON.parse(await text('/api/openapi.json'));
    assert.equal(document.openapi, '3.1.0');
    for (const [path, schema] of [
      ['/api/datasets', 'Dataset'],
      ['/api/tags', 'Tag'],
      ['/api/themes', 'Theme'],
      ['/api/licences', 'Licence'],
      ['/api/agencies', 'Agency'],
      ['/api/pages', 'Page'],
    ] as const) {
      const [item] = (await app.http.get(path)).body.data;
      if (!item) continue;
      assert.deepEqual(
        Object.keys(document.components.schemas[schema].properties).sort(),
        Object.keys(item).sort(),
        path,
      );
      assert.ok(document.paths[path], path);
    }
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    for (const reference of references)
      assert.ok(document.components.schemas[reference.split('/').at(-1) ?? ''], reference);
  });
});
