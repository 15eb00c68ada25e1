import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCalendarDay } from '../../src/domain/time/calendar-day';
import { daysLeft, hasExpired, reminderDue } from '../../src/domain/time/expiry';
import { msUntilNextTaipeiDay } from '../../src/domain/time/next-day';
import { taipeiDay } from '../../src/domain/time/taipei';

const at = (text: string) => new Date(text);
const anyMoment = fc.date({
  min: at('1990-01-01T00:00:00Z'),
  max: at('2150-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the calendar day in Taipei', () => {
  it('begins at 16:00 UTC of the day before, at the turn of a year and in summer too', () => {
    assert.equal(taipeiDay(at('2026-12-31T15:59:59.999Z')), '2026-12-31');
    assert.equal(taipeiDay(at('2026-12-31T16:00:00.000Z')), '2027-01-01');
    assert.equal(taipeiDay(at('2026-06-30T16:00:00.000Z')), '2026-07-01');
  });

  it('is a day only where there is such a day', () => {
    for (const day of ['2028-02-29', '0001-01-01', '9999-12-31']) assert.ok(isCalendarDay(day));
    for (const day of ['2027-02-29', '2026-02-30', '2026-13-01', '0000-01-01', '2026-1-1', '']) {
      assert.ok(!isCalendarDay(day), day);
    }
  });

  it('knows leap days', () => {
    assert.equal(taipeiDay(at('2028-02-28T16:00:00Z')), '2028-02-29');
    assert.equal(taipeiDay(at('2027-02-28T16:00:00Z')), '2027-03-01');
    assert.equal(taipeiDay(at('2100-02-28T16:00:00Z')), '2100-03-01');
  });

  it('agrees with the time zone database at any moment', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' });
    fc.assert(fc.property(anyMoment, (moment) => taipeiDay(moment) === zone.format(moment)));
  });

  it('changes exactly when the time until the next day is over', () => {
    assert.equal(msUntilNextTaipeiDay(at('2026-12-31T15:59:59.999Z')), 1);
    assert.equal(msUntilNextTaipeiDay(at('2026-12-31T16:00:00.000Z')), 86_400_000);
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const next = new Date(moment.getTime() + msUntilNextTaipeiDay(moment));
        const justBefore = new Date(next.getTime() - 1);
        return taipeiDay(justBefore) === taipeiDay(moment) && taipeiDay(next) > taipeiDay(moment);
      }),
    );
  });
});

describe('the end of a licence', () => {
  it('is after 31 December of its last year, in leap years too', () => {
    for (const year of [2026, 2028]) {
      assert.equal(hasExpired(`${year}-12-31`, year), false);
      assert.equal(daysLeft(`${year}-12-31`, year), 1);
      assert.equal(hasExpired(`${year + 1}-01-01`, year), true);
    }
    assert.equal(daysLeft('2027-12-31', 2028), 367);
    assert.equal(daysLeft('2026-12-31', 2027), 366);
  });

  it('is reminded of from 90, 30 and 7 days before, by the latest that is due', () => {
    const due = (day: string) => reminderDue(day, 2026);
    assert.equal(due('2026-10-02'), null);
    assert.equal(due('2026-10-03'), 90);
    assert.equal(due('2026-12-01'), 90);
    assert.equal(due('2026-12-02'), 30);
    assert.equal(due('2026-12-24'), 30);
    assert.equal(due('2026-12-25'), 7);
    assert.equal(due('2026-12-31'), 7);
    assert.equal(due('2027-01-01'), null);
  });
});
