import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fold } from '../../src/public/fold';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';
import { republish, seedDatasets } from '../support/published';

describe('what the public site reads besides datasets', () => {
  let app: TestApp;
  let documents: string[];
  before(async () => {
    app = await startApp();
    documents = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: '臺灣客語辭典',
        keywords: ['客語', '辭典'],
        tags: ['language-resource', 'culture-arts', 'hak'],
        lastListedAt: '2026-01-03T00:00:00Z',
        files: [{ name: 'a.csv', bytes: 2_000_000_000, tokens: 3_000_000_000 }],
      },
      {
        identifier: '00000002',
        name: '能源年報',
        description: '臺灣的能源統計，也談客語地區。',
        keywords: ['能源', '統計'],
        agencyOid: '2.16.886.101.20003.20067',
        licence: 'SAITDL-1.0',
        tags: ['government-publication', 'energy', 'zh-Hant'],
        yearFrom: 2010,
        yearTo: 2012,
        lastListedAt: '2026-01-02T00:00:00Z',
      },
      { identifier: '00000003', name: '草稿客語', keywords: ['秘密'], is: 'draft' },
    ]);
  });
  after(() => app.close());
  const get = (path: string) => app.http.get(encodeURI(path));
  const identifiers = (body: { data: { identifier: string }[] }) =>
    body.data.map((item) => item.identifier);

  it('counts the whole corpus, with the tokenizer that counted and the moment it is true of', async () => {
    const { status, body } = await get('/api/corpus/statistics');
    assert.equal(status, 200);
    const { asOf, ...numbers } = body.data;
    assert.deepEqual(numbers, {
      tokens: 3_000_000_100,
      tokenizer: 'o200k_base@1',
      tokenizerName: 'o200k_base',
      tokenizerVersion: '1',
      datasets: 2,
      agencies: 2,
      files: 2,
      bytes: 2_000_001_000,
    });
    assert.match(asOf, /^\d{4}-.*Z$/);
  });

  it('counts right after a delisting, and forgets its keywords', async () => {
    const before = (await get('/api/corpus/statistics')).body.data;
    const { admin1 } = await cast(app);
    await admin1.moved(documents[0] ?? '', 'suspend', { reason: '內容有誤' });
    const during = (await get('/api/corpus/statistics')).body.data;
    assert.equal(during.datasets, 1);
    assert.equal(during.tokens, 100);
    const keywords = (await get('/api/corpus/hot-keywords')).body.data;
    assert.deepEqual(
      keywords.map((item: { keyword: string }) => item.keyword).sort(),
      ['統計', '能源'].sort(),
    );
    await republish(app, documents[0] ?? '', {});
    const again = (await get('/api/corpus/statistics')).body.data;
    assert.deepEqual({ ...again, asOf: before.asOf }, before);
    assert.ok(again.asOf > during.asOf && during.asOf > before.asOf);
  });

  it('lists the latest, the popular and the hot keywords', async () => {
    assert.deepEqual(identifiers((await get('/api/corpus/latest')).body), ['00000001', '00000002']);
    assert.equal(identifiers((await get('/api/corpus/popular?limit=1')).body).length, 1);
    const keywords = (await get('/api/corpus/hot-keywords?limit=100')).body.data;
    assert.equal(keywords.length, 4);
    assert.ok(!keywords.some((item: { keyword: string }) => item.keyword === '秘密'));
    assert.equal((await get('/api/corpus/latest?limit=0')).status, 400);
  });

  it('lists all tags of the three facets with their names and counts', async () => {
    const { body } = await get('/api/tags');
    assert.ok(body.data.length >= 28);
    const energy = body.data.find((tag: { code: string }) => tag.code === 'energy');
    assert.equal(energy.facet, 'domain');
    assert.equal(energy.name, '能源管理');
    assert.equal(energy.datasets, 1);
    const domains = await get('/api/tags?filters[facet][$eq]=domain');
    assert.ok(domains.body.data.every((tag: { facet: string }) => tag.facet === 'domain'));
  });

  it('lists themes with their tags, agencies with parent and counts, and pages by slug', async () => {
    const themes = await get('/api/themes');
    assert.equal(themes.status, 200);
    assert.ok(themes.body.data.length >= 6);
    const agencies = await get('/api/agencies?filters[oid]=2.16.886.101.20003.20067');
    assert.equal(agencies.body.data[0].name, '文化部');
    assert.equal(agencies.body.data[0].datasets, 1);
    assert.equal((await get('/api/agencies/2.16.886.101.20003.20067')).body.data.name, '文化部');
    assert.equal((await get('/api/agencies/1.2.3')).status, 404);
    assert.equal((await get('/api/agencies?filters[dn][$notNull]=true')).status, 400);
    const pages = await get('/api/pages');
    assert.equal(pages.status, 200);
    for (const { slug } of pages.body.data) {
      assert.equal((await get(`/api/pages/${slug}`)).body.data.slug, slug);
    }
    const missing = await get('/api/pages/nowhere');
    assert.equal(missing.status, 404);
    assert.equal(missing.body.error.details.code, 'page.not_found');
  });

  it('shows a licence whose text was not entered as one without text', async () => {
    const { body } = await get('/api/licences');
    const licence = body.data.find((item: { code: string }) => item.code === 'SAITDL-1.0');
    assert.equal(licence.hasText, false);
    assert.equal(licence.textZh, null);
    assert.equal(licence.open, false);
    await app.ownerSql(`update licences set text_zh = '條款全文' where code = 'SAITDL-1.0'`);
    const entered = await get('/api/licences/SAITDL-1.0');
    assert.equal(entered.body.data.hasText, true);
    assert.equal(entered.body.data.textZh, '條款全文');
  });

  it('finds words in names before keywords before descriptions, 臺 and 台 alike, and says where', async () => {
    const { body } = await get('/api/search/datasets?q=客語');
    assert.deepEqual(identifiers(body), ['00000001', '00000002']);
    assert.deepEqual(body.data[0].highlight.name, [[2, 4]]);
    assert.deepEqual(body.data[0].highlight.keywords, ['客語']);
    assert.match(body.data[1].highlight.description.text, /客語/);
    assert.deepEqual(identifiers((await get('/api/search/datasets?q=台灣客語')).body), [
      '00000001',
    ]);
    assert.deepEqual(identifiers((await get('/api/search/datasets?q=00000002')).body), [
      '00000002',
    ]);
    assert.deepEqual(identifiers((await get('/api/search/datasets?q=能源 統計')).body), [
      '00000002',
    ]);
    assert.deepEqual(identifiers((await get("/api/search/datasets?q='%26|!(\\")).body), []);
  });

  it('narrows a search by every filter and counts them', async () => {
    const cases: [string, string[]][] = [
      ['textType=language-resource', ['00000001']],
      ['domain=energy', ['00000002']],
      ['domain=energy&domain=culture-arts', ['00000001', '00000002']],
      ['language=hak', ['00000001']],
      ['agency=2.16.886.101.20003.20067', ['00000002']],
      ['licence=SAITDL-1.0', ['00000002']],
      ['year=2011', ['00000002']],
      ['open=true', ['00000001']],
      ['q=客語&open=false', ['00000002']],
      ['sort=name', ['00000002', '00000001']],
      ['sort=popular', ['00000001', '00000002']],
      ['page=2&pageSize=1', ['00000002']],
      ['domain=nothing', []],
    ];
    for (const [query, expected] of cases) {
      const { status, body } = await get(`/api/search/datasets?${query}`);
      assert.equal(status, 200, query);
      assert.deepEqual(identifiers(body).sort(), [...expected].sort(), query);
    }
    for (const query of ['facets=true', 'q=客語&facets=true']) {
      const { facets } = (await get(`/api/search/datasets?${query}`)).body.meta;
      assert.deepEqual(
        facets.domain
          .map((item: { value: string; count: number }) => [item.value, item.count])
          .sort(),
        [
          ['culture-arts', 1],
          ['energy', 1],
        ],
      );
      assert.equal(facets.agency.length, 2);
      assert.deepEqual(
        facets.year.find((item: { value: string }) => item.value === '2011').count,
        1,
      );
      assert.deepEqual(facets.open.map((item: { value: string }) => item.value).sort(), [
        'false',
        'true',
      ]);
    }
  });

  it('refuses a search for one character and unknown values, with codes', async () => {
    for (const [query, code] of [
      ['q=語', 'search.too_short'],
      ['sort=price', 'query.invalid_value'],
      ['page=0', 'query.invalid_value'],
      ['year=abc', 'query.invalid_value'],
      ['colour=red', 'query.unknown_parameter'],
      ['q[x]=y', 'query.invalid_value'],
      [`q=${'長'.repeat(300)}`, 'query.too_large'],
    ] as const) {
      const { status, body } = await get(`/api/search/datasets?${query}`);
      assert.equal(status, 400, query);
      assert.equal(body.error.details.code, code, query);
    }
  });

  it('folds a text in the database as it does in the program', async () => {
    for (const text of [
      '臺北市 ＡＢＣ１２３',
      'Ünïcode ÇA',
      '㈱①½ ﬁn',
      'ABC abc',
      '\u3000全形　空白',
      'Ωμέγα',
    ]) {
      const [row] = await app.sql<{ folded: string }>('select corpus_fold($1) as folded', [text]);
      assert.equal(row?.folded, fold(text), text);
    }
  });

  it('shows a renamed agency and tag on its datasets at once', async () => {
    await app.ownerSql(`update tags set name = '能源' where code = 'energy'`);
    const { body } = await get('/api/datasets/identifier/00000002');
    assert.ok(body.data.tags.some((tag: { name: string }) => tag.name === '能源'));
  });
});
