import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addWorkingDays,
  isWorkingDay,
  workingDaysBetween,
} from '../../src/domain/time/working-days';

describe('the working-day clock', () => {
  it('knows weekends and the days on which offices are closed', () => {
    assert.equal(isWorkingDay('2026-11-24'), true);
    assert.equal(isWorkingDay('2026-11-28'), false);
    assert.equal(isWorkingDay('2026-02-17'), false);
    assert.equal(isWorkingDay('2026-12-25'), false);
  });

  it('counts seven working days over a weekend and over the new year', () => {
    assert.equal(addWorkingDays('2026-11-24', 7), '2026-12-03');
    assert.equal(addWorkingDays('2026-02-13', 1), '2026-02-23');
    assert.equal(addWorkingDays('2026-11-27', 1), '2026-11-30');
  });

  it('counts the working days that something has waited, without weekends and holidays', () => {
    assert.equal(workingDaysBetween('2026-11-24', '2026-11-24'), 0);
    assert.equal(workingDaysBetween('2026-11-24', '2026-12-03'), 7);
    assert.equal(workingDaysBetween('2026-02-13', '2026-02-23'), 1);
    assert.equal(workingDaysBetween('2026-11-25', '2026-11-24'), 0);
  });
});
