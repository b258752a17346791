import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumLines, typedOf } from '#lib/domain/cost.ts';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { Cost } from '#lib/domain/session.ts';
import type { Tariff, TariffBand } from '#lib/domain/tariff.ts';
import { splitWindow } from '#lib/domain/tariff-window.ts';
import { localDateOf } from '#lib/domain/time.ts';

const entity = { createdAt: 0, updatedAt: 0 };
const home: Place = { ...entity, id: 'h', name: 'Home', isHome: true, isFree: false };
const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC'];
const HOUR = 3_600_000;

const zone = fc.constantFrom(...ZONES);
const price = fc.integer({ min: -200_000, max: 900_000 });
const wallTime = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const band: fc.Arbitrary<TariffBand> = fc
  .record(
    {
      label: fc.constantFrom('night', 'peak', 'base'),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: wallTime,
      to: fc.oneof(wallTime, fc.constant('24:00')),
      pricePerKwhMicros: price,
    },
    { requiredKeys: ['label', 'from', 'to', 'pricePerKwhMicros'] },
  )
  .filter(({ from, to }) => from !== to);
const tariff: fc.Arbitrary<Tariff> = fc.record({
  createdAt: fc.constant(0),
  updatedAt: fc.constant(0),
  id: fc.constant('t'),
  name: fc.constant('Any'),
  kind: fc.constant('home' as const),
  currency: fc.constant('GBP'),
  timeZone: zone,
  validFrom: fc.constant('2000-01-01'),
  pricePerKwhMicros: price,
  bands: fc.array(band, { maxLength: 6 }),
});
// Around the clock changes of 2026, and any time of two years.
const start = fc.oneof(
  fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
  fc
    .tuple(
      fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 2, 8, 7)),
      fc.integer({ min: -8 * HOUR, max: 8 * HOUR }),
    )
    .map(([change, shift]) => change + shift),
);
const lengthMs = fc.integer({ min: 1, max: 60 * HOUR });
const energyWh = fc.integer({ min: 0, max: 200_000 });

function costOf(startedAt: number, ms: number, wh: number, tariffs: readonly Tariff[]): Cost {
  const result = priceSession({
    session: {
      localDate: localDateOf(startedAt, 'UTC'),
      startedAt,
      endedAt: startedAt + ms,
      energyWh: wh,
      placeId: 'h',
    },
    typed: {},
    tariffs,
    settings: { currency: 'GBP', homeAliases: [] },
    placesById: new Map([['h', home]]),
  });
  if ('unknown' in result) throw new Error(result.unknown);
  return result.cost;
}

describe('time-of-use costs', () => {
  test('lines add up to the energy and to the total', () => {
    fc.assert(
      fc.property(
        start,
        lengthMs,
        energyWh,
        tariff,
        fc.integer({ min: 0, max: 10_000 }),
        (from, ms, wh, priced, fee) => {
          const cost = costOf(from, ms, wh, [
            { ...priced, sessionFeeMicros: fee, pricePerMinuteMicros: fee },
          ]);
          if (!cost.lines) return;
          const energy = cost.lines.filter((line) => line.kind === 'energy');
          expect(energy.reduce((sum, line) => sum + (line.energyWh ?? 0), 0)).toBe(wh);
          expect(sumLines(cost.lines)).toBe(cost.totalMicros);
        },
      ),
    );
  });

  test('cutting a window in two costs the same', () => {
    fc.assert(
      fc.property(
        start,
        lengthMs,
        energyWh,
        tariff,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, ms, wh, priced, cut) => {
          const firstMs = Math.round(ms * cut);
          if (firstMs === 0 || firstMs === ms) return;
          const firstWh = Math.round((wh * firstMs) / ms);
          const whole = costOf(from, ms, wh, [priced]);
          const parts = [
            costOf(from, firstMs, firstWh, [priced]),
            costOf(from + firstMs, ms - firstMs, wh - firstWh, [priced]),
          ];
          const prices = [priced, ...(priced.bands ?? [])].map((one) => one.pricePerKwhMicros);
          const lines = [whole, ...parts].reduce((n, cost) => n + (cost.lines?.length ?? 1), 0);
          const tolerance = lines + (Math.max(...prices) - Math.min(...prices)) / 2000;
          const sum = parts.reduce((total, cost) => total + (cost.totalMicros ?? NaN), 0);
          expect(Math.abs(sum - (whole.totalMicros ?? NaN))).toBeLessThanOrEqual(tolerance);
        },
      ),
    );
  });

  test('bands at the base price cost what the flat tariff costs', () => {
    fc.assert(
      fc.property(start, lengthMs, energyWh, tariff, (from, ms, wh, priced) => {
        const { bands = [], ...flat } = priced;
        const { pricePerKwhMicros } = priced;
        const same = bands.map((one) => ({ ...one, pricePerKwhMicros }));
        const banded = costOf(from, ms, wh, [{ ...priced, bands: same }]);
        const difference =
          (banded.totalMicros ?? NaN) - (costOf(from, ms, wh, [flat]).totalMicros ?? NaN);
        expect(Math.abs(difference)).toBeLessThanOrEqual(banded.lines?.length ?? 1);
      }),
    );
  });

  test('the parts of a window sum to it, also on days of 23 and 25 hours', () => {
    fc.assert(
      fc.property(start, lengthMs, tariff, (from, ms, priced) => {
        const shares = splitWindow([[priced]], { from, to: from + ms }) ?? [];
        expect(shares.reduce((sum, share) => sum + share.ms, 0)).toBe(ms);
        expect(shares.every((share) => share.ms > 0)).toBe(true);
      }),
    );
  });

  test('every minute has the price its wall clock says', () => {
    // The same rule asked minute by minute through Temporal, without any boundaries.
    const inBand = ({ days, from, to }: TariffBand, at: Temporal.ZonedDateTime): boolean => {
      const time = at.toPlainTime().toString().slice(0, 5);
      const isOn = (day: number) => !days || days.includes(day);
      if (from < to) return isOn(at.dayOfWeek) && time >= from && time < to;
      const dayBefore = at.subtract({ days: 1 }).dayOfWeek;
      return (isOn(at.dayOfWeek) && time >= from) || (isOn(dayBefore) && time < to);
    };
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 600 }), tariff, (at, minutes, priced) => {
        const from = Math.floor(at / 60_000) * 60_000;
        const expected = new Map<string, number>();
        for (let minute = 0; minute < minutes; minute++) {
          const clock = Temporal.Instant.fromEpochMilliseconds(
            from + minute * 60_000,
          ).toZonedDateTimeISO(priced.timeZone);
          const found = priced.bands?.find((one) => inBand(one, clock));
          const key = `${found?.label ?? 'base'} ${(found ?? priced).pricePerKwhMicros}`;
          expected.set(key, (expected.get(key) ?? 0) + 60_000);
        }
        const shares = splitWindow([[priced]], { from, to: from + minutes * 60_000 }) ?? [];
        expect(
          shares.map(({ label, pricePerKwhMicros, ms }) => [`${label} ${pricePerKwhMicros}`, ms]),
        ).toEqual([...expected]);
      }),
      { numRuns: 40 },
    );
  });

  test('deriving a cost again from what it says was typed changes nothing', () => {
    fc.assert(
      fc.property(start, lengthMs, energyWh, tariff, (from, ms, wh, priced) => {
        const cost = costOf(from, ms, wh, [priced]);
        expect(typedOf(cost)).toEqual({});
      }),
    );
  });
});
