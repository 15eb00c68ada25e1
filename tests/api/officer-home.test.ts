import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, readyDraft, type Cast } from '../support/datasets';

describe('what the home page shows an officer', () => {
  let app: TestApp;
  let people: Cast;

  before(async () => {
    app = await startApp();
    people = await cast(app);
    await listedDataset(app, people);
    await readyDraft(app, people.provider, { name: '草稿一' });
    const waiting = await readyDraft(app, people.provider, { name: '待審' });
    await people.provider.moved(waiting.id, 'submit');
  });
  after(() => app.close());

  const summaryOf = async (person: Cast['provider']) => {
    const answer = await person.get('/review-workflow/summary').expect(200);
    return answer.body.data;
  };

  it('tells who is signed in, with role and agency', async () => {
    const answer = await people.manager.get('/review-workflow/me').expect(200);
    assert.equal(answer.body.data.role, 'agency-manager');
    assert.equal(answer.body.data.agency.name, '數位發展部');
    assert.notEqual(answer.body.data.name, '');
  });

  it('counts what waits for each role, and no other agency’s datasets', async () => {
    const manager = await summaryOf(people.manager);
    assert.equal(manager.tasks, 1);
    assert.deepEqual(
      manager.queue.map((row: { name: string }) => row.name),
      ['待審'],
    );
    assert.equal(manager.states['listing-review-agency'], 1);
    assert.equal(manager.states.listed, 1);
    const other = await summaryOf(people.otherManager);
    assert.equal(other.tasks, 0);
    assert.deepEqual(Object.values(other.states as object), Array(8).fill(0));
  });

  it('shows a provider the drafts to go on with, and nobody else', async () => {
    const provider = await summaryOf(people.provider);
    assert.deepEqual(
      provider.mine.map((row: { name: string }) => row.name),
      ['草稿一'],
    );
    assert.deepEqual((await summaryOf(people.provider2)).mine, []);
    assert.deepEqual((await summaryOf(people.manager)).mine, []);
  });

  it('adds the public corpus up month by month to what is public now', async () => {
    const { corpus } = await summaryOf(people.admin1);
    assert.equal(corpus.growth.length, 12);
    assert.deepEqual(
      corpus.growth.slice(-2).map(({ datasets }: { datasets: number }) => datasets),
      [0, 1],
    );
    assert.equal(corpus.growth.at(-1).tokens, corpus.totals.tokens);
    assert.equal(corpus.totals.agencies, 1);
    const sharesOf = (shares: { name: string; datasets: number }[]) =>
      shares.map(({ name, datasets }) => [name, datasets]);
    assert.deepEqual(sharesOf(corpus.agencies), [['數位發展部', 1]]);
    assert.deepEqual(sharesOf(corpus.domains), [
      ['健康醫療', 1],
      ['公共行政', 1],
    ]);
  });

  it('counts the public corpus anew when a dataset becomes public', async () => {
    const before = Number((await summaryOf(people.admin1)).corpus.totals.datasets);
    await listedDataset(app, people);
    const { totals, growth } = (await summaryOf(people.admin1)).corpus;
    assert.equal(totals.datasets, before + 1);
    assert.equal(growth.at(-1).datasets, before + 1);
  });

  it('counts applications for data for platform admins only', async () => {
    await app.ownerSql(
      `insert into corpus_access_applications
         (document_id, member_id, purpose, benefit, licence_code, licence_version, evidence_key,
          evidence_name, evidence_bytes, evidence_sha256, receipt, due_on)
       values ('one', 1, 'p', 'b', 'SAITDL-1.0', '1', 'k', 'n.pdf', 1, 'x', 'r', now()::date)`,
    );
    assert.equal((await summaryOf(people.admin1)).accessApplications, 1);
    assert.equal((await summaryOf(people.manager)).accessApplications, 0);
  });
});
