import { achievementsOf } from '#lib/domain/coach/achievements.ts';
import type { CarCode } from '#lib/domain/coach/achievement-codes.ts';
import { addDays } from '#lib/domain/civil-date.ts';
import type { Session } from '#lib/domain/session.ts';
import { type SmallData, smallDiary, total } from '../../../support/diaries.ts';

export type Row = Partial<Session>;

/** One session a day from 1 January, ids `s00`, `s01` …, unless they say otherwise. */
export const daily = (rows: readonly Row[]): Row[] =>
  rows.map((row, i) => ({
    id: `s${String(i).padStart(2, '0')}`,
    localDate: addDays('2026-01-01', i),
    ...row,
  }));

const HOME = { id: 'h', name: 'Drive', isHome: true };

export const ofCar = (rows: readonly Row[], more: Partial<SmallData> = {}) =>
  achievementsOf(smallDiary({ places: [HOME], ...more, sessions: daily(rows) })).cars['c'] ?? [];

export const find = (code: CarCode, rows: readonly Row[], more?: Partial<SmallData>) =>
  ofCar(rows, more).find((one) => one.code === code);

export const repeat = (n: number, row: Row | ((i: number) => Row)): Row[] =>
  Array.from({ length: n }, (_, i) => (typeof row === 'function' ? row(i) : row));

/** A start on the London clock of a day in January, which is UTC. */
export const at = (i: number, time: string): Row => ({
  startedAt: Date.parse(`${addDays('2026-01-01', i)}T${time}:00Z`),
});

export const atHome: Row = { placeId: 'h' };
export const inPublic: Row = { placeLabel: 'Hub' };
export const dc = (energyWh: number, chargingS: number): Row => ({
  current: 'DC',
  energyWh,
  chargingS,
});
export const priced = (micros: number, energyWh = 1000): Row => ({ energyWh, ...total(micros) });

/** Charges after 108 km on 30 points of 60 kWh each: 6 m/Wh, of high confidence. */
export const driven = (n: number, microsAt: (i: number) => number): Row[] => [
  { odometerM: 1_000_000, socTo: 80 },
  ...repeat(n, (i) => ({
    odometerM: 1_000_000 + (i + 1) * 108_000,
    socFrom: 50,
    socTo: 80,
    current: 'AC',
    ...priced(microsAt(i), 20_000),
  })),
];
