import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ACTIONS } from '../../src/domain/review/transitions';
import { startApp, type TestApp } from '../support/app';
import {
  addAcceptedFile,
  cast,
  codeOf,
  completeFields,
  listedDataset,
  readyDraft,
  type Cast,
} from '../support/datasets';
import { spawnService, untilReady } from '../support/service-process';

const DATASETS = '/review-workflow/datasets';

/** The fields of the interface's document, and those added to them. */
const FIELDS = [
  ...['agency', 'allowedActions', 'contact', 'createdAt', 'delistOn', 'delistReason'],
  ...['delistedAt', 'description', 'domainOther', 'domains', 'editable', 'files'],
  ...['firstListedAt', 'hasPublicVersion', 'id', 'identifier', 'isOpen', 'keywords'],
  ...['languageOther', 'languages', 'lastListedAt', 'licence', 'missing', 'name', 'provider'],
  ...['returnReason', 'state', 'submittedAt', 'textTypeOther', 'textTypes', 'tokens'],
  ...['totalBytes', 'validity', 'version', 'yearFrom', 'yearTo'],
];
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('the interface of datasets', () => {
  let app: TestApp;
  let people: Cast;
  before(async () => {
    app = await startApp();
    people = await cast(app);
  });
  after(() => app.close());

  const transitions = (id: string) => `${DATASETS}/${id}/transitions`;

  it('creates a draft from any of the fields, none at all included', async () => {
    const whole = await people.provider.post(DATASETS, completeFields());
    assert.equal(whole.status, 201);
    const { data } = whole.body;
    assert.deepEqual(Object.keys(data).sort(), FIELDS);
    assert.match(data.identifier, /^\d{8}$/);
    assert.match(data.createdAt, ISO);
    for (const [field, value] of Object.entries(completeFields())) {
      assert.deepEqual(data[field], value, field);
    }
    assert.deepEqual(
      { state: data.state, version: data.version, agency: data.agency, files: data.files },
      {
        state: 'draft',
        version: 1,
        agency: { oid: '2.16.886.101.20003.20082', name: '數位發展部' },
        files: [],
      },
    );
    assert.equal(data.provider.id, people.provider.userId);
    const bare = await people.provider.post(DATASETS);
    assert.equal(bare.status, 201, bare.text);
    assert.equal(bare.body.data.licence, 'SAITDL-1.0');
    assert.equal(Number(bare.body.data.identifier), Number(data.identifier) + 1);
  });

  it('lets providers alone create', async () => {
    for (const person of [people.manager, people.admin1]) {
      const answer = await person.post(DATASETS, completeFields());
      assert.equal(answer.status, 403);
      assert.equal(codeOf(answer), 'review.forbidden');
    }
  });

  it('keeps fields that an edit does not name, clears those that are null, and counts the version', async () => {
    const { id } = await people.provider.create();
    const edit = { version: 1, name: '新的名稱', domainOther: null, yearFrom: null };
    const answer = await people.provider.put(`${DATASETS}/${id}`, edit);
    assert.equal(answer.status, 200, answer.text);
    const { data } = answer.body;
    assert.equal(data.version, 2);
    assert.deepEqual(
      { ...completeFields({ name: '新的名稱', yearFrom: null }) },
      Object.fromEntries(Object.keys(completeFields()).map((field) => [field, data[field]])),
    );
    const stale = await people.provider.put(`${DATASETS}/${id}`, { version: 1, name: '晚了' });
    assert.equal(stale.status, 409);
    assert.deepEqual(stale.body.error.details, {
      code: 'review.stale_version',
      version: 2,
      state: 'draft',
    });
    assert.equal((await people.provider.read(id)).name, '新的名稱');
  });

  it('lets one of two edits of the same version through', async () => {
    const { id } = await people.provider.create();
    const edits = await Promise.all(
      ['甲', '乙', '丙'].map((name) =>
        people.provider.put(`${DATASETS}/${id}`, { version: 1, name }),
      ),
    );
    assert.deepEqual(edits.map(({ status }) => status).sort(), [200, 409, 409]);
    assert.equal((await people.provider.read(id)).version, 2);
  });

  it('locks the content outside draft and revising, for the provider and the reviewers', async () => {
    const { id } = await readyDraft(app, people.provider);
    const { version } = await people.provider.moved(id, 'submit');
    const locked = await people.provider.put(`${DATASETS}/${id}`, { version, name: '改' });
    assert.equal(locked.status, 409);
    assert.deepEqual(locked.body.error.details, {
      code: 'review.locked',
      state: 'listing-review-agency',
    });
    const reviewer = await people.manager.put(`${DATASETS}/${id}`, { version, name: '改' });
    assert.equal(reviewer.status, 403);
    const colleague = await people.provider2.put(`${DATASETS}/${id}`, { version, name: '改' });
    assert.equal(codeOf(colleague), 'review.not_owner');
    assert.equal((await people.provider.delete(`${DATASETS}/${id}`)).status, 409);
  });

  it('deletes a draft that was never public, by its creator, and nothing else', async () => {
    const { id, identifier } = await people.provider.create();
    assert.equal((await people.provider2.delete(`${DATASETS}/${id}`)).status, 403);
    assert.equal((await people.manager.delete(`${DATASETS}/${id}`)).status, 403);
    const gone = await people.provider.delete(`${DATASETS}/${id}`);
    assert.equal(gone.status, 204);
    assert.equal(gone.text, '');
    assert.equal((await people.provider.get(`${DATASETS}/${id}`)).status, 404);
    const next = await people.provider.create();
    assert.notEqual(next.identifier, identifier, 'an identifier is never given again');
    const listed = await listedDataset(app, people);
    await people.provider.moved(listed.id, 'revise');
    const kept = await people.provider.delete(`${DATASETS}/${listed.id}`);
    assert.equal(codeOf(kept), 'review.delete_not_allowed');
  });

  it('refuses whatever allowedActions do not offer, along the way of a dataset', async () => {
    const { id } = await readyDraft(app, people.provider);
    for (const [who, action] of [
      ['provider', 'submit'],
      ['manager', 'approve'],
      ['admin1', 'approve'],
      ['provider', 'revise'],
    ] as const) {
      for (const key of ['provider', 'manager', 'admin1'] as const) {
        const { allowedActions, version, state } = await people[key].read(id);
        for (const tried of ACTIONS.filter((each) => !allowedActions.includes(each))) {
          const body = { action: tried, version, reason: '原因', delistOn: '2999-01-01' };
          const { status } = await people[key].post(transitions(id), body);
          assert.ok(status === 403 || status === 409, `${key} ${tried} in ${state}: ${status}`);
        }
      }
      const { allowedActions } = await people[who].read(id);
      assert.ok(allowedActions.includes(action), `${who} ${action}: ${allowedActions.join()}`);
      await people[who].moved(id, action);
    }
  });

  it('says with its code what a transition lacks, and leaves the dataset as it was', async () => {
    const { id } = await readyDraft(app, people.provider);
    const { version } = await people.provider.moved(id, 'submit');
    const attempts: [Record<string, unknown>, number, string, string | undefined][] = [
      [{ action: 'return', version }, 422, 'review.reason_required', 'reason'],
      [{ action: 'return', version, reason: '   ' }, 422, 'review.reason_required', 'reason'],
      [
        { action: 'return', version, reason: '字'.repeat(2001) },
        422,
        'review.reason_too_long',
        'reason',
      ],
      [{ action: 'return', version, reason: 7 }, 422, 'request.invalid', 'reason'],
      [{ action: 'return', version, reason: 'a\u0000' }, 422, 'request.invalid', 'reason'],
      [{ action: 'approve', version, note: 'x' }, 422, 'request.invalid', 'note'],
      [{ action: 'approve' }, 422, 'review.version_required', 'version'],
      [{ action: 'approve', version: '3' }, 422, 'review.version_required', 'version'],
      [{ action: 'approve', version: version - 1 }, 409, 'review.stale_version', undefined],
      [{ version }, 422, 'review.action_unknown', 'action'],
      [{ action: 'publish', version }, 422, 'review.action_unknown', 'action'],
      [{ action: ['approve'], version }, 422, 'review.action_unknown', 'action'],
      [{ action: 'discard', version }, 409, 'review.transition_not_allowed', undefined],
    ];
    for (const [body, status, code, path] of attempts) {
      const answer = await people.manager.post(transitions(id), body);
      const where = `${JSON.stringify(body).slice(0, 80)}: ${answer.text}`;
      assert.equal(answer.status, status, where);
      assert.equal(codeOf(answer), code, where);
      assert.equal(answer.body.error.details.path, path, where);
      assert.equal(answer.body.data, null);
    }
    assert.equal((await people.manager.read(id)).version, version);
  });

  it('takes a day of delisting that exists and is not past', async () => {
    const { id } = await listedDataset(app, people);
    const { version } = await people.provider.read(id);
    const ask = (delistOn: unknown) =>
      people.provider.post(transitions(id), {
        ...{ action: 'request-delisting', version, reason: '過時' },
        ...(delistOn === undefined ? {} : { delistOn }),
      });
    const wrong: [unknown, string][] = [
      [undefined, 'review.delist_date_required'],
      [null, 'review.delist_date_required'],
      ['2999-02-30', 'review.delist_date_invalid'],
      ['tomorrow', 'review.delist_date_invalid'],
      ['2999-1-1', 'review.delist_date_invalid'],
      ['2999-01-01T00:00:00Z', 'review.delist_date_invalid'],
      ['2001-01-01', 'review.delist_date_past'],
      [20990101, 'request.invalid'],
    ];
    for (const [delistOn, code] of wrong) {
      const answer = await ask(delistOn);
      assert.equal(answer.status, 422, `${String(delistOn)}: ${answer.text}`);
      assert.equal(codeOf(answer), code, String(delistOn));
      assert.equal(answer.body.error.details.path, 'delistOn', String(delistOn));
    }
    const taken = await ask('2999-12-31');
    assert.equal(taken.status, 200, taken.text);
    assert.equal(taken.body.data.delistOn, '2999-12-31');
    assert.equal(taken.body.data.delistReason, '過時');
  });

  it('tells of each move who, when, why, newest first', async () => {
    const { id } = await readyDraft(app, people.provider);
    await people.provider.moved(id, 'submit');
    await people.manager.moved(id, 'return', { reason: '請補說明' });
    const { body } = await people.provider.get(`${DATASETS}/${id}/history`);
    assert.equal(body.meta.pagination.total, 2);
    const [newest] = body.data;
    assert.deepEqual(Object.keys(newest).sort(), [
      ...['action', 'actor', 'agency', 'at', 'details', 'from', 'hash', 'reason', 'role'],
      ...['seq', 'to', 'version'],
    ]);
    assert.deepEqual(
      [newest.action, newest.from, newest.to, newest.role, newest.reason, newest.agency],
      [
        'return',
        'listing-review-agency',
        'revising',
        'agency-manager',
        '請補說明',
        '2.16.886.101.20003.20082',
      ],
    );
    assert.equal(newest.actor.id, people.manager.userId);
    assert.match(newest.at, ISO);
    assert.match(newest.hash, /^[0-9a-f]{64}$/);
  });

  it('shows what a revision would change of the public version', async () => {
    const { id, files } = await listedDataset(app, people);
    await people.provider.moved(id, 'revise');
    const none = await people.provider.get(`${DATASETS}/${id}/changes`);
    assert.deepEqual(none.body.data, {
      comparedWith: 'public',
      fields: [],
      tags: [],
      files: { added: [], removed: [], kept: 1 },
      tokens: { before: files[0]?.tokens, after: files[0]?.tokens },
    });
    const { version } = await people.provider.read(id);
    await people.provider.put(`${DATASETS}/${id}`, {
      version,
      name: '改名',
      domains: ['health', 'energy'],
    });
    await addAcceptedFile(app, { datasetId: id, actorId: people.provider.userId }, '新的內容');
    const { data } = (await people.manager.get(`${DATASETS}/${id}/changes`)).body;
    assert.deepEqual(data.fields, [{ field: 'name', before: '領域資料標準', after: '改名' }]);
    assert.deepEqual(data.tags, [
      { field: 'domains', added: ['energy'], removed: ['public-administration'] },
    ]);
    assert.equal(data.files.added.length, 1);
    assert.equal(data.files.kept, 1);
    assert.equal(data.tokens.after, Number(data.tokens.before) + 4);
  });

  it('lets a manager hand a dataset to another provider of the agency', async () => {
    const { id } = await readyDraft(app, people.provider);
    const hand = (provider: unknown, by = people.manager) =>
      by.post(`${DATASETS}/${id}/handover`, { provider });
    assert.equal((await hand('provider2.moda', people.provider)).status, 403);
    assert.equal((await hand('provider2.moda', people.otherManager)).status, 404);
    for (const wrong of ['provider.moc', 'manager.moda', 'nobody', '', null, {}, [1], true, -1]) {
      const answer = await hand(wrong);
      assert.equal(answer.status, 422, `${JSON.stringify(wrong)}: ${answer.text}`);
      assert.equal(codeOf(answer), 'review.provider_unknown');
      assert.equal(answer.body.error.details.path, 'provider');
    }
    const done = await hand(people.provider2.userId);
    assert.equal(done.status, 200, done.text);
    assert.equal(done.body.data.provider.id, people.provider2.userId);
    assert.equal((await people.provider2.moved(id, 'submit')).state, 'listing-review-agency');
  });

  it('answers the same for a dataset of another agency and for none', async () => {
    const { id } = await people.otherProvider.create();
    const [own, none] = [`${DATASETS}/${id}`, `${DATASETS}/aaaaaaaaaaaaaaaaaaaaaaaa`];
    const odd = [
      `${DATASETS}/1`,
      `${DATASETS}/..%2f..%2fadmin`,
      `${DATASETS}/%00`,
      `${DATASETS}/A'--`,
    ];
    for (const part of ['', '/history', '/changes', '/files']) {
      const expected = await people.provider.get(`${none}${part}`);
      assert.equal(expected.status, 404);
      assert.equal(codeOf(expected), 'review.not_found');
      for (const path of [own, ...odd]) {
        const answer = await people.provider.get(`${path}${part}`);
        assert.deepEqual([answer.status, answer.body], [404, expected.body], `${path}${part}`);
      }
    }
  });

  describe('an Idempotency-Key', () => {
    it('makes one move of many requests, and answers them alike', async () => {
      const { id, version } = await readyDraft(app, people.provider);
      const submit = () =>
        people.provider
          .post(transitions(id), { action: 'submit', version })
          .set('Idempotency-Key', `one-${id}`);
      const answers = await Promise.all(Array.from({ length: 6 }, submit));
      for (const { status, body } of answers) {
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(body, answers[0]?.body);
      }
      assert.deepEqual((await submit()).body, answers[0]?.body);
      const history = await people.provider.get(`${DATASETS}/${id}/history`);
      assert.equal(history.body.meta.pagination.total, 1);
    });

    it('is refused for another request, and is nobody else’s', async () => {
      const { id, version } = await readyDraft(app, people.provider);
      const key = `two-${id}`;
      const first = await people.provider
        .post(transitions(id), { action: 'submit', version })
        .set('Idempotency-Key', key);
      assert.equal(first.status, 200);
      const other = await people.provider
        .post(transitions(id), { action: 'withdraw', version: version + 1 })
        .set('Idempotency-Key', key);
      assert.equal(other.status, 409);
      assert.equal(codeOf(other), 'request.idempotency_key_reused');
      const manager = await people.manager
        .post(transitions(id), { action: 'approve', version: version + 1 })
        .set('Idempotency-Key', key);
      assert.equal(manager.status, 200, manager.text);
      const wrong = await people.admin1
        .post(transitions(id), { action: 'approve', version: version + 2 })
        .set('Idempotency-Key', 'a b');
      assert.equal(codeOf(wrong), 'request.idempotency_key_invalid');
      assert.equal(wrong.body.error.details.path, 'Idempotency-Key');
    });

    it('does not keep a refusal: what was mended is done', async () => {
      const { id, version } = await people.provider.create();
      const submit = (at: number) =>
        people.provider
          .post(transitions(id), { action: 'submit', version: at })
          .set('Idempotency-Key', `three-${id}`);
      assert.equal(codeOf(await submit(version)), 'review.incomplete');
      await addAcceptedFile(app, { datasetId: id, actorId: people.provider.userId });
      assert.equal((await submit(version + 1)).status, 200);
    });

    it('counts on another instance too, and after a restart', async () => {
      const { id, version } = await readyDraft(app, people.provider);
      const key = `four-${id}`;
      const here = await people.provider
        .post(transitions(id), { action: 'submit', version })
        .set('Idempotency-Key', key);
      const other = await spawnService(app.database);
      try {
        await untilReady(other);
        const there = await fetch(`${other.url}${transitions(id)}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${await app.tokenFor('provider.moda')}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body: JSON.stringify({ action: 'submit', version }),
        });
        assert.deepEqual(await there.json(), here.body);
      } finally {
        await other.stop('SIGKILL');
      }
    });
  });
});
