import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AT_ONCE,
  hundredOf,
  nextIn,
} from '../../../src/plugins/review-workflow/admin/src/screens/review/queuePlace';

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(from + index) }));

describe('the place of a review in the queue', () => {
  it('is looked for among the hundred that the reviewer’s page belongs to', () => {
    assert.equal(hundredOf({}), 1);
    assert.equal(hundredOf({ page: '10', pageSize: '10' }), 1);
    assert.equal(hundredOf({ page: '11', pageSize: '10' }), 2);
    assert.equal(hundredOf({ page: '3', pageSize: '100' }), 3);
    assert.equal(hundredOf({ page: 'nonsense', pageSize: '0' }), 1);
  });

  it('leads to the one after it, on the page where that one is, also past the first hundred', () => {
    const second = { rows: rows(AT_ONCE, AT_ONCE), before: AT_ONCE };
    assert.deepEqual(nextIn(second, '120', { page: '13' }), { id: '121', page: 13 });
    assert.deepEqual(nextIn(second, '129', { page: '13' }), { id: '130', page: 14 });
    const both = { rows: rows(0, AT_ONCE * 2), before: 0 };
    assert.deepEqual(nextIn(both, '99', { page: '10' }), { id: '100', page: 11 });
  });

  it('begins again after the last, and leads nowhere where nothing else waits', () => {
    const all = { rows: rows(0, 3), before: 0 };
    assert.deepEqual(nextIn(all, '2', {}), { id: '0', page: 1 });
    assert.deepEqual(nextIn(all, 'decided', {}), { id: '0', page: 1 });
    assert.equal(nextIn({ rows: rows(0, 1), before: 0 }, '0', {}), null);
    assert.equal(nextIn({ rows: [], before: 0 }, '0', {}), null);
  });
});
