import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#lib/domain/civil-date.ts';
import type { AchievementCode } from '#lib/domain/coach/achievement-codes.ts';
import { achievementsOf } from '#lib/domain/coach/achievements.ts';
import { coachOf } from '#lib/domain/coach/coach-of.ts';
import type { Achievement, ReminderStatus } from '#lib/domain/coach/findings.ts';
import { remindersOf } from '#lib/domain/coach/reminders.ts';
import { compareSessions } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { localDateOf, wallTimeOf } from '#lib/domain/time.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { unsound } from '../../support/unsound.ts';

const TODAY = '2026-06-30';
const IN_POUNDS = { basis: 'typed_total', currency: 'GBP' };
const FIRST_DAY = '2026-03-01';
const ZONES = ['Europe/London', 'Pacific/Auckland', 'America/New_York'];
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 });

/** Values around the limits of the rules, few of each, so that rules are met and ties happen. */
const sessionArb = fc.record({
  carId: fc.constantFrom('c', 'd'),
  day: fc.integer({ min: 0, max: 122 }),
  minute: optional(fc.integer({ min: 0, max: 1439 })),
  timeZone: fc.constantFrom(...ZONES),
  chargingS: optional(fc.constantFrom(1500, 1501, 28_799, 28_800)),
  odometerM: optional(fc.integer({ min: 0, max: 20 }).map((n) => n * 1_000_000)),
  socFrom: optional(fc.constantFrom(0, 5, 5.1, 25, 50)),
  rise: optional(fc.constantFrom(0, 30, 50)),
  energyWh: optional(fc.constantFrom(0, 999, 1000, 4999, 18_000, 60_000)),
  current: optional(fc.constantFrom('AC' as const, 'DC' as const)),
  placeLabel: optional(fc.constantFrom('Home', 'Hub')),
  network: optional(fc.integer({ min: 0, max: 12 }).map((n) => `Net ${String(n)}`)),
  totalMicros: optional(fc.constantFrom(-100, 0, 1, 999_999, 1_000_000, 4_000_000)),
  ambientC: optional(fc.constantFrom(-5, 0, 4.9, 5, 30, 30.1)),
});

type Drawn = typeof sessionArb extends fc.Arbitrary<infer T> ? T : never;

