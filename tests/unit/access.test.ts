import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  coveredAgencies,
  covers,
  scopeOf,
  toFilter,
  type AgencyNode,
} from '../../src/domain/access/agency-scope';
import { maskName, nameFor } from '../../src/domain/access/masking';

const agency = (id: number, parentId: number | null = null, successorId: number | null = null) =>
  ({ id, parentId, successorId }) satisfies AgencyNode;

const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);

describe('what an agency covers', () => {
  // 1 above 2 and 3, 3 above 4; 5 was merged into 3; 6 stood below 5; 7 is somebody else.
  const agencies = [
    agency(1),
    agency(2, 1),
    agency(3, 1),
    agency(4, 3),
    agency(5, 7, 3),
    agency(6, 5),
    agency(7),
  ];

  it('is itself, everything below it, and what these have succeeded, with what was below that', () => {
    assert.deepEqual(sorted(coveredAgencies(1, agencies)), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(sorted(coveredAgencies(3, agencies)), [3, 4, 5, 6]);
    assert.deepEqual(sorted(coveredAgencies(4, agencies)), [4]);
    assert.deepEqual(sorted(coveredAgencies(7, agencies)), [5, 6, 7]);
  });

  it('is never what is above it', () => {
    assert.ok(!coveredAgencies(6, agencies).has(5));
    assert.ok(!coveredAgencies(2, agencies).has(1));
  });

  it('comes to an end where links run in a circle', () => {
    const circle = [agency(1, 2), agency(2, 3), agency(3, null, 1), agency(4, 4)];
    assert.deepEqual(sorted(coveredAgencies(1, circle)), [1, 2, 3]);
    assert.deepEqual(sorted(coveredAgencies(4, circle)), [4]);
  });

  it('holds, for any agencies and links, exactly those from which a way up leads to it', () => {
    const link = fc.option(fc.integer({ min: 0, max: 15 }), { nil: null });
    const anyAgencies = fc
      .array(fc.tuple(link, link), { minLength: 16, maxLength: 16 })
      .map((links) => links.map(([parent, successor], id) => agency(id, parent, successor)));
    fc.assert(
      fc.property(anyAgencies, fc.nat(15), (all, root) => {
        const leadsUp = (id: number, seen: readonly number[] = []): boolean => {
          if (id === root) return true;
          if (seen.includes(id)) return false;
          const one = all[id];
          return [one?.parentId, one?.successorId].some(
            (above) => above != null && leadsUp(above, [...seen, id]),
          );
        };
        const expected = all.map(({ id }) => id).filter((id) => leadsUp(id));
        assert.deepEqual(sorted(coveredAgencies(root, all)), expected);
      }),
    );
  });
});

describe('the scope of a role', () => {
  const reach = { own: [3, 5], below: [4, 6] };

  it('is its own agency for a provider, with those below for a manager, all for a platform admin', () => {
    assert.deepEqual(toFilter(scopeOf('provider', reach)), [3, 5]);
    assert.deepEqual(toFilter(scopeOf('agency-manager', reach)), [3, 5, 4, 6]);
    assert.equal(toFilter(scopeOf('platform-admin', reach)), null);
  });

  it('is nothing without a role', () => {
    assert.deepEqual(toFilter(scopeOf(null, reach)), []);
    assert.equal(covers(scopeOf(null, reach), { agencyId: 3 }), false);
  });

  it('covers a record exactly where a list would hold it, and none without an agency but for all', () => {
    for (const role of ['provider', 'agency-manager', 'platform-admin', null] as const) {
      const scope = scopeOf(role, reach);
      const filter = toFilter(scope);
      for (const agencyId of [1, 2, 3, 4, 5, 6]) {
        assert.equal(covers(scope, { agencyId }), filter === null || filter.includes(agencyId));
      }
      assert.equal(covers(scope, { agencyId: null }), role === 'platform-admin');
    }
  });
});

describe('the name of a person', () => {
  it('is its first character and OO for eyes outside the agency', () => {
    for (const [name, masked] of [
      ['林怡君', '林OO'],
      ['王 小明', '王OO'],
      ['歐陽小明', '歐OO'],
      [' 林怡君 ', '林OO'],
      ['𠮷田', '𠮷OO'],
      ['Lin Yi-chun', 'LOO'],
      ['林', '林OO'],
      ['', ''],
      ['   ', ''],
    ] as const) {
      assert.equal(maskName(name), masked, name);
    }
  });

  it('is whole within the scope, and nothing where nobody is named', () => {
    assert.equal(nameFor({ inScope: true }, '林怡君'), '林怡君');
    assert.equal(nameFor({ inScope: false }, '林怡君'), '林OO');
    assert.equal(nameFor({ inScope: false }, null), null);
  });

  it('never shows more than one character of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), (name) => {
        const masked = maskName(name);
        assert.ok(masked === '' || (masked.endsWith('OO') && [...masked].length === 3));
      }),
    );
  });
});
