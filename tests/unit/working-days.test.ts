import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addWorkingDays,
  isWorkingDay,
  missingCalendarYear,
  workingDaysBetween,
} from '../../src/domain/time/working-days';

describe('the working-day clock', () => {
  it('knows weekends and the days on which offices are closed', () => {
    assert.equal(isWorkingDay('2026-11-24'), true);
    assert.equal(isWorkingDay('2026-11-28'), false);
    assert.equal(isWorkingDay('2026-02-17'), false);
    assert.equal(isWorkingDay('2026-12-25'), false);
    assert.equal(isWorkingDay('2027-12-31'), false, 'for the Saturday of new year 2028');
  });

  it('closes on every lunar and fixed holiday of the years it knows, as the calendar itself has them', () => {
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
      ...({ timeZone: 'UTC', month: 'numeric', day: 'numeric' } as const),
    });
    const lunar = ['12/30', '1/1', '1/2', '1/3', '5/5', '8/15'];
    const fixed = ['01-01', '02-28', '05-01', '09-28', '10-10', '10-25', '12-25'];
    for (const year of [2026, 2027]) {
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
        const day = new Date(at).toISOString().slice(0, 10);
        const holiday = lunar.includes(chinese.format(at)) || fixed.includes(day.slice(5));
        if (holiday) assert.equal(isWorkingDay(day), false, day);
      }
    }
    assert.equal(addWorkingDays('2026-12-30', 7), '2027-01-11');
    assert.equal(addWorkingDays('2027-02-03', 1), '2027-02-11', 'the lunar new year');
  });

  it('asks for the next year’s calendar two months before it is needed', () => {
    assert.equal(missingCalendarYear('2027-10-15'), null);
    assert.equal(missingCalendarYear('2027-11-05'), 2028);
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
