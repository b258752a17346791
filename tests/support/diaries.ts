import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { sessionMetrics } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { vectorDataset } from './vectors.ts';

/** Some fields of an entity; `undefined` takes away what would be filled in. */
export type Some<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What a small data set says; the rest is filled with the least that is valid. */
export interface SmallData {
  readonly today?: LocalDate;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More about the one car `c`, which has 60 kWh. */
  readonly car?: Some<Car>;
  /** Instead of the one car. */
  readonly cars?: readonly Some<Car>[];
  readonly places?: readonly Some<Place>[];
  readonly tariffs?: readonly Some<Tariff>[];
  readonly sessions: readonly Some<Session>[];
}

const CAR = { id: 'c', name: 'Car', createdDate: '2026-01-01', usableBatteryWh: 60_000 };
const SESSION = { carId: 'c', timeZone: 'Europe/London' };
const TARIFF = {
  name: 'Home',
  kind: 'home',
  currency: 'GBP',
  timeZone: 'Europe/London',
  validFrom: '2020-01-01',
};

/** The whole data set of a small one, as JSON. */
export function datasetJson(data: SmallData): Readonly<Record<string, unknown>> {
  const { today = '2026-06-30', settings = {}, places = [], tariffs = [], sessions } = data;
  const cars = data.cars ?? [data.car ?? {}];
  return {
    format: 'plugtrack-dataset',
    version: 1,
    today,
    settings,
    cars: cars.map((car) => ({ ...CAR, ...car })),
    places: places.map((place) => ({ name: 'A place', ...place })),
    tariffs: tariffs.map((tariff) => ({ ...TARIFF, ...tariff })),
    sessions: sessions.map((session) => ({ ...SESSION, ...session })),
  };
}

export function smallDiary(data: SmallData): Diary {
  return diaryOf(vectorDataset(datasetJson(data)));
}

/** The figures of every completed session, by id. */
export function allMetrics(diary: Diary): Record<string, SessionMetrics> {
  const all: Record<string, SessionMetrics> = {};
  for (const book of diary.books.values()) {
    for (let i = 0; i < book.log.size; i += 1) {
      all[book.log.id(i)] = sessionMetrics(diary, book, i);
    }
  }
  return all;
}

/** The figures of one session of a small data set. */
export function metricsOf(data: SmallData, id: string): SessionMetrics {
  const metrics = allMetrics(smallDiary(data))[id];
  if (!metrics) throw new Error(`no completed session ${id}`);
  return metrics;
}

/** A typed total. */
export function total(totalMicros: number, currency = 'GBP'): { cost: Session['cost'] & object } {
  return { cost: { basis: 'typed_total', currency, totalMicros } };
}
