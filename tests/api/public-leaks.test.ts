import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { publicPaths, TRICKS } from '../support/public-doors';
import { seedDatasets } from '../support/published';

const MARKER = 'MARKERgeheim7Q';

describe('what nobody outside may see', () => {
  let app: TestApp;
  let paths: string[];
  before(async () => {
    app = await startApp();
    const [first, draft, delisted] = await seedDatasets(app, [
      { identifier: '00000001', marker: MARKER },
      {
        identifier: '00000002',
        name: MARKER,
        description: `${MARKER} 還沒有公開的說明文字`,
        keywords: [MARKER],
        is: 'draft',
        marker: MARKER,
      },
      { identifier: '00000003', name: MARKER, keywords: [MARKER], is: 'delisted', marker: MARKER },
    ]);
    await app.ownerSql(
      `update officers set name = $1::text || name, email = $1::text || email, issuer = $1::text, subject = $1::text || subject`,
      [MARKER],
    );
    await app.ownerSql(`update admin_users set firstname = $1, lastname = $1, username = $1`, [
      MARKER,
    ]);
    await app.ownerSql(`update agencies set dn = $1, telephone = $1, address = $1`, [MARKER]);
    await app.ownerSql(
      `insert into pages (document_id, slug, title, body) values ('draftpage', 'secret', $1::text, $1::text)`,
      [MARKER],
    );
    await app.ownerSql(
      `update datasets set created_by_id = (select min(id) from admin_users), updated_by_id = (select min(id) from admin_users)`,
    );
    paths = [
      ...publicPaths({ documentId: first ?? '', identifier: '00000001' }),
      ...[`/api/datasets/${draft}`, '/api/datasets/identifier/00000002', '/api/pages/secret'],
      ...[`/api/datasets/${delisted}`, '/api/datasets/identifier/00000003'],
    ];
  });
  after(() => app.close());

  /** What was asked may be repeated in a refusal; anything beyond that is a leak. */
  const clean = (text: string, asked: string): boolean => {
    const echoed = asked.includes(MARKER)
      ? text.replaceAll(/"(parameter|path)":"[^"]*"|「[^」]*」/g, '')
      : text;
    return !echoed.includes(MARKER);
  };

  it('stands in no answer of any public route, whatever the parameters ask for', async () => {
    for (const path of paths) {
      for (const trick of ['', ...TRICKS]) {
        const query = trick.replaceAll('MARK', MARKER);
        const { status, text } = await app.http.get(
          `${path}${path.includes('?') ? '&' : '?'}${query}`,
        );
        assert.ok(status < 500, `${path} ${query}: ${status}`);
        assert.ok(clean(text, query), `${path} ${query}: ${text.slice(0, 400)}`);
      }
    }
  });

  it('can not be found out by asking for it: the same is found with and without', async () => {
    const all = await app.http.get('/api/datasets');
    assert.equal(all.body.meta.pagination.total, 1);
    for (const query of [
      `_q=${MARKER}`,
      `filters[name][$contains]=${MARKER}`,
      'filters[publishedAt][$null]=true',
    ]) {
      const { body } = await app.http.get(`/api/datasets?${query}`);
      assert.equal(body.meta.pagination.total, 0, query);
    }
    const search = await app.http.get(`/api/search/datasets?q=${MARKER}&facets=true`);
    assert.equal(search.body.meta.pagination.total, 0);
    const words = await app.http.get('/api/corpus/hot-keywords?limit=100');
    assert.deepEqual(words.body.data, [{ keyword: '統計', datasets: 1, pinned: false }]);
    const statistics = await app.http.get('/api/corpus/statistics');
    assert.equal(statistics.body.data.datasets, 1);
  });

  it('stands in no answer of GraphQL', async () => {
    const queries = [
      '{ datasets_connection(status: DRAFT) { nodes { name description keywords agency { name } files { name } } } }',
      '{ searchDatasets(q: "資料") { nodes { name } facets { agency { label } } } }',
      '{ agencies { name } tags { name } themes { title } licences { name } pages { slug title body } }',
      `{ datasets(filters: { name: { contains: "${MARKER}" } }) { documentId } }`,
      '{ dataset(identifier: "00000002", status: DRAFT) { name } }',
      '{ dataset(identifier: "00000003", status: DRAFT) { name } }',
      '{ hotKeywords(limit: 100) { keyword } latestDatasets { name } popularDatasets { name } }',
    ];
    for (const query of queries) {
      const { status, text } = await app.http.post('/graphql').send({ query });
      assert.equal(status, 200, query);
      assert.ok(!text.includes(MARKER), `${query}: ${text.slice(0, 300)}`);
    }
  });
});
