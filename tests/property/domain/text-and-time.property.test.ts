import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOf } from '#lib/domain/civil-date.ts';
import { numberMarks, parseDecimal, scaleDecimal } from '#lib/domain/number-text.ts';
import { readMoneyMicros } from '#lib/domain/quantity-text.ts';
import { localDateOf, readWallClock, wallMsOf, zoneOffsetMs } from '#lib/domain/time.ts';

const LOCALES = ['en-GB', 'de-DE', 'fr-FR', 'ar-EG', 'en-IN', 'de-CH', 'fa-IR', 'sv-SE'];
const ZONES = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const DAY = 86_400_000;
const locale = fc.constantFrom(...LOCALES);
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2040, 0, 1) });
const decimals = fc.integer({ min: 0, max: 4 });

describe('reading what Intl writes', () => {
  test('numbers', () => {
    fc.assert(
      fc.property(
        locale,
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        decimals,
        (tag, digits, places) => {
          const value = digits / 10 ** places;
          const shown = new Intl.NumberFormat(tag, {
            minimumFractionDigits: places,
            maximumFractionDigits: places,
          }).format(value);
          const result = parseDecimal(shown, numberMarks(tag));
          if (!result.ok) throw new Error(`${tag} ${shown}`);
          const read = scaleDecimal(result.value.digits, result.value.exponent + places);
          expect(read + 0, shown).toBe(digits + 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('money', () => {
    fc.assert(
      fc.property(
        locale,
        fc.constantFrom('GBP', 'EUR', 'USD', 'CHF', 'SEK', 'INR', 'EGP'),
        fc.integer({ min: 0, max: 99_999_999 }),
        (tag, currency, cents) => {
          const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
          const shown = format.format(cents / 100);
          const form = { marks: numberMarks(tag), currency, locale: tag };
          expect(readMoneyMicros(shown, form), shown).toEqual({ ok: true, value: cents * 10_000 });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(locale, fc.string({ unit: 'grapheme' }), (tag, text) => {
        const result = parseDecimal(text, numberMarks(tag));
        if (result.ok) expect(result.value.exponent).toBeLessThanOrEqual(0);
        else expect(result.error.code).toMatch(/^number\//);
      }),
    );
  });
});

describe('dates in twelve zones', () => {
  test('agree with Temporal at any instant', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
        expect(localDateOf(at, name)).toBe(expected.toPlainDate().toString());
        expect(zoneOffsetMs(name, at)).toBe(expected.offsetNanoseconds / 1e6);
      }),
      { numRuns: 1000 },
    );
  });

  test('days of four years follow each other, none lost or doubled', () => {
    for (const name of ZONES) {
      const first = Date.UTC(2023, 0, 1);
      const hours = 4 * 366 * 24;
      let before = localDateOf(first, name);
      const starts = new Map([[before, 0]]);
      for (let hour = 1; hour <= hours; hour++) {
        const date = localDateOf(first + hour * 3_600_000, name);
        if (date === before) continue;
        expect(daysBetween(before, date), `${name} ${date}`).toBe(1);
        expect(starts.has(date)).toBe(false);
        starts.set(date, hour);
        before = date;
      }
      const lengths = [...starts.values()]
        .slice(1)
        .map((hour, index, all) => (all[index + 1] ?? NaN) - hour);
      expect(lengths.slice(0, -1).every((length) => length >= 23 && length <= 25)).toBe(true);
    }
  });

  test('a wall clock leads back to its instant', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const reading = readWallClock(localDateOf(at, name), wallMsOf(at, name), name);
        const instants =
          reading.kind === 'repeated' ? [reading.instant, reading.later] : [reading.instant];
        expect(instants).toContain(at);
        expect(reading.kind).not.toBe('skipped');
      }),
      { numRuns: 500 },
    );
  });

  test('days and weekdays go on and on', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -5000, max: 5000 }), (at, days) => {
        const date = localDateOf(at, 'UTC');
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(other).toBe(
          new Date(Math.floor(at / DAY) * DAY + days * DAY).toISOString().slice(0, 10),
        );
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
      }),
    );
  });
});
