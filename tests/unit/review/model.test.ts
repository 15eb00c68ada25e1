import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Role } from '../../../src/domain/access/roles';
import { DomainError } from '../../../src/domain/errors';
import { decide, type Decision } from '../../../src/domain/review/decide';
import type { DatasetFacts } from '../../../src/domain/review/facts';
import { FRESH, replay, type TrailMove } from '../../../src/domain/review/replay';
import { STATES } from '../../../src/domain/review/states';

/** Agency 1 is the dataset's; 2 is another. Person 8 is the clock. */
const PEOPLE: readonly { id: number; role: Role; agency: 1 | 2 }[] = [
  { id: 1, role: 'provider', agency: 1 },
  { id: 2, role: 'provider', agency: 1 },
  { id: 3, role: 'provider', agency: 2 },
  { id: 4, role: 'agency-manager', agency: 1 },
  { id: 5, role: 'agency-manager', agency: 2 },
  { id: 6, role: 'platform-admin', agency: 1 },
  { id: 7, role: 'platform-admin', agency: 2 },
  { id: 8, role: 'system', agency: 1 },
];
const OWNER = 1;

/** Days of a small calendar, over the turn of a year. */
const day = (index: number) => new Date(Date.UTC(2025, 11, 20 + index)).toISOString().slice(0, 10);

interface Step {
  readonly action: string;
  readonly person: number;
  readonly waits: number;
  readonly reason: boolean;
  readonly delistIn: number;
  readonly complete: boolean;
  /** Whether the agency has a manager at this moment. */
  readonly managed: boolean;
}

/**
 * The model: what a careful clerk would keep on paper. Only the questions that the workflow's rules
 * ask, in plain words, without the table.
 */
class Clerk {
  state = 'draft';
  isPublic = false;
  everPublic = false;
  delistOn: string | null = null;
  private cameFrom = '';
  private submitter = 0;
  private approvers: number[] = [];

  /** Carries the step out if the rules allow it. */
  accepts(step: Step, today: string, hasManager: boolean): boolean {
    const person = PEOPLE[step.person];
    if (!person) return false;
    const { id, role, agency } = person;
    const sees = agency === 1 || role === 'platform-admin';
    if (!sees) return false;
    if (role === 'system') return this.tick(step.action, today);
    if (role === 'provider') return this.provide(step, id, today);
    if (step.action === 'suspend') return this.suspend(role, step.reason);
    if (step.action === 'cancel-delisting') return this.cancel(role, step.reason);
    if (!this.mayReview(role, hasManager)) return false;
    if (step.action === 'return') return this.giveBack(step.reason);
    return step.action === 'approve' && this.approve(id, today);
  }

  private provide({ action, reason, delistIn, complete }: Step, id: number, today: string) {
    if (action === 'withdraw') {
      if (!this.state.endsWith('-agency') || id !== this.submitter) return false;
      this.delistOn = null;
      return this.to(this.cameFrom === 'listed' && !this.isPublic ? 'delisted' : this.cameFrom);
    }
    if (id !== OWNER) return false;
    const waits = this.state === 'listed' && this.delistOn !== null;
    if (action === 'submit' && ['draft', 'revising'].includes(this.state) && complete) {
      return this.submitted(id, 'listing-review-agency');
    }
    if (action === 'revise' && ['listed', 'delisted'].includes(this.state) && !waits) {
      this.delistOn = null;
      return this.to('revising');
    }
    if (action === 'discard' && this.state === 'revising' && this.everPublic) {
      return this.to(this.isPublic ? 'listed' : 'delisted');
    }
    const shown = ['listed', 'revising'].includes(this.state) && this.isPublic;
    if (action === 'request-delisting' && shown && !waits && reason && delistIn >= 0) {
      this.delistOn = day(dayOf(today) + delistIn);
      return this.submitted(id, 'delisting-review-agency');
    }
    return false;
  }

  private mayReview(role: Role, hasManager: boolean): boolean {
    if (this.state.endsWith('review-platform')) return role === 'platform-admin';
    if (!this.state.endsWith('review-agency')) return false;
    return role === 'agency-manager' || !hasManager;
  }

