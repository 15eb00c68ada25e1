import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { copyDataset, type CopiedContent } from '../support/copies';
import { seedDatasets } from '../support/published';

interface Query {
  readonly q: string;
  readonly why: string;
  /** How many records hold every word. */
  readonly total: number;
  /** Those of the best rank: identifier, whole name, name, name and keywords, anywhere. */
  readonly best: readonly string[];
}

const PAGE = 50;

function fixture<Row>(name: string): Row[] {
  const file = path.resolve(__dirname, '../fixtures/search', name);
  return JSON.parse(readFileSync(file, 'utf8')) as Row[];
}

describe('the quality of search, over real titles and texts', () => {
  let app: TestApp;
  const queries = fixture<Query>('queries.json');
  before(async () => {
    app = await startApp();
    const [base = ''] = await seedDatasets(app, [{ identifier: '00001000', name: 'zzbase' }]);
    await copyDataset(app, {
      documentId: base,
      contents: fixture<CopiedContent>('records.json'),
    });
  });
  after(() => app.close());

  async function search(q: string): Promise<{ found: string[]; total: number }> {
    const query = new URLSearchParams({ q, pageSize: String(PAGE) }).toString();
    const { status, body } = await app.http.get(`/api/search/datasets?${query}`);
    assert.equal(status, 200, q);
    const found = body.data.map((item: { identifier: string }) => item.identifier) as string[];
    return { found, total: body.meta.pagination.total as number };
  }

  it(`finds exactly what holds every word, for ${queries.length} queries`, async () => {
    assert.equal(queries.length, 200);
    const wrong: string[] = [];
    for (const { q, why, total } of queries) {
      const found = await search(q);
      if (found.total !== total) wrong.push(`${q} (${why}): ${found.total}, not ${total}`);
    }
    assert.deepEqual(wrong, []);
  });

  it('puts the best rank first: identifiers, whole names, names, keywords, then texts', async () => {
    const wrong: string[] = [];
    for (const { q, why, best } of queries) {
      const { found } = await search(q);
      const first = found.slice(0, best.length);
      const expected = new Set(best);
      if (!first.every((identifier) => expected.has(identifier))) wrong.push(`${q} (${why})`);
    }
    assert.deepEqual(wrong, []);
  });

  it('pages through all of a search without a gap or a repetition', async () => {
    const [most] = [...queries].sort((a, b) => b.total - a.total);
    const seen = new Set<string>();
    for (let page = 1; seen.size < (most?.total ?? 0); page += 1) {
      const query = new URLSearchParams({ q: most?.q ?? '', pageSize: '7', page: String(page) });
      const { body } = await app.http.get(`/api/search/datasets?${query.toString()}`);
      assert.ok(body.data.length > 0, `page ${page}`);
      for (const { identifier } of body.data as { identifier: string }[]) {
        assert.ok(!seen.has(identifier), identifier);
        seen.add(identifier);
      }
    }
    assert.equal(seen.size, most?.total);
  });
});
