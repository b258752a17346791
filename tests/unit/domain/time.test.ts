import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  endOfMonth,
  epochDayOf,
  isLocalDate,
  startOfMonth,
  startOfYear,
  weekdayOf,
} from '#lib/domain/civil-date.ts';
import {
  instantOf,
  isTimeZone,
  localDateOf,
  nextOffsetChange,
  wallMinutes,
  wallTimeOf,
  zoneOffsetMs,
} from '#lib/domain/time.ts';

const LONDON = 'Europe/London';

describe('civil dates', () => {
  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-04-31', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    ['0000-01-01', false],
    [20260101, false],
  ])('%j is a date: %s', (value, expected) => {
    expect(isLocalDate(value)).toBe(expected);
  });

  test('months keep the day, clamped to the month they reach', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
  });

  test('days are counted on the calendar', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(epochDayOf('1970-01-01')).toBe(0);
    expect(epochDayOf('0099-12-31')).toBe(-683_004);
    expect(() => epochDayOf('soon')).toThrow('not a date');
  });

  test('weeks begin on Monday, months on the first', () => {
    expect(weekdayOf('2026-06-29')).toBe(1);
    expect(weekdayOf('2026-06-28')).toBe(7);
    expect(weekdayOf('1969-12-31')).toBe(3);
    expect(startOfMonth('2026-06-29')).toBe('2026-06-01');
    expect(endOfMonth('2028-02-01')).toBe('2028-02-29');
    expect(startOfYear('2026-06-29')).toBe('2026-01-01');
  });
});

describe('zones', () => {
  test.each([
    ['Europe/London', true],
    ['Etc/GMT-3', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['+01:00', false],
    ['2026-01-01T00:00[Europe/London]', false],
    ['Europe/Lodnon', false],
    ['', false],
  ])('%s is a zone: %s', (zone, expected) => {
    expect(isTimeZone(zone)).toBe(expected);
  });

  test('an unknown zone is a bug of the caller', () => {
    expect(() => zoneOffsetMs('Mars/Olympus', 0)).toThrow('unknown time zone');
  });

  test('offsets change at the instant the clocks change', () => {
    const spring = Date.UTC(2026, 2, 29, 1);
    expect(zoneOffsetMs(LONDON, spring - 1)).toBe(0);
    expect(zoneOffsetMs(LONDON, spring)).toBe(3_600_000);
    expect(nextOffsetChange(LONDON, spring - 1)).toBe(spring);
    expect(nextOffsetChange(LONDON, spring)).toBe(Date.UTC(2026, 9, 25, 1));
    expect(nextOffsetChange('UTC', 0)).toBe(Infinity);
  });

  test('the date and the wall time are those of the zone', () => {
    const instant = Date.UTC(2026, 5, 30, 23, 30);
    expect(localDateOf(instant, LONDON)).toBe('2026-07-01');
    expect(localDateOf(instant, 'America/New_York')).toBe('2026-06-30');
    expect(wallTimeOf(instant, LONDON)).toBe('00:30');
    expect(wallTimeOf(instant, 'Asia/Kathmandu')).toBe('05:15');
    expect(localDateOf(-1, 'UTC')).toBe('1969-12-31');
  });

  test.each([
    ['24:00', undefined],
    ['23:59', 1439],
    ['7:00', undefined],
    ['07:60', undefined],
  ])('wall time %s is minute %s', (text, expected) => {
    expect(wallMinutes(text)).toBe(expected);
  });
});

// Checked by hand against the published dates of the clock changes.
describe('a wall time', () => {
  const at = (...parts: [number, number, number, number, number]) => Date.UTC(...parts);

  test.each([
    ['2026-06-01', '12:00', LONDON, at(2026, 5, 1, 11, 0)],
    ['2026-01-01', '00:00', LONDON, at(2026, 0, 1, 0, 0)],
    ['2026-03-29', '00:59', LONDON, at(2026, 2, 29, 0, 59)],
    ['2026-03-29', '02:00', LONDON, at(2026, 2, 29, 1, 0)],
    ['2026-10-25', '00:59', LONDON, at(2026, 9, 24, 23, 59)],
    ['2026-10-25', '02:00', LONDON, at(2026, 9, 25, 2, 0)],
    ['2026-03-08', '03:00', 'America/New_York', at(2026, 2, 8, 7, 0)],
    ['2026-01-01', '00:00', 'Pacific/Kiritimati', at(2025, 11, 31, 10, 0)],
    ['2026-01-01', '00:00', 'Pacific/Pago_Pago', at(2026, 0, 1, 11, 0)],
    ['2026-01-01', '12:00', 'Asia/Kathmandu', at(2026, 0, 1, 6, 15)],
    ['2026-01-01', '12:00', 'Australia/Lord_Howe', at(2026, 0, 1, 1, 0)],
    ['2011-12-31', '00:00', 'Pacific/Apia', at(2011, 11, 30, 10, 0)],
  ])('%s %s in %s is one instant', (date, time, zone, instant) => {
    expect(instantOf(date, time, zone)).toEqual({ kind: 'unique', instant });
  });

  test.each([
    ['2026-03-29', '01:00', LONDON, at(2026, 2, 29, 1, 0)],
    ['2026-03-29', '01:30', LONDON, at(2026, 2, 29, 1, 30)],
    ['2026-03-08', '02:30', 'America/New_York', at(2026, 2, 8, 7, 30)],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', at(2026, 9, 3, 15, 45)],
    ['2011-12-30', '12:00', 'Pacific/Apia', at(2011, 11, 30, 22, 0)],
  ])('%s %s in %s is skipped and moved forward', (date, time, zone, instant) => {
    expect(instantOf(date, time, zone)).toEqual({ kind: 'skipped', instant });
  });

  test.each([
    ['2026-10-25', '01:00', LONDON, at(2026, 9, 25, 0, 0), 60],
    ['2026-10-25', '01:59', LONDON, at(2026, 9, 25, 0, 59), 60],
    ['2026-11-01', '01:30', 'America/New_York', at(2026, 10, 1, 5, 30), 60],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', at(2026, 3, 4, 14, 45), 30],
  ])('%s %s in %s happens twice', (date, time, zone, instant, minutes) => {
    const later = instant + minutes * 60_000;
    expect(instantOf(date, time, zone)).toEqual({ kind: 'repeated', instant, later });
  });
});
