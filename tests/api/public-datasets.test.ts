import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { strapi } from '@strapi/client';
import { startApp, type TestApp } from '../support/app';
import { republish, seedDatasets } from '../support/published';

describe('reading published datasets over REST', () => {
  let app: TestApp;
  let documents: string[];
  before(async () => {
    app = await startApp();
    documents = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: '臺灣文化統計',
        lastListedAt: '2026-01-03T00:00:00Z',
        files: [
          { name: '文化.csv', bytes: 3_000_000_000, tokens: 2_200_000_000 },
          { name: '附錄.csv', bytes: 10, tokens: 5 },
        ],
      },
      {
        identifier: '00000002',
        name: '能源年報',
        agencyOid: '2.16.886.101.20003.20067',
        licence: 'SAITDL-1.0',
        tags: ['government-publication', 'energy', 'en'],
        lastListedAt: '2026-01-02T00:00:00Z',
      },
      { identifier: '00000003', name: '草稿', is: 'draft' },
      { identifier: '00000004', name: '下架者', is: 'delisted' },
    ]);
  });
  after(() => app.close());
  const get = (path: string) => app.http.get(path);

  it('lists published datasets only, newest first, with agency, licence, tags and files', async () => {
    const { status, body } = await get('/api/datasets');
    assert.equal(status, 200);
    assert.deepEqual(
      body.data.map((item: { identifier: string }) => item.identifier),
      ['00000001', '00000002'],
    );
    assert.deepEqual(body.meta.pagination, { page: 1, pageSize: 25, pageCount: 1, total: 2 });
    const [first] = body.data;
    assert.equal(first.agency.oid, '2.16.886.101.20003.20082');
    assert.equal(first.licence.code, 'OGDL-Taiwan-1.0');
    assert.equal(first.isOpen, true);
    assert.deepEqual(first.textTypes, ['research-report']);
    assert.deepEqual(first.tags.map((tag: { code: string }) => tag.code).sort(), [
      'culture-arts',
      'research-report',
      'zh-Hant',
    ]);
    assert.deepEqual(Object.keys(first.files[0]), [
      ...['documentId', 'name', 'kind', 'bytes', 'tokens', 'sha256'],
    ]);
    assert.equal(first.files[0].bytes, 3_000_000_000);
    assert.equal(first.tokens, 2_200_000_005);
    assert.equal(first.contact.email, 'contact@example.invalid');
  });

  it('shows the same, whatever status asks for', async () => {
    const expected = (await get('/api/datasets')).text;
    for (const status of ['draft', 'DRAFT', 'published', 'modified', 'x', '', '[]']) {
      assert.equal((await get(`/api/datasets?status=${status}`)).text, expected, status);
    }
    assert.equal((await get('/api/datasets?publicationState=preview')).text, expected);
    const draft = documents[2];
    assert.equal((await get(`/api/datasets/${draft}?status=draft`)).status, 404);
    assert.equal((await get('/api/datasets/identifier/00000003?status=draft')).status, 404);
  });

  it('finds one dataset by documentId and by identifier', async () => {
    const byDocument = await get(`/api/datasets/${documents[0]}`);
    const byIdentifier = await get('/api/datasets/identifier/00000001');
    assert.equal(byDocument.status, 200);
    assert.equal(byDocument.text, byIdentifier.text);
    assert.equal(byDocument.body.data.name, '臺灣文化統計');
  });

  it('says that a delisted dataset was delisted, with identifier and date and no content', async () => {
    for (const path of [`/api/datasets/${documents[3]}`, '/api/datasets/identifier/00000004']) {
      const { status, body, text } = await get(path);
      assert.equal(status, 410);
      assert.equal(body.error.details.code, 'dataset.delisted');
      assert.equal(body.error.details.identifier, '00000004');
      assert.equal(body.error.details.delistedAt, '2026-02-03T04:05:06.000Z');
      assert.doesNotMatch(text, /下架者/);
    }
  });

  it('filters by attributes and through relations', async () => {
    const cases: [string, string[]][] = [
      ['filters[name][$contains]=文化', ['00000001']],
      ['filters[identifier][$in][0]=00000002&filters[identifier][$in][1]=00000003', ['00000002']],
      ['filters[agency][oid][$eq]=2.16.886.101.20003.20067', ['00000002']],
      ['filters[tags][code][$eq]=energy', ['00000002']],
      ['filters[licence][code]=SAITDL-1.0', ['00000002']],
      ['filters[isOpen]=true', ['00000001']],
      ['filters[files][name][$endsWith]=.csv&filters[isOpen][$ne]=true', ['00000002']],
      [
        'filters[$or][0][tags][code]=energy&filters[$or][1][identifier]=00000001',
        ['00000001', '00000002'],
      ],
      ['filters[$not][tags][code]=energy', ['00000001']],
      ['filters[lastListedAt][$gt]=2026-01-02T12:00:00Z', ['00000001']],
      [
        'filters[yearFrom][$between][0]=2019&filters[yearFrom][$between][1]=2021',
        ['00000001', '00000002'],
      ],
      ['filters[name][$notContainsi]=文化', ['00000002']],
      ['filters[name][$null]=true', []],
      ['_q=文化', ['00000001']],
      ['_q=台灣', ['00000001']],
    ];
    for (const [query, expected] of cases) {
      const { status, body } = await get(encodeURI(`/api/datasets?${query}`));
      assert.equal(status, 200, query);
      const found = body.data.map((item: { identifier: string }) => item.identifier);
      assert.deepEqual(found, expected, query);
      assert.equal(body.meta.pagination.total, expected.length, query);
    }
  });

  it('sorts, pages and selects as Strapi does', async () => {
    const sorted = await get('/api/datasets?sort=identifier:desc');
    assert.equal(sorted.body.data[0].identifier, '00000002');
    const byAgency = await get('/api/datasets?sort[0]=agency.oid:asc&sort[1]=identifier');
    assert.equal(byAgency.body.data[0].identifier, '00000002');
    const page = await get('/api/datasets?pagination[page]=2&pagination[pageSize]=1');
    assert.equal(page.body.data[0].identifier, '00000002');
    assert.deepEqual(page.body.meta.pagination, { page: 2, pageSize: 1, pageCount: 2, total: 2 });
    const start = await get(
      '/api/datasets?pagination[start]=1&pagination[limit]=1&pagination[withCount]=false',
    );
    assert.equal(start.body.data[0].identifier, '00000002');
    assert.deepEqual(start.body.meta.pagination, { start: 1, limit: 1 });
    const chosen = await get('/api/datasets?fields[0]=name&populate[agency][fields][0]=oid');
    assert.deepEqual(Object.keys(chosen.body.data[0]), [
      'id',
      'documentId',
      'name',
      'agency',
      'licence',
      'tags',
      'files',
    ]);
    assert.deepEqual(Object.keys(chosen.body.data[0].agency), ['documentId', 'oid']);
    for (const populate of ['*', 'agency,tags', 'files']) {
      assert.equal((await get(`/api/datasets?populate=${populate}`)).status, 200);
    }
  });

  it('refuses what is not public, and what is dangerous, with a code and 400', async () => {
    const wrong: [string, string][] = [
      ['filters[provider][email][$startsWith]=a', 'query.unknown_field'],
      ['filters[agency][dn][$notNull]=true', 'query.unknown_field'],
      ['filters[updatedBy][email][$startsWith]=a', 'query.unknown_field'],
      ['filters[returnReason][$notNull]=true', 'query.unknown_field'],
      ['filters[files][storageKey][$contains]=a', 'query.unknown_field'],
      ['filters[contact][email]=a', 'query.unknown_field'],
      ['filters[name][$eq]=%00', 'query.invalid_value'],
      ['filters[name][$jsonSupersetOf]=1', 'query.unknown_operator'],
      ['filters[yearFrom][$eq]=abc', 'query.invalid_value'],
      ['filters[yearFrom][$contains]=1', 'query.unknown_operator'],
      ['filters[lastListedAt][$gt]=0000-01-01', 'query.invalid_value'],
      ['filters[lastListedAt][$gt]=9999-12-31T23:59:59-23:00', 'query.invalid_value'],
      [`filters[name][$eq]=${'x'.repeat(600)}`, 'query.too_large'],
      ['sort=provider.email', 'query.unknown_field'],
      ['sort=name;drop', 'query.unknown_field'],
      ['sort=returnReason', 'query.unknown_field'],
      ['populate=provider', 'query.unknown_field'],
      ['populate[createdBy]=*', 'query.unknown_field'],
      ['populate[agency][populate]=provider', 'query.unknown_field'],
      ['populate[agency][sort]=oid', 'query.unknown_parameter'],
      ['fields=state', 'query.unknown_field'],
      ['fields=storageKey', 'query.unknown_field'],
      ['pagination[page]=0', 'query.invalid_value'],
      ['pagination[pageSize]=x', 'query.invalid_value'],
      ['nonsense=1', 'query.unknown_parameter'],
    ];
    for (const [query, code] of wrong) {
      const { status, body } = await get(`/api/datasets?${query}`);
      assert.equal(status, 400, query);
      assert.equal(body.error.details.code, code.split('"')[0], query);
      assert.equal(body.data, null);
    }
    const many = Array.from({ length: 101 }, (_, i) => `filters[identifier][$in][${i}]=${i}`).join(
      '&',
    );
    assert.equal((await get(`/api/datasets?${many}`)).status, 400);
    assert.equal((await get('/api/datasets/%00')).status, 400);
    assert.equal((await get('/api/datasets/identifier/00000001%00')).status, 400);
  });

  it('answers a repeated request with 304 until something is published', async () => {
    const first = await get('/api/datasets');
    const etag = first.headers.etag as string;
    assert.match(first.headers['cache-control'] ?? '', /must-revalidate/);
    assert.equal((await get('/api/datasets').set('if-none-match', etag)).status, 304);
    await republish(
      app,
      documents[1] ?? '',
      { name: '能源年報（修訂）' },
      '2.16.886.101.20003.20067',
    );
    const changed = await get('/api/datasets').set('if-none-match', etag);
    assert.equal(changed.status, 200);
    assert.equal(changed.body.data[0].name, '能源年報（修訂）');
  });

  it('is compressed for those who take it, and says so to caches', async () => {
    const plain = await get('/api/datasets').set('accept-encoding', 'identity');
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.match(plain.headers.vary ?? '', /accept-encoding/i);
    for (const encoding of ['br', 'gzip']) {
      for (let times = 0; times < 2; times += 1) {
        const packed = await get('/api/datasets').set('accept-encoding', encoding);
        assert.equal(packed.headers['content-encoding'], encoding);
        assert.match(packed.headers.vary ?? '', /origin.*accept-encoding/i);
        assert.equal(packed.text, plain.text);
        assert.equal(packed.headers.etag, plain.headers.etag);
        assert.ok(Number(packed.headers['content-length']) < plain.text.length / 2);
      }
    }
    const same = await get('/api/datasets').set('if-none-match', plain.headers.etag as string);
    assert.equal(same.status, 304);
    const graphql = await app.http
      .post('/graphql')
      .set('accept-encoding', 'gzip')
      .send({ query: '{ tags { facet code name nameEn } }' });
    assert.equal(graphql.headers['content-encoding'], 'gzip');
    assert.ok(graphql.body.data.tags.length > 20);
  });

  it('answers odd requests on the short way, too', async () => {
    const { etag } = (await get('/api/datasets')).headers as { etag: string };
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await get(path).set(headers)).status;
    assert.equal(await status('/api/datasets?'), 200);
    assert.equal(await status('/api/datasets?%'), 400);
    assert.equal(await status('/api/datasets?filters[name]=%00'), 400);
    assert.equal(await status(`/api/search/datasets?q=${'a'.repeat(3_000)}`), 400);
    assert.ok((await status(`/api/datasets?${'filters[$and][0]'.repeat(40)}=1`)) < 500);
    for (const one of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      assert.equal(await status('/api/datasets', { 'if-none-match': one }), 304, one);
      const fresh = { 'if-none-match': one, 'cache-control': 'no-cache' };
      assert.equal(await status('/api/datasets', fresh), 200, one);
    }
    for (const other of ['"other"', 'W/"other"', 'other', '"a", "b"']) {
      assert.equal(await status('/api/datasets', { 'if-none-match': other }), 200, other);
    }
    for (const encoding of ['', 'x-unknown', 'br;q=0, gzip;q=0', 'identity;q=0']) {
      assert.equal(await status('/api/datasets', { 'accept-encoding': encoding }), 200, encoding);
    }
  });

  it('answers the same by the short way and by Strapi’s own, refusals too', async () => {
    for (const path of [
      '/api/datasets?pagination[pageSize]=1&filters[tags][code][$in][0]=energy',
      `/api/datasets/${documents[0]}?fields[0]=name`,
      '/api/datasets/identifier/00000004',
      '/api/datasets/identifier/99999999',
      '/api/datasets?nonsense=1',
      '/api/search/datasets?q=x',
      '/api/search/datasets?q=%E6%96%87%E5%8C%96&facets=true',
      '/api/corpus/statistics',
      '/api/tags?sort=code',
    ]) {
      const short = await get(path);
      const long = await get(path).set('origin', 'https://elsewhere.example');
      assert.equal(short.status, long.status, path);
      assert.equal(short.text, long.text, path);
      assert.equal(short.headers['content-type'], long.headers['content-type'], path);
      assert.equal(short.headers.etag, long.headers.etag, path);
      // A date to compare with is unusual enough for Strapi’s way, and changes nothing of the answer.
      for (const encoding of ['identity', 'gzip', 'br, gzip']) {
        const asked = { 'accept-encoding': encoding, 'x-request-id': 'compared-0001' };
        const before = { ...asked, 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' };
        const [one, other] = [await get(path).set(asked), await get(path).set(before)];
        const headers = [one, other].map(({ headers: { date: _, ...others } }) => others);
        assert.deepEqual(headers[0], headers[1], `${path} ${encoding}`);
        assert.equal(one.text, other.text, path);
      }
    }
  });

  it('is read by Strapi’s own client: lists, filters, sorts, pages, fields, populate, one, refusals', async () => {
    const client = strapi({ baseURL: `${await listening(app)}/api` });
    const datasets = client.collection('datasets');
    const all = await datasets.find({ populate: '*', sort: ['name:asc', 'identifier:desc'] });
    assert.deepEqual(
      all.data.map(({ identifier }) => identifier as string),
      ['00000002', '00000001'],
    );
    assert.equal(all.meta.pagination?.total, 2);
    const found = await datasets.find({
      filters: {
        $or: [{ tags: { code: { $eq: 'energy' } } }, { agency: { oid: { $startsWith: '9.' } } }],
        name: { $containsi: '年報' },
      },
      fields: ['identifier', 'name'],
      populate: { agency: { fields: ['oid'], populate: '*' }, tags: true },
      pagination: { start: 0, limit: 5, withCount: true },
      status: 'draft',
    });
    assert.equal(found.data.length, 1);
    assert.deepEqual(found.meta.pagination, { start: 0, limit: 5, total: 1 });
    const [energy] = found.data;
    assert.equal(energy?.['description'], undefined);
    assert.deepEqual(Object.keys(energy?.['agency'] as object).sort(), ['documentId', 'oid']);
    const one = await datasets.findOne(energy?.documentId ?? '', { populate: ['agency', 'tags'] });
    assert.equal(one.data['identifier'], '00000002');
    await assert.rejects(datasets.findOne(documents[3] ?? ''), /410|Gone/i);
    await assert.rejects(datasets.find({ filters: { provider: { email: 'x' } } }), /400|Bad/i);
    await assert.rejects(datasets.create({ name: 'x' }), /40[1345]|Not|Forbidden|Unauth/i);
    const page = await client.collection('tags').find({ filters: { facet: 'domain' } });
    assert.ok(page.data.length >= 10);
  });

  it('answers HEAD and If-None-Match alike on the short way and on Strapi’s', async () => {
    for (const path of ['/api/datasets', '/api/datasets/identifier/00000001', '/api/licences']) {
      const full = await get(path);
      const head = await app.http.head(path);
      assert.equal(head.status, 200, path);
      assert.equal(head.headers.etag, full.headers.etag, path);
      assert.ok(!head.text, path);
      for (const headers of [{}, { origin: 'https://other.example' }]) {
        const same = await get(path).set({ 'if-none-match': full.headers.etag }).set(headers);
        assert.equal(same.status, 304, path);
        assert.ok(!same.text, path);
        assert.equal(same.headers['cache-control'], 'public, max-age=0, must-revalidate');
        assert.match(String(same.headers['vary']), /Origin.*Accept-Encoding/i);
        assert.equal(same.headers['x-content-type-options'], 'nosniff');
      }
      const packed = await get(path).set('accept-encoding', 'br');
      assert.match(String(packed.headers['vary']), /Accept-Encoding/i, path);
    }
    const options = await app.http.options('/api/datasets').set('origin', 'https://other.example');
    assert.ok(options.status < 500);
    assert.equal(options.headers['access-control-allow-origin'] || undefined, undefined);
  });

  it('says nothing about how it was made, and offers nothing else of the content types', async () => {
    for (const path of [
      ...['/api/officers', '/api/dataset-files', '/api/users', '/api/upload/files'],
      ...['/api/users-permissions/roles', '/api/content-type-builder/content-types'],
    ]) {
      const { status } = await get(path);
      assert.ok([401, 403, 404].includes(status), `${path}: ${status}`);
    }
    for (const method of ['post', 'put', 'delete', 'patch'] as const) {
      const sent = { data: { name: 'x' } };
      const { status, headers, body } = await app.http[method]('/api/datasets').send(sent);
      assert.equal(status, 405, method);
      assert.equal(body.error.details.code, 'request.method_not_allowed');
      assert.match(headers['allow'] ?? '', /GET/);
    }
  });
});

/** Where the app's server listens: supertest would make it listen for each request alone. */
async function listening(app: TestApp): Promise<string> {
  const server = app.strapi.server.httpServer;
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
