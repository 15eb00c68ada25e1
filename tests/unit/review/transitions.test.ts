import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '../../../src/domain/access/roles';
import { DomainError } from '../../../src/domain/errors';
import { allowedActions, decide, type Decision } from '../../../src/domain/review/decide';
import type { Actor, DatasetFacts, MoveRequest } from '../../../src/domain/review/facts';
import { STATES, type State } from '../../../src/domain/review/states';

/**
 * The workflow as the product describes it, written down again by hand: who may do what from where,
 * what it needs, and where it leads. `public` and `not public` are the public version's; `alone`
 * means that the agency has no manager. The eight states, S to the end, are abbreviated.
 */
const PRODUCT = `
  draft, revising            | submit            | provider       | lra    | owner, complete
  lra                        | approve           | agency-manager | lrp    | not submitter
  lra                        | approve           | platform-admin | lrp    | not submitter, alone
  lrp                        | approve           | platform-admin | listed | not submitter, not first
  lra                        | return            | agency-manager | revising | reason
  lra                        | return            | platform-admin | revising | alone, reason
  lrp                        | return            | platform-admin | revising | reason
  lra, dra                   | withdraw          | provider       | before | submitter
  listed, delisted           | revise            | provider       | revising | owner, not scheduled
  revising                   | discard           | provider       | listed | owner, public
  revising                   | discard           | provider       | delisted | owner, not public, once public
  listed, revising           | request-delisting | provider       | dra    | owner, public, not scheduled, date, reason
  dra                        | approve           | agency-manager | drp    | not submitter
  dra                        | approve           | platform-admin | drp    | not submitter, alone
  drp                        | approve           | platform-admin | delisted | not submitter, not first, day has come
  drp                        | approve           | platform-admin | listed | not submitter, not first, public, day to come
  drp                        | approve           | platform-admin | delisted | not submitter, not first, not public
  listed                     | cancel-delisting  | platform-admin | listed | scheduled, reason
  dra                        | return            | agency-manager | revising | reason
  dra                        | return            | platform-admin | revising | alone, reason
  drp                        | return            | platform-admin | revising | reason
  lra, lrp, listed, revising, dra, drp | suspend | platform-admin | delisted | public, reason
  listed                     | delist            | system         | delisted | scheduled, day has come
  listed                     | expire            | system         | delisted | public, licence ended
  lra, lrp, revising, dra, drp | expire          | system         | same   | public, licence ended
`;

const SHORT: Readonly<Record<string, State>> = {
  lra: 'listing-review-agency',
  lrp: 'listing-review-platform',
  dra: 'delisting-review-agency',
  drp: 'delisting-review-platform',
};
const TODAY = '2026-03-15';
const ACTION_WORDS =
  'submit approve return withdraw revise discard request-delisting cancel-delisting suspend delist expire'.split(
    ' ',
  );
const ROLES: readonly Role[] = ['provider', 'agency-manager', 'platform-admin', 'system'];

interface Line {
  readonly from: readonly string[];
  readonly action: string;
  readonly role: string;
  readonly to: string;
  readonly needs: readonly string[];
}

