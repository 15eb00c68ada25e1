import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { cast, codeOf, listedDataset, readyDraft, type Cast } from '../support/datasets';

describe('the life of a dataset', () => {
  let app: TestApp;
  let people: Cast;

  before(async () => {
    app = await startApp();
    people = await cast(app);
  });
  after(() => app.close());

  const published = (id: string) =>
    app.sql<{ name: string }>(
      'SELECT name FROM datasets WHERE document_id = $1 AND published_at IS NOT NULL',
      [id],
    );

  it('goes from a draft through two reviews to a published version', async () => {
    const draft = await readyDraft(app, people.provider);
    assert.match(draft.identifier, /^\d{8}$/);
    assert.equal(draft.state, 'draft');
    assert.deepEqual(draft.allowedActions, ['submit']);
    assert.deepEqual(draft.missing, []);
    const submitted = await people.provider.moved(draft.id, 'submit');
    assert.equal(submitted.state, 'listing-review-agency');
    assert.equal(
      (await people.manager.moved(draft.id, 'approve')).state,
      'listing-review-platform',
    );
    assert.deepEqual(await published(draft.id), []);
    const listed = await people.admin1.moved(draft.id, 'approve');
    assert.equal(listed.state, 'listed');
    assert.equal(listed.hasPublicVersion, true);
    assert.ok(listed.firstListedAt);
    assert.deepEqual(await published(draft.id), [{ name: '領域資料標準' }]);
  });

  it('keeps the last approved version public while a revision is written and reviewed', async () => {
    const { id } = await listedDataset(app, people);
    await people.provider.moved(id, 'revise');
    const { version } = await people.provider.read(id);
    const edit = await people.provider.put(`/review-workflow/datasets/${id}`, {
      version,
      name: '領域資料標準（修訂）',
    });
    assert.equal(edit.status, 200);
    await people.provider.moved(id, 'submit');
    await people.manager.moved(id, 'approve');
    assert.deepEqual(await published(id), [{ name: '領域資料標準' }]);
    await people.admin2.moved(id, 'approve');
    assert.deepEqual(await published(id), [{ name: '領域資料標準（修訂）' }]);
  });

  it('shows the provider why a dataset was returned, and reviews it twice again', async () => {
    const { id } = await readyDraft(app, people.provider);
    await people.provider.moved(id, 'submit');
    await people.manager.moved(id, 'approve');
    const refused = await people.admin1.move(id, 'return');
    assert.equal(codeOf(refused), 'review.reason_required');
    await people.admin1.moved(id, 'return', { reason: '請調整資料集描述勿與標題相似' });
    const returned = await people.provider.read(id);
    assert.equal(returned.state, 'revising');
    assert.equal(returned.returnReason, '請調整資料集描述勿與標題相似');
    await people.provider.moved(id, 'submit');
    assert.equal((await people.manager.read(id)).state, 'listing-review-agency');
  });

  it('takes a dataset off the public site once both have agreed to the delisting', async () => {
    const { id } = await listedDataset(app, people);
    const delistOn = '2020-01-01';
    const past = await people.provider.move(id, 'request-delisting', { delistOn, reason: '整併' });
    assert.equal(codeOf(past), 'review.delist_date_past');
    const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
    await people.provider.moved(id, 'request-delisting', { delistOn: today, reason: '整併' });
    await people.manager.moved(id, 'approve');
    assert.equal((await published(id)).length, 1);
    const gone = await people.admin1.moved(id, 'approve');
    assert.equal(gone.state, 'delisted');
    assert.equal(gone.hasPublicVersion, false);
    assert.deepEqual(await published(id), []);
  });

  it('keeps a dataset listed until a delisting date to come, and lets a platform admin cancel it', async () => {
    const { id } = await listedDataset(app, people);
    await people.provider.moved(id, 'request-delisting', {
      delistOn: '2999-01-01',
      reason: '整併',
    });
    await people.manager.moved(id, 'approve');
    const scheduled = await people.admin1.moved(id, 'approve');
    assert.equal(scheduled.state, 'listed');
    assert.equal(scheduled.delistOn, '2999-01-01');
    assert.equal(codeOf(await people.provider.move(id, 'revise')), 'review.delisting_scheduled');
    await people.admin2.moved(id, 'cancel-delisting', { reason: '資料仍需公開' });
    assert.equal((await people.provider.moved(id, 'revise')).state, 'revising');
  });

  it('restores the last approved version when a revision is discarded', async () => {
    const { id } = await listedDataset(app, people);
    await people.provider.moved(id, 'revise');
    const { version } = await people.provider.read(id);
    await people.provider.put(`/review-workflow/datasets/${id}`, {
      version,
      name: '改壞的名稱',
      domains: ['tourism'],
    });
    const restored = await people.provider.moved(id, 'discard');
    assert.equal(restored.state, 'listed');
    assert.equal(restored.name, '領域資料標準');
    assert.deepEqual(restored.domains, ['public-administration', 'health']);
  });

  it('suspends a public dataset at once in the middle of a revision', async () => {
    const { id } = await listedDataset(app, people);
    await people.provider.moved(id, 'revise');
    const gone = await people.admin1.moved(id, 'suspend', { reason: '個資疑慮' });
    assert.equal(gone.state, 'delisted');
    assert.deepEqual(await published(id), []);
  });

  it('lets the submitter withdraw before the first decision only', async () => {
    const { id } = await readyDraft(app, people.provider);
    await people.provider.moved(id, 'submit');
    assert.equal((await people.provider.moved(id, 'withdraw')).state, 'draft');
    await people.provider.moved(id, 'submit');
    await people.manager.moved(id, 'approve');
    const late = await people.provider.move(id, 'withdraw');
    assert.equal(late.status, 409);
    assert.equal(codeOf(late), 'review.transition_not_allowed');
  });

  it('writes one audit entry a transition, newest first, and none for a refusal', async () => {
    const { id } = await readyDraft(app, people.provider);
    await people.provider.moved(id, 'submit');
    await people.provider.move(id, 'approve');
    await people.manager.moved(id, 'approve');
    const answer = await people.provider.get(`/review-workflow/datasets/${id}/history`);
    const entries = answer.body.data as { action: string; from: string; to: string }[];
    assert.deepEqual(
      entries.map(({ action, from, to }) => [action, from, to]),
      [
        ['approve', 'listing-review-agency', 'listing-review-platform'],
        ['submit', 'draft', 'listing-review-agency'],
      ],
    );
  });

  it('says what is missing when an incomplete draft is submitted', async () => {
    const answer = await people.provider.post('/review-workflow/datasets', {});
    const { id } = (answer.body as { data: { id: string } }).data;
    const refused = await people.provider.move(id, 'submit');
    assert.equal(refused.status, 422);
    assert.equal(codeOf(refused), 'review.incomplete');
    const body = refused.body as { error: { details: { errors: { path: string }[] } } };
    const paths = body.error.details.errors.map(({ path }) => path);
    for (const path of ['files', 'name', 'keywords', 'contact.email'])
      assert.ok(paths.includes(path), `${path} in ${paths.join()}`);
  });
});