  private approve(id: number, today: string): boolean {
    if (id === this.submitter || this.approvers.includes(id)) return false;
    this.approvers.push(id);
    if (this.state.endsWith('-agency')) return this.to(this.state.replace('agency', 'platform'));
    if (this.state === 'listing-review-platform') {
      this.isPublic = this.everPublic = true;
      this.delistOn = null;
      return this.to('listed');
    }
    if (this.isPublic && (this.delistOn ?? '') > today) return this.to('listed');
    // Nothing is left to take off later where the licence has ended meanwhile.
    if ((this.delistOn ?? '') > today) this.delistOn = null;
    return this.gone();
  }

  private giveBack(reason: boolean): boolean {
    if (!reason) return false;
    if (this.state.startsWith('delisting')) this.delistOn = null;
    return this.to('revising');
  }

  private suspend(role: Role, reason: boolean): boolean {
    if (role !== 'platform-admin' || !this.isPublic || !reason) return false;
    this.delistOn = null;
    return this.gone();
  }

  private cancel(role: Role, reason: boolean): boolean {
    const waits = this.state === 'listed' && this.delistOn !== null;
    if (role !== 'platform-admin' || !waits || !reason) return false;
    this.delistOn = null;
    return true;
  }

  private tick(action: string, today: string): boolean {
    const due = this.delistOn !== null && this.delistOn <= today;
    if (action === 'delist' && this.state === 'listed' && due) return this.gone();
    if (action !== 'expire' || !this.isPublic || today < '2026-01-01') return false;
    this.isPublic = false;
    if (this.state !== 'listed') return true;
    this.delistOn = null;
    return this.to('delisted');
  }

  private submitted(id: number, to: string): boolean {
    this.cameFrom = this.state;
    this.submitter = id;
    this.approvers = [];
    return this.to(to);
  }

  private gone(): boolean {
    this.isPublic = false;
    return this.to('delisted');
  }

  private to(state: string): true {
    this.state = state;
    return true;
  }
}

function dayOf(today: string): number {
  return Math.round((Date.parse(today) - Date.UTC(2025, 11, 20)) / 86_400_000);
}

/** The workflow itself: decide(), and what the store keeps of a decision. */
class Workflow {
  kept = FRESH;
  delistOn: string | null = null;
  readonly trail: TrailMove[] = [];

  move(step: Step, today: string, agencyHasManager: boolean): Decision | DomainError {
    const person = PEOPLE[step.person];
    if (!person) throw new Error('no such person');
    const inScope = person.agency === 1 || person.role === 'platform-admin';
    const actor = { id: person.role === 'system' ? null : person.id, role: person.role, inScope };
    const delistOn = step.delistIn < -1 ? null : day(dayOf(today) + step.delistIn);
    const request = {
      action: step.action,
      reason: step.reason ? '說明' : null,
      delistOn,
      today,
      incomplete: () => (step.complete ? [] : [{ code: 'incomplete.name' }]),
    };
    try {
      const decision = decide(this.facts(agencyHasManager), actor, request);
      this.carryOut(decision, actor.id, delistOn);
      return decision;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private facts(agencyHasManager: boolean): DatasetFacts {
    const { isPublic, state, submittedFrom, ...rest } = this.kept;
    return {
      ...rest,
      state: state as DatasetFacts['state'],
      submittedFrom: submittedFrom as DatasetFacts['submittedFrom'],
      version: this.trail.length + 1,
      hasPublicVersion: isPublic,
      providerId: OWNER,
      delistOn: this.delistOn,
      publicUntilYear: isPublic ? 2025 : null,
      agencyHasManager,
    };
  }

  private carryOut(decision: Decision, actor: number | null, delistOn: string | null): void {
    const { action, from, to, effects } = decision;
    const move = { action, from, to, actor };
    const { after, problem } = replay(this.kept, move);
    assert.equal(problem, null, `the trail's own check refuses ${action} ${from} → ${to}`);
    this.kept = after;
    this.trail.push(move);
    if (effects.includes('schedule')) this.delistOn = delistOn;
    if (effects.includes('unschedule') || effects.includes('publish')) this.delistOn = null;
  }
}

const ACTIONS =
  'submit approve return withdraw revise discard request-delisting cancel-delisting suspend delist expire'.split(
    ' ',
  );

/** Random, with the usual next step more often than chance, so that runs get far. */
const anyStep: fc.Arbitrary<Step> = fc.record({
  action: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('submit', 'approve', 'approve', 'revise') },
    { weight: 3, arbitrary: fc.constantFrom(...ACTIONS) },
  ),
  person: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 3, 5, 6, 7) },
    { weight: 1, arbitrary: fc.nat(PEOPLE.length - 1) },
  ),
  waits: fc.constantFrom(0, 0, 0, 1, 3),
  reason: fc.constantFrom(true, true, false),
  delistIn: fc.constantFrom(-2, -1, 0, 0, 1, 4),
  complete: fc.constantFrom(true, true, true, false),
  managed: fc.boolean(),
});
const anyRun = fc.array(anyStep, { maxLength: 60, size: 'max' });