const LINES: readonly Line[] = PRODUCT.trim()
  .split('\n')
  .map((line) => {
    const [from = '', action = '', role = '', to = '', needs = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    const long = (word: string) => SHORT[word] ?? word;
    return {
      from: from.split(', ').map(long),
      action,
      role,
      to: long(to),
      needs: needs.split(', '),
    };
  });

/** How the person stands to the dataset. People: 1 owns it, 2 submitted, 3 approved first, 4 none of these. */
const RELATIONS = {
  'owner and submitter': { id: 1, submittedBy: 1, firstApprovedBy: 3, inScope: true },
  'owner, submitted by a predecessor': { id: 1, submittedBy: 2, firstApprovedBy: 3, inScope: true },
  'submitter, handed over since': { id: 2, submittedBy: 2, firstApprovedBy: 3, inScope: true },
  'first approver': { id: 3, submittedBy: 2, firstApprovedBy: 3, inScope: true },
  other: { id: 4, submittedBy: 2, firstApprovedBy: 3, inScope: true },
  'other, before anybody has submitted': {
    id: 4,
    submittedBy: null,
    firstApprovedBy: null,
    inScope: true,
  },
  'owner and submitter, out of scope': {
    id: 1,
    submittedBy: 1,
    firstApprovedBy: 3,
    inScope: false,
  },
  'other, out of scope': { id: 4, submittedBy: 2, firstApprovedBy: 3, inScope: false },
} as const;

interface Case {
  readonly facts: DatasetFacts;
  readonly actor: Actor;
  readonly request: MoveRequest;
}

type Check = (one: Case) => boolean;
const scheduled: Check = ({ facts }) => facts.state === 'listed' && facts.delistOn !== null;
const dayHasCome: Check = ({ facts }) => facts.delistOn !== null && facts.delistOn <= TODAY;

/** Each need in the table's words, and the code of its refusal. */
const NEED: Readonly<Record<string, readonly [Check, string]>> = {
  owner: [({ facts, actor }) => facts.providerId === actor.id, 'review.not_owner'],
  complete: [({ request }) => request.incomplete().length === 0, 'review.incomplete'],
  submitter: [({ facts, actor }) => facts.submittedBy === actor.id, 'review.not_submitter'],
  'not submitter': [({ facts, actor }) => facts.submittedBy !== actor.id, 'review.own_submission'],
  'not first': [({ facts, actor }) => facts.firstApprovedBy !== actor.id, 'review.second_approval'],
  alone: [({ facts }) => !facts.agencyHasManager, 'review.manager_decides'],
  reason: [({ request }) => request.reason !== null, 'review.reason_required'],
  date: [
    ({ request }) => request.delistOn !== null && request.delistOn >= TODAY,
    'review.delist_date_required',
  ],
  scheduled: [scheduled, 'review.not_scheduled'],
  'not scheduled': [(one) => !scheduled(one), 'review.delisting_scheduled'],
  public: [({ facts }) => facts.hasPublicVersion, 'review.no_public_version'],
  'not public': [({ facts }) => !facts.hasPublicVersion, 'review.transition_not_allowed'],
  'once public': [({ facts }) => facts.wasPublic, 'review.never_listed'],
  'day has come': [dayHasCome, 'review.date_not_reached'],
  'day to come': [(one) => !dayHasCome(one), ''],
  'licence ended': [({ facts }) => facts.publicUntilYear === 2025, 'review.licence_still_valid'],
};

/** What the product says: where it leads, or the codes of which one must be given. */
function expectation(one: Case): { to: string } | { codes: readonly string[] } {
  const { facts, actor, request } = one;
  if (!actor.inScope) return { codes: ['review.not_found'] };
  const lines = LINES.filter(
    ({ from, action }) => from.includes(facts.state) && action === request.action,
  );
  if (lines.length === 0) return { codes: ['review.transition_not_allowed'] };
  const mine = lines.filter(({ role }) => role === actor.role);
  if (mine.length === 0) return { codes: ['review.forbidden'] };
  const unmet = mine.map(({ needs }) => needs.filter((need) => !NEED[need]?.[0](one)));
  const index = unmet.findIndex((needs) => needs.length === 0);
  const line = mine[index];
  if (!line) return { codes: unmet.flat().map((need) => NEED[need]?.[1] ?? need) };
  return { to: targetOf(line, facts) };
}

function targetOf({ to }: Line, { state, submittedFrom, hasPublicVersion }: DatasetFacts): string {
  if (to === 'same') return state;
  if (to !== 'before') return to;
  const before = submittedFrom ?? '';
  return before === 'listed' && !hasPublicVersion ? 'delisted' : before;
}

function* factsOf(state: State): Generator<Omit<DatasetFacts, 'submittedBy' | 'firstApprovedBy'>> {
  const publicity = [
    { hasPublicVersion: true, wasPublic: true },
    { hasPublicVersion: false, wasPublic: true },
    { hasPublicVersion: false, wasPublic: false },
  ];
  for (const shown of publicity) {
    for (const delistOn of [null, '2026-03-15', '2026-03-16']) {
      for (const submittedFrom of ['draft', 'revising', 'listed'] as const) {
        for (const agencyHasManager of [true, false]) {
          for (const publicUntilYear of [null, 2025, 2026]) {
            const rest = { submittedFrom, agencyHasManager, publicUntilYear };
            yield { state, version: 3, providerId: 1, delistOn, ...shown, ...rest };
          }
        }
      }
    }
  }
}

const INPUTS = {
  all: { reason: '說明', delistOn: '2026-03-20', incomplete: () => [] },
  none: { reason: null, delistOn: null, incomplete: () => [{ code: 'incomplete.name' }] },
};

function outcome({ facts, actor, request }: Case): Decision | DomainError {
  try {
    return decide(facts, actor, request);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

describe('the transition table', () => {
  const stack = Error.stackTraceLimit;

  for (const state of STATES) {
    it(`from ${state} gives exactly what the product lists, for every action, role and relation`, () => {
      Error.stackTraceLimit = 0; // hundreds of thousands of refusals
      let cases = 0;
      for (const facts of factsOf(state)) {
        for (const [relation, { id, inScope, ...people }] of Object.entries(RELATIONS)) {
          for (const role of ROLES) {
            const whole: DatasetFacts = { ...facts, ...people };
            const actor: Actor = { id: role === 'system' ? null : id, role, inScope };
            const possible = checkActions(whole, actor, relation);
            assert.deepEqual(new Set(allowedActions(whole, actor, TODAY)), possible);
            cases += 1;
          }
        }
      }
      assert.equal(cases, 3 * 3 * 3 * 2 * 3 * 8 * 4);
      Error.stackTraceLimit = stack;
    });
  }

  /** @returns the actions that are possible with everything they ask for */
  function checkActions(facts: DatasetFacts, actor: Actor, relation: string): Set<string> {
    const possible = new Set<string>();
    for (const action of ACTION_WORDS) {
      for (const [name, input] of Object.entries(INPUTS)) {
        const one: Case = { facts, actor, request: { action, today: TODAY, ...input } };
        const expected = expectation(one);
        const found = outcome(one);
        const fits =
          found instanceof DomainError
            ? 'codes' in expected && expected.codes.includes(found.code)
            : 'to' in expected && found.to === expected.to && found.from === facts.state;
        if (!fits) assert.fail(explain(one, relation, expected, found));
        if (name === 'all' && 'to' in expected) possible.add(action);
      }
    }
    return possible;
  }

  function explain(one: Case, relation: string, expected: object, found: Decision | DomainError) {
    const got = found instanceof DomainError ? found.code : `to ${found.to}`;
    const { role } = one.actor;
    return `${one.request.action} by ${role} (${relation}) on ${JSON.stringify(one.facts)}: expected ${JSON.stringify(expected)}, got ${got}`;
  }

  it('refuses an action that it does not know, and says so', () => {
    const facts: DatasetFacts = {
      state: 'listed',
      version: 1,
      hasPublicVersion: true,
      wasPublic: true,
      providerId: 1,
      submittedBy: 1,
      submittedFrom: 'draft',
      firstApprovedBy: 2,
      delistOn: null,
      publicUntilYear: null,
      agencyHasManager: true,
    };
    const actor: Actor = { id: 4, role: 'platform-admin', inScope: true };
    for (const action of ['', 'publish', 'APPROVE', 'constructor', 'toString']) {
      const found = outcome({ facts, actor, request: { action, today: TODAY, ...INPUTS.all } });
      assert.ok(found instanceof DomainError && found.code === 'review.action_unknown', action);
    }
  });
});