function sessionOf({ day, minute, rise, totalMicros, ...rest }: Drawn, i: number): Session {
  const date = addDays(FIRST_DAY, day);
  const startedAt =
    minute === undefined ? undefined : Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  const all = {
    ...rest,
    id: `s${String(i).padStart(2, '0')}`,
    status: 'completed',
    localDate: startedAt === undefined ? date : localDateOf(startedAt, rest.timeZone),
    startedAt,
    socTo: rise === undefined ? undefined : (rest.socFrom ?? 10) + rise,
    cost: totalMicros === undefined ? undefined : { ...IN_POUNDS, totalMicros },
    createdAt: 0,
    updatedAt: 0,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as Session;
}

const sessionsArb = fc.array(sessionArb, { maxLength: 40 }).map((drawn) => drawn.map(sessionOf));

const CAR = { name: 'Car', createdDate: '2026-01-01', archived: false, createdAt: 0, updatedAt: 0 };
const datasetOf = (sessions: readonly Session[], today = TODAY): Dataset => ({
  today,
  settings: {},
  cars: [
    { ...CAR, id: 'c', usableBatteryWh: 60_000, fullCharge: { every: 1, unit: 'months' } },
    { ...CAR, id: 'd', fullCharge: { every: 10, unit: 'days' } },
  ],
  places: [],
  tariffs: [],
  sessions,
});

/** Rules that look at one session alone, as the list of achievements puts them. */
const BY_ONE: Partial<Record<AchievementCode, (s: Session) => boolean>> = {
  first_plug: () => true,
  marathon_charge: (s) => (s.chargingS ?? 0) >= 28_800,
  free_charge_finder: (s) => s.placeLabel === 'Hub' && s.cost?.totalMicros === 0,
  solar_soaker: (s) =>
    s.placeLabel === 'Home' && s.cost?.totalMicros === 0 && (s.energyWh ?? 0) >= 1000,
  night_owl: (s) => s.startedAt !== undefined && wallTimeOf(s.startedAt, s.timeZone) < '05:00',
  winter_warrior: (s) => (s.ambientC ?? 20) < 5,
  heatwave_hero: (s) => (s.ambientC ?? 20) > 30,
  penny_pincher: (s) =>
    (s.cost?.totalMicros ?? 0) > 0 &&
    (s.cost?.totalMicros ?? 0) < 1_000_000 &&
    (s.energyWh ?? 0) >= 1000,
  rapid_riser: (s) =>
    s.current === 'DC' && ((s.energyWh ?? 0) * 3600) / (s.chargingS ?? Infinity) >= 100_000,
  range_anxiety: (s) => (s.socFrom ?? 100) <= 5,
};

const everyOne = ({ account, cars }: ReturnType<typeof achievementsOf>): Achievement[] => [
  ...account,
  ...Object.values(cars).flat(),
];

describe('achievements', () => {
  it('are what the first session that meets a rule says', () => {
    fc.assert(
      fc.property(sessionsArb, (sessions) => {
        const { cars } = achievementsOf(diaryOf(datasetOf(sessions)));
        for (const carId of ['c', 'd']) {
          const own = sessions.filter((s) => s.carId === carId).sort(compareSessions);
          for (const [code, isMet] of Object.entries(BY_ONE)) {
            const found = cars[carId]?.find((one) => one.code === code);
            expect([code, found?.sessionId]).toEqual([code, own.find(isMet)?.id]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('go with the only session that met the rule', () => {
    fc.assert(
      fc.property(sessionsArb, (sessions) => {
        for (const { code, sessionId } of everyOne(achievementsOf(diaryOf(datasetOf(sessions))))) {
          const rest = sessions.filter(({ id }) => id !== sessionId);
          const after = everyOne(achievementsOf(diaryOf(datasetOf(rest))));
          expect(after.some((one) => one.sessionId === sessionId)).toBe(false);
          const carId = sessions.find(({ id }) => id === sessionId)?.carId;
          const isMet = BY_ONE[code];
          if (!isMet || rest.some((s) => s.carId === carId && isMet(s))) continue;
          const { cars } = achievementsOf(diaryOf(datasetOf(rest)));
          expect(cars[carId ?? '']?.some((one) => one.code === code)).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('reminders', () => {
  const STATUSES: readonly ReminderStatus[] = ['ok', 'upcoming', 'due', 'overdue', 'critical'];
  const statusAt = (daysLate: number) =>
    STATUSES[[-7, 0, 4, 8].filter((limit) => daysLate >= limit).length];

  it('get a day later each day, and their status follows from that alone', () => {
    fc.assert(
      fc.property(sessionsArb, fc.integer({ min: 0, max: 60 }), (sessions, days) => {
        const today = addDays('2026-07-02', days);
        const now = remindersOf(diaryOf(datasetOf(sessions, today)));
        const tomorrow = remindersOf(diaryOf(datasetOf(sessions, addDays(today, 1))));
        expect(tomorrow.map(({ carId, dueDate, daysLate }) => [carId, dueDate, daysLate])).toEqual(
          now.map(({ carId, dueDate, daysLate }) => [carId, dueDate, daysLate + 1]),
        );
        for (const { status, daysLate, dueDate } of now) {
          expect(status).toBe(statusAt(daysLate));
          expect(daysLate).toBe(daysBetween(dueDate, today));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('all that the coach says', () => {
  it('is sound, the same for any order of the input, and blind to what is not completed', () => {
    fc.assert(
      fc.property(sessionsArb, fc.infiniteStream(fc.nat()), (sessions, dice) => {
        const coach = coachOf(diaryOf(datasetOf(sessions)), 7);
        expect(unsound(coach)).toBe(false);
        const keys = new Map(sessions.map(({ id }) => [id, dice.next().value]));
        const shuffled = sessions.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        const others = sessions.slice(0, 5).map((session, i) => ({
          ...session,
          id: `x${String(i)}`,
          status: (['planned', 'active', 'cancelled'] as const)[i % 3] ?? 'planned',
        }));
        expect(coachOf(diaryOf(datasetOf([...others, ...shuffled])), 7)).toEqual(coach);
      }),
      { numRuns: 100 },
    );
  });
});
