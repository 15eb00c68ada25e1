import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it, mock } from 'node:test';
import { Client } from 'pg';
import { startApp, type TestApp } from '../support/app';
import { seedDatasets } from '../support/published';

describe('reading the corpus over GraphQL', () => {
  let app: TestApp;
  let documents: string[];
  before(async () => {
    app = await startApp();
    documents = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: '臺灣文化統計',
        lastListedAt: '2026-01-03T00:00:00Z',
        files: [{ name: '文化.csv', bytes: 3_000_000_000, tokens: 2_200_000_000 }],
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

  const ask = async (query: string, variables?: object) =>
    (await app.http.post('/graphql').send({ query, variables })).body;

  it('lists published datasets with their relations and a total', async () => {
    const { data, errors } = await ask(`{
      datasets_connection(sort: ["identifier:asc"]) {
        nodes {
          documentId identifier name keywords isOpen tokens totalBytes lastListedAt
          agency { oid name responsible { oid } } licence { code open } tags { code facet }
          files { documentId name kind bytes tokens sha256 } contact { email } validity { permanent }
        }
        pageInfo { total page pageSize pageCount }
      }
    }`);
    assert.equal(errors, undefined);
    const { nodes, pageInfo } = data.datasets_connection;
    assert.deepEqual(pageInfo, { total: 2, page: 1, pageSize: 25, pageCount: 1 });
    assert.equal(nodes[0].files[0].bytes, 3_000_000_000);
    assert.equal(nodes[0].tokens, 2_200_000_000);
    assert.equal(nodes[1].agency.name, '文化部');
    assert.equal(nodes[1].licence.code, 'SAITDL-1.0');
  });

  it('shows no draft, whatever status asks for, and none by its documentId', async () => {
    for (const status of ['DRAFT', 'PUBLISHED']) {
      const { data } = await ask(
        `{ datasets_connection(status: ${status}) { nodes { identifier } } }`,
      );
      assert.equal(data.datasets_connection.nodes.length, 2, status);
      const one = await ask(
        `{ dataset(documentId: "${documents[2]}", status: ${status}) { name } }`,
      );
      assert.equal(one.data.dataset, null);
    }
  });

  it('finds one by documentId or identifier, and says when it was delisted', async () => {
    const found = await ask('query($id: String) { dataset(identifier: $id) { name } }', {
      id: '00000001',
    });
    assert.equal(found.data.dataset.name, '臺灣文化統計');
    const gone = await ask('{ dataset(identifier: "00000004") { name } }');
    assert.equal(gone.data.dataset, null);
    assert.equal(gone.errors[0].extensions.code, 'dataset.delisted');
    assert.equal(gone.errors[0].extensions.identifier, '00000004');
  });

  it('filters, sorts and pages as REST does', async () => {
    const cases: [string, string[]][] = [
      ['filters: { name: { containsi: "文化" } }', ['00000001']],
      ['filters: { tags: { code: { eq: "energy" } } }', ['00000002']],
      ['filters: { agency: { oid: { in: ["2.16.886.101.20003.20067"] } } }', ['00000002']],
      [
        'filters: { or: [{ identifier: { eq: "00000001" } }, { isOpen: { eq: false } }] }',
        ['00000001', '00000002'],
      ],
      ['filters: { not: { isOpen: { eq: false } } }', ['00000001']],
      ['filters: { lastListedAt: { gt: "2026-01-02T12:00:00.000Z" } }', ['00000001']],
      ['filters: { totalBytes: { gt: 2000000000 } }', ['00000001']],
      ['sort: ["identifier:desc"]', ['00000002', '00000001']],
      ['pagination: { page: 2, pageSize: 1 }', ['00000002']],
      ['pagination: { start: 1, limit: 5 }', ['00000002']],
    ];
    for (const [args, expected] of cases) {
      const { data, errors } = await ask(`{ datasets(${args}) { identifier } }`);
      assert.equal(errors, undefined, args + JSON.stringify(errors));
      assert.deepEqual(
        data.datasets.map((item: { identifier: string }) => item.identifier),
        expected,
        args,
      );
    }
  });

  it('searches with facets, counts the corpus, and lists taxonomy', async () => {
    const { data, errors } = await ask(`{
      searchDatasets(q: "文化", page: 1, pageSize: 5) {
        total nodes { identifier } facets { domain { value label count } open { value count } }
      }
      corpusStatistics { tokens tokenizer datasets agencies files bytes asOf }
      tags { code facet name } themes { code title tags { code } } licences { code hasText open }
      agencies(filters: { oid: { eq: "2.16.886.101.20003.20082" } }) { oid name }
    }`);
    assert.equal(errors, undefined, JSON.stringify(errors));
    assert.equal(data.searchDatasets.total, 1);
    assert.equal(data.searchDatasets.facets.domain[0].value, 'culture-arts');
    assert.equal(data.corpusStatistics.tokens, 2_200_000_100);
    assert.equal(data.corpusStatistics.datasets, 2);
    assert.ok(data.tags.length >= 28);
    assert.equal(data.agencies[0].name, '數位發展部');
  });

  it('answers refusals with our codes and in the language asked for', async () => {
    const { body } = await app.http
      .post('/graphql')
      .set('accept-language', 'en')
      .send({ query: '{ searchDatasets(q: "語") { total } }' });
    assert.equal(body.errors[0].extensions.code, 'search.too_short');
    assert.match(body.errors[0].message, /2 characters/);
    const nul = await ask('{ datasets(filters: { name: { eq: "a\\u0000" } }) { name } }');
    assert.equal(nul.errors[0].extensions.code, 'query.invalid_value');
    const json = await ask('{ datasets(sort: ["provider.email"]) { name } }');
    assert.equal(json.errors[0].extensions.code, 'query.unknown_field');
  });

  it('has no mutations, no other types, and no fields that are not public', async () => {
    const { data } = await ask(
      `{ __schema { mutationType { name } types { name fields { name } } } }`,
    );
    assert.equal(data.__schema.mutationType, null);
    const words = JSON.stringify(data);
    for (const word of [
      'storageKey',
      'provider',
      'returnReason',
      'Officer',
      'UsersPermissions',
      'UploadFile',
      'createdBy',
    ]) {
      assert.ok(!words.includes(word), word);
    }
    for (const query of [
      'mutation { createDataset(data: { name: "x" }) { documentId } }',
      'mutation { login(input: { identifier: "x", password: "x" }) { jwt } }',
      'subscription { datasets { name } }',
      '{ datasets { provider { email } } }',
      '{ officers { documentId } }',
      '{ usersPermissionsUsers { documentId } }',
    ]) {
      const { errors } = await ask(query);
      assert.ok(errors.length > 0, query);
    }
  });

  it('says that it only answers queries, and keeps no texts of strangers for later', async () => {
    for (const query of ['mutation { x }', 'subscription { x }']) {
      const { status, body } = await app.http.post('/graphql').send({ query });
      assert.equal(status, 400);
      assert.equal(body.errors[0].extensions.code, 'graphql.only_queries');
      assert.equal(body.errors[0].message, '公開介面只能查詢，不能修改或訂閱。');
    }
    const two = await app.http.post('/graphql').send({ query: 'query A { x } query B { x }' });
    assert.notEqual(two.body.errors[0].extensions.code, 'graphql.only_queries');
    const query = '{ tags { code } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (const text of [{ query }, {}]) {
      const { body } = await app.http.post('/graphql').send({ ...text, extensions });
      assert.equal(body.errors[0].extensions.code, 'PERSISTED_QUERY_NOT_SUPPORTED');
    }
  });

  it('refuses queries that are too deep, too costly or too long, before they run', async () => {
    const deep = await ask(
      '{ a: datasets_connection { nodes { agency { responsible { oid } } } } }',
    );
    assert.equal(deep.errors, undefined);
    const aliases = Array.from({ length: 300 }, (_, i) => `a${i}: datasets { identifier }`).join(
      ' ',
    );
    const costly = await app.http.post('/graphql').send({ query: `{ ${aliases} }` });
    assert.equal(costly.status, 400);
    assert.equal(costly.body.errors[0].extensions.code, 'graphql.too_costly');
    const bomb = Array.from(
      { length: 25 },
      (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
    );
    const started = Date.now();
    const bombed = await ask(
      `{ ...f0 } ${bomb.join(' ')} fragment f25 on Query { datasets { name } }`,
    );
    assert.equal(bombed.errors[0].extensions.code, 'graphql.too_costly');
    assert.ok(Date.now() - started < 3000);
    const long = await app.http
      .post('/graphql')
      .send({ query: `{ ${'datasets { name } '.repeat(3000)} }` });
    assert.ok(long.status === 400 || long.status === 413);
    const huge = await app.http.post('/graphql').send({ query: `{ ${' '.repeat(200_000)} }` });
    assert.equal(huge.status, 413);
    const batch = await app.http.post('/graphql').send([{ query: '{ tags { code } }' }]);
    assert.equal(batch.status, 400);
  });

  it('reads a page of datasets with four relations in two statements', async () => {
    const statements = await statementsDuring(() =>
      ask(
        '{ datasets_connection { nodes { agency { oid } licence { code } tags { code } files { name } } pageInfo { total } } }',
      ),
    );
    const ofDatasets = statements.filter((text) => text.includes('corpus_datasets'));
    assert.ok(ofDatasets.length >= 1 && ofDatasets.length <= 2, statements.join('\n'));
  });
});

/** What the driver is told meanwhile, by whomever: the service has its own beats. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const query = mock.method(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.map(({ arguments: [told] }) =>
      typeof told === 'string' ? told : (told as unknown as { text: string }).text,
    );
  } finally {
    query.mock.restore();
  }
}
