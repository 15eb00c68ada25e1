import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FRESH, replay, type TrailMove } from '../../../src/domain/review/replay';

const move = (action: string, from: string, to: string, actor: number | null = 1): TrailMove => ({
  action,
  from,
  to,
  actor,
});

const LISTED = [
  move('submit', 'draft', 'listing-review-agency', 1),
  move('approve', 'listing-review-agency', 'listing-review-platform', 2),
  move('approve', 'listing-review-platform', 'listed', 3),
];

function after(moves: readonly TrailMove[]) {
  return moves.reduce(
    ({ state, problems }, one) => {
      const { after: next, problem } = replay(state, one);
      return { state: next, problems: problem ? [...problems, problem] : problems };
    },
    { state: FRESH, problems: [] as string[] },
  );
}

describe('replaying the trail', () => {
  it('gives the state, the public version and the people of the register', () => {
    assert.deepEqual(after(LISTED), {
      problems: [],
      state: {
        state: 'listed',
        isPublic: true,
        wasPublic: true,
        submittedBy: 1,
        submittedFrom: 'draft',
        firstApprovedBy: 2,
      },
    });
  });

  it('forgets the first approver with a new submission', () => {
    const { state } = after([
      ...LISTED,
      move('revise', 'listed', 'revising', 1),
      move('submit', 'revising', 'listing-review-agency', 5),
    ]);
    assert.deepEqual([state.submittedBy, state.firstApprovedBy], [5, null]);
    assert.equal(state.isPublic, true);
  });

  it('takes the public version away with a suspension and an expiry, whatever the state', () => {
    const suspended = after([...LISTED, move('suspend', 'listed', 'delisted', 3)]);
    assert.deepEqual([suspended.state.isPublic, suspended.state.wasPublic], [false, true]);
    const expired = after([
      ...LISTED,
      move('revise', 'listed', 'revising', 1),
      move('expire', 'revising', 'revising', null),
    ]);
    assert.deepEqual([expired.state.state, expired.state.isPublic], ['revising', false]);
    assert.deepEqual(expired.problems, []);
  });

  it('names what the workflow cannot have written', () => {
    const [submit, first] = LISTED as [TrailMove, TrailMove];
    const cases: [string, TrailMove[]][] = [
      ['from-other-state', [move('approve', 'listing-review-agency', 'listing-review-platform')]],
      ['not-in-table', [move('approve', 'draft', 'listed')]],
      ['not-in-table', [move('handover', 'draft', 'listed')]],
      ['own-submission', [submit, { ...first, actor: 1 }]],
      ['own-submission', [submit, { ...first, actor: null }]],
      ['two-approvals', [submit, first, move('approve', 'listing-review-platform', 'listed', 2)]],
    ];
    for (const [problem, moves] of cases) assert.deepEqual(after(moves).problems, [problem]);
  });

  it('lets a handover leave everything as it is', () => {
    const before = after(LISTED).state;
    assert.deepEqual(replay(before, move('handover', 'listed', 'listed', 2)), {
      after: before,
      problem: null,
    });
  });
});
