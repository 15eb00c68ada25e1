import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Knex } from 'knex';
import pg from 'pg';
import { agenciesWithManager, loadOfficer, managersOf } from '../../src/access/officer';
import { newDocumentId } from '../../src/db/document-id';
import { coveredAgencies, toFilter, type AgencyNode } from '../../src/domain/access/agency-scope';
import { startApp, type TestApp } from '../support/app';
import { Person } from '../support/datasets';
import { databaseUrl } from '../support/environment';

const AGENCIES = 10;
const LIST = '/review-workflow/datasets';

/** Index of the agency above, or of the successor, of each agency; null for none. */
type Links = readonly (readonly [number | null, number | null])[];

const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);

describe('scope over agencies with parents and successors', () => {
  let app: TestApp;
  let ids: number[];

  before(async () => {
    app = await startApp();
    const rows = await app.ownerSql<{ id: number }>(
      `insert into agencies (document_id, oid, name)
       select 'scope-' || n, '2.16.886.999.' || n, '機關' || n from generate_series(1, $1) n returning id`,
      [AGENCIES],
    );
    ids = rows.map(({ id }) => id);
  });
  after(() => app.close());

  const idOf = (index: number | null) => (index === null ? null : (ids[index] ?? null));
  const nodesOf = (links: Links): AgencyNode[] =>
    links.map(([parent, successor], index) => ({
      id: idOf(index) ?? 0,
      parentId: idOf(parent),
      successorId: idOf(successor),
    }));

  async function link(run: (sql: string, params: unknown[]) => Promise<unknown>, links: Links) {
    await run(
      `update agencies a set parent_id = l.parent, successor_id = l.successor
       from unnest($1::int[], $2::int[], $3::int[]) as l(id, parent, successor) where a.id = l.id`,
      [ids, links.map(([parent]) => idOf(parent)), links.map(([, successor]) => idOf(successor))],
    );
  }

  it('is the same in SQL as in the rules, whatever the links, circles too', async () => {
    const someAgency = fc.option(fc.nat(AGENCIES - 1), { nil: null });
    const anyLinks = fc.array(fc.tuple(someAgency, someAgency), {
      minLength: AGENCIES,
      maxLength: AGENCIES,
    });
    // Past the trigger that refuses circles; undone at the end.
    const client = new pg.Client({ connectionString: databaseUrl('SUPER', app.database) });
    await client.connect();
    const db = asKnex(client);
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ account: string; admin_user_id: number }>(
      `select account, admin_user_id from officers where account in ('provider.moda', 'manager.moda')`,
    );
    const userOf = (account: string) =>
      rows.find((row) => row.account === account)?.admin_user_id ?? 0;
    const scopeAt = async (account: string, agency: number) => {
      await client.query('update officers set agency_id = $2 where account = $1', [
        account,
        agency,
      ]);
      return sorted(toFilter((await loadOfficer(db, userOf(account))).scope) ?? []);
    };
    const property = fc.asyncProperty(anyLinks, fc.nat(AGENCIES - 1), async (links, index) => {
      await link((sql, params) => client.query(sql, params), links);
      const nodes = nodesOf(links);
      const home = idOf(index) ?? 0;
      const covered = coveredAgencies(home, nodes);
      assert.deepEqual(await scopeAt('manager.moda', home), sorted(covered));
      const withoutParents = nodes.map((node) => ({ ...node, parentId: null }));
      assert.deepEqual(
        await scopeAt('provider.moda', home),
        sorted(coveredAgencies(home, withoutParents)),
      );
      // Who is told, and who is waited for, are the same people who may decide.
      const manager = userOf('manager.moda');
      const managed = await agenciesWithManager(db, ids);
      for (const id of ids) {
        assert.equal((await managersOf(db, id)).includes(manager), covered.has(id));
        assert.equal(managed.has(id), covered.has(id));
      }
    });
    try {
      await fc.assert(property, { numRuns: 25 });
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });

  it('lists exactly the datasets that it would also let the officer open', async () => {
    const people = {
      provider: await Person.of(app, 'provider.moda'),
      manager: await Person.of(app, 'manager.moda'),
    };
    const datasets = await seedDatasets();
    // Links lead to earlier agencies only, so that there is no circle.
    const above = (index: number) =>
      index === 0 ? fc.constant(null) : fc.option(fc.nat(index - 1), { nil: null, freq: 3 });
    const anyForest = fc.tuple(...ids.map((_, index) => fc.tuple(above(index), above(index))));
    await fc.assert(
      fc.asyncProperty(anyForest, fc.nat(AGENCIES - 1), async (links, index) => {
        await link((sql, params) => app.ownerSql(sql, params), links);
        await app.ownerSql(
          `update officers set agency_id = $1 where account in ('provider.moda', 'manager.moda')`,
          [idOf(index)],
        );
        for (const person of Object.values(people)) await compare(person, datasets);
      }),
      { numRuns: 5 },
    );
  });

  async function compare(person: Person, datasets: readonly string[]): Promise<void> {
    const listed = await person.get(`${LIST}?pageSize=100`);
    assert.equal(listed.status, 200);
    const body = listed.body as {
      data: { id: string; identifier: string; agency: { oid: string } }[];
      meta: { pagination: { total: number } };
    };
    const shown = new Set(body.data.map(({ id }) => id));
    assert.equal(body.meta.pagination.total, shown.size);
    const opened = await Promise.all(datasets.map((id) => person.get(`${LIST}/${id}`)));
    assert.deepEqual(
      opened.map(({ status }) => status),
      datasets.map((id) => (shown.has(id) ? 200 : 404)),
      person.account,
    );
    const outside = datasets.find((id) => !shown.has(id));
    if (outside === undefined) return;
    const [row] = await app.sql<{ identifier: string; oid: string }>(
      `select d.identifier, a.oid from datasets d join agencies a on a.id = d.agency_id
       where d.document_id = $1`,
      [outside],
    );
    for (const query of [`identifier=${row?.identifier ?? ''}`, `q=${row?.identifier ?? ''}`]) {
      const { body: found } = await person.get(`${LIST}?${query}`);
      assert.deepEqual((found as typeof body).data, [], query);
      assert.equal((found as typeof body).meta.pagination.total, 0);
    }
    const { body: ofAgency } = await person.get(`${LIST}?agency=${row?.oid ?? ''}`);
    assert.deepEqual((ofAgency as typeof body).data, []);
  }

  /** Two drafts in each agency. */
  async function seedDatasets(): Promise<string[]> {
    const documents: string[] = [];
    await app.strapi.db.connection.transaction(async (trx) => {
      for (const agencyId of [...ids, ...ids]) {
        const document = newDocumentId();
        const { rows } = await trx.raw<{ rows: { identifier: string }[] }>(
          'select guard.create_dataset(?, ?) as identifier',
          [document, agencyId],
        );
        await trx('datasets').insert({
          document_id: document,
          identifier: rows[0]?.identifier,
          agency_id: agencyId,
          name: `資料集 ${document}`,
          keywords: '[]',
          state: 'draft',
          version: 1,
          created_at: new Date(),
          updated_at: new Date(),
        });
        documents.push(document);
      }
    });
    return documents;
  }
});

/** The one method that the access rules use, over a connection of the test's own. */
function asKnex(client: pg.Client): Knex {
  const raw = (sql: string, bindings: readonly unknown[] = []) => {
    let index = 0;
    const numbered = sql.replace(/\?/g, () => `$${String((index += 1))}`);
    return client.query(numbered, [...bindings]);
  };
  return { raw } as unknown as Knex;
}