describe('any sequence of moves', () => {
  /** Both go through the run; `look` sees them after every step. */
  function both(
    run: readonly Step[],
    look: (seen: { workflow: Workflow; decision: Decision | DomainError; step: Step }) => void,
  ): void {
    const clerk = new Clerk();
    const workflow = new Workflow();
    let now = 0;
    for (const step of run) {
      now += step.waits;
      const today = day(now);
      const accepted = clerk.accepts(step, today, step.managed);
      const decision = workflow.move(step, today, step.managed);
      assert.equal(!(decision instanceof DomainError), accepted, describeStep(step, decision));
      const { state, isPublic, wasPublic } = workflow.kept;
      assert.deepEqual(
        { state, isPublic, wasPublic, delistOn: workflow.delistOn },
        {
          state: clerk.state,
          isPublic: clerk.isPublic,
          wasPublic: clerk.everPublic,
          delistOn: clerk.delistOn,
        },
        describeStep(step, decision),
      );
      look({ workflow, decision, step });
    }
  }

  function describeStep(step: Step, decision: Decision | DomainError): string {
    const answer = decision instanceof DomainError ? decision.code : `to ${decision.to}`;
    return `${step.action} by person ${String(PEOPLE[step.person]?.id)}: ${answer}`;
  }

  it('leads the workflow exactly where it leads a clerk who knows the rules', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyRun, (run) => {
        both(run, ({ workflow }) => reached.add(workflow.kept.state));
      }),
      { numRuns: 3000 },
    );
    assert.deepEqual([...reached].sort(), [...STATES].sort());
  });

  it('never makes anything public without two approvers, neither of whom submitted it', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        both(run, ({ workflow, decision }) => {
          if (decision instanceof DomainError || !decision.effects.includes('publish')) return;
          const people = workflow.trail.filter(({ action }) => action !== 'expire').slice(-3);
          assert.deepEqual(
            people.map(({ action }) => action),
            ['submit', 'approve', 'approve'],
          );
          assert.equal(new Set(people.map(({ actor }) => actor)).size, 3);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what is listed public, and what is draft or delisted not', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        both(run, ({ workflow: { kept } }) => {
          if (kept.state === 'listed') assert.ok(kept.isPublic);
          if (kept.state === 'delisted') assert.ok(!kept.isPublic && kept.wasPublic);
          if (kept.state === 'draft') assert.ok(!kept.wasPublic);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing where it refuses, and adds one entry to the trail where it does not', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        let before = JSON.stringify(FRESH);
        let entries = 0;
        both(run, ({ workflow, decision }) => {
          if (decision instanceof DomainError) {
            assert.equal(JSON.stringify(workflow.kept), before);
            assert.equal(workflow.trail.length, entries);
          } else assert.equal(workflow.trail.length, entries + 1);
          before = JSON.stringify(workflow.kept);
          entries = workflow.trail.length;
        });
      }),
      { numRuns: 1000 },
    );
  });
});
