import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { Tariff, TariffBand } from '#lib/domain/tariff.ts';
import { homeTariffs } from '#lib/domain/tariff-choice.ts';
import { splitWindow } from '#lib/domain/tariff-window.ts';

/** Zones and the first of the four years whose clock changes are all tried. */
const ZONES = [
  ['Europe/Berlin', 2024],
  ['Europe/London', 2024],
  ['America/New_York', 2024],
  // Changes at midnight, and their end in 2019.
  ['America/Sao_Paulo', 2016],
  ['Asia/Beirut', 2022],
  ['Atlantic/Azores', 2021],
  // Half an hour.
  ['Australia/Lord_Howe', 2023],
  ['Asia/Kolkata', 2024],
  // 12:45 and 13:45.
  ['Pacific/Chatham', 2023],
  // 30 December 2011 did not exist.
  ['Pacific/Apia', 2009],
  // Back for Ramadan.
  ['Africa/Casablanca', 2023],
  ['UTC', 2024],
] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RUNS_PER_CHANGE = 12;

interface WallClock {
  readonly date: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly time: string;
}

/** The wall clock by the browser's own calendar, not by what the domain uses. */
function wallClockIn(timeZone: string): (instant: number) => WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const cache = new Map<number, WallClock>();
  return (instant) => {
    const minute = Math.floor(instant / MINUTE);
    const known = cache.get(minute);
    if (known) return known;
    // "12/30/2011, 23:59"
    const text = format.format(minute * MINUTE);
    const date = `${text.slice(6, 10)}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    const clock = { date, weekday, time: text.slice(12, 17) };
    cache.set(minute, clock);
    return clock;
  };
}

/** Every instant of four years at which the wall clock jumps; some days where it never does. */
function clockChanges(timeZone: string, firstYear: number): readonly number[] {
  const clockAt = wallClockIn(timeZone);
  const offset = (instant: number): number => {
    const { date, time } = clockAt(instant);
    return Date.parse(`${date}T${time}:00Z`) - Math.floor(instant / MINUTE) * MINUTE;
  };
  const end = Date.UTC(firstYear + 4, 0, 1);
  const changes: number[] = [];
  for (let at = Date.UTC(firstYear, 0, 1); at < end; at += 12 * HOUR) {
    let [before, after] = [at, at + 12 * HOUR];
    if (offset(before) === offset(after)) continue;
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  if (changes.length > 0) return changes;
  return [
    Date.UTC(firstYear, 2, 31, 1),
    Date.UTC(firstYear, 9, 27, 1),
    Date.UTC(firstYear, 11, 31),
  ];
}

const wallTime = fc
  .oneof(
    // The hours in which clocks change, and any other.
    fc.integer({ min: 0, max: 240 }),
    fc.integer({ min: 0, max: 1439 }),
    fc.constantFrom(0, 60, 120, 150, 180, 1380, 1439),
  )
  .map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16));
const price = fc.integer({ min: -200_000, max: 900_000 });
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
const priceList = fc.record({
  pricePerKwhMicros: price,
  bands: fc.array(band, { maxLength: 5 }),
  sessionFeeMicros: fc.constantFrom(0, 350_000),
  pricePerMinuteMicros: fc.constantFrom(0, 12_345),
});
const situation = fc.record({
  lists: fc.tuple(priceList, priceList),
  /** Where the window begins, before or after the change. */
  shiftMs: fc.integer({ min: -30 * HOUR, max: 6 * HOUR }),
  lengthMs: fc.oneof(
    fc.integer({ min: 1, max: 3 * HOUR }),
    fc.integer({ min: HOUR, max: 36 * HOUR }),
  ),
  energyWh: fc.integer({ min: 0, max: 150_000 }),
});

function tariffOf(timeZone: string, change: Partial<Tariff> & { readonly id: string }): Tariff {
  return {
    createdAt: 0,
    updatedAt: 0,
    name: change.id,
    kind: 'home',
    currency: 'GBP',
    timeZone,
    validFrom: '2000-01-01',
    pricePerKwhMicros: 0,
    ...change,
  };
}

/** The rule as it is written, asked of one minute of a wall clock. */
function isIn({ days, from, to }: TariffBand, { weekday, time }: WallClock): boolean {
  const isOn = (day: number) => !days || days.includes(day);
  if (from < to) return isOn(weekday) && time >= from && time < to;
  return (isOn(weekday) && time >= from) || (isOn(weekday === 1 ? 7 : weekday - 1) && time < to);
}

interface Expected {
  readonly tariffId: string;
  readonly label: string;
  readonly price: number;
  ms: number;
}

/** The window minute by minute: every instant in exactly one band of exactly one tariff. */
function minuteByMinute(
  tariffs: readonly Tariff[],
  clockAt: (instant: number) => WallClock,
  from: number,
  to: number,
): Expected[] {
  const found: Expected[] = [];
  for (let at = from; at < to;) {
    const next = Math.min((Math.floor(at / MINUTE) + 1) * MINUTE, to);
    const clock = clockAt(at);
    const valid = tariffs.filter(
      ({ validFrom, validTo = '9999' }) => validFrom <= clock.date && clock.date <= validTo,
    );
    const [tariff, second] = valid;
    if (!tariff || second) throw new Error(`${String(valid.length)} tariffs on ${clock.date}`);
    const inForce = tariff.bands?.find((one) => isIn(one, clock));
    const key = {
      tariffId: tariff.id,
      label: inForce?.label ?? 'base',
      price: (inForce ?? tariff).pricePerKwhMicros,
    };
    const known = found.find(
      (one) => one.tariffId === key.tariffId && one.label === key.label && one.price === key.price,
    );
    if (known) known.ms += next - at;
    else found.push({ ...key, ms: next - at });
    at = next;
  }
  return found;
}

/** n / d, half away from zero, in whole numbers of any size. */
function rounded(n: bigint, d: bigint): number {
  const size = n < 0n ? -n : n;
  const whole = Number((2n * size + d) / (2n * d));
  return n < 0n && whole !== 0 ? -whole : whole;
}

function expectedLines(parts: readonly Expected[], energyWh: number) {
  const total = BigInt(parts.reduce((sum, { ms }) => sum + ms, 0));
  const energy = BigInt(energyWh);
  let passed = 0n;
  return parts.map(({ tariffId, label, price: unitPriceMicros, ms }) => {
    const before = rounded(energy * passed, total);
    passed += BigInt(ms);
    return {
      kind: 'energy',
      label,
      unitPriceMicros,
      energyWh: rounded(energy * passed, total) - before,
      amountMicros: rounded(energy * BigInt(ms) * BigInt(unitPriceMicros), total * 1000n),
      tariffId,
    };
  });
}

const home: Place = {
  createdAt: 0,
  updatedAt: 0,
  id: 'h',
  name: 'Home',
  isHome: true,
  isFree: false,
};

describe.each(ZONES)('charges around the clock changes of %s from %i on', (timeZone, firstYear) => {
  const changes = clockChanges(timeZone, firstYear);
  const clockAt = wallClockIn(timeZone);

  test('cost what each of their minutes costs', () => {
    for (const change of changes) {
      // The second price list begins on the day of the change.
      const day = clockAt(change).date;
      const dayBefore = new Date(Date.parse(day) - 24 * HOUR).toISOString().slice(0, 10);
      fc.assert(
        fc.property(situation, ({ lists, shiftMs, lengthMs, energyWh }) => {
          const tariffs = [
            tariffOf(timeZone, { id: 'old', validTo: dayBefore, ...lists[0] }),
            tariffOf(timeZone, { id: 'new', validFrom: day, ...lists[1] }),
          ];
          const from = change + shiftMs;
          const to = from + lengthMs;
          const parts = minuteByMinute(tariffs, clockAt, from, to);

          const shares = splitWindow(homeTariffs(tariffs, 'h'), { from, to }) ?? [];
          expect(
            shares.map(({ tariff, label, pricePerKwhMicros, ms }) => ({
              tariffId: tariff.id,
              label,
              price: pricePerKwhMicros,
              ms,
            })),
          ).toEqual(parts);
          expect(shares.reduce((sum, { ms }) => sum + ms, 0)).toBe(lengthMs);

          const result = priceSession({
            session: {
              localDate: clockAt(from).date,
              startedAt: from,
              endedAt: to,
              energyWh,
              placeId: 'h',
            },
            typed: {},
            tariffs,
            settings: { currency: 'GBP', homeAliases: [] },
            placesById: new Map([['h', home]]),
          });
          if (!('cost' in result)) throw new Error(result.unknown);
          const { cost } = result;
          const lines = cost.lines ?? [];
          const expected = expectedLines(parts, energyWh);
          if (lines.length > 0) {
            const energyLines = lines.filter(({ kind }) => kind === 'energy');
            expect(energyLines).toEqual(expected);
            expect(energyLines.reduce((sum, line) => sum + (line.energyWh ?? NaN), 0)).toBe(
              energyWh,
            );
            expect(lines.reduce((sum, line) => sum + line.amountMicros, 0)).toBe(cost.totalMicros);
          } else {
            expect([cost.totalMicros]).toEqual(expected.map((line) => line.amountMicros));
          }
        }),
        { numRuns: RUNS_PER_CHANGE },
      );
    }
  });
});

test('the zones bring the clock changes they are there for', () => {
  const changesIn = (zone: string) => {
    const found = ZONES.find(([name]) => name === zone);
    if (!found) throw new Error(zone);
    return clockChanges(found[0], found[1]).map((at) => new Date(at).toISOString());
  };
  // Midnight of 4 November 2018 did not exist in São Paulo.
  expect(changesIn('America/Sao_Paulo')).toContain('2018-11-04T03:00:00.000Z');
  expect(changesIn('Pacific/Apia')).toContain('2011-12-30T10:00:00.000Z');
  expect(changesIn('Asia/Beirut')).toHaveLength(8);
  expect(changesIn('Europe/Berlin')).toHaveLength(8);
});
