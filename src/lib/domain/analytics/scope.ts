import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { CarLog } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import { type CarSteps, stepsOf } from './steps.ts';

/** Which sessions figures are wanted of; what is absent does not narrow. */
export interface ScopeChoice {
  readonly carId?: string;
  /** Both ends belong to the range. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly excludePreconditioned?: boolean;
}

/** Of one car the rows `start` up to, not including, `end`, perhaps without preconditioned ones. */
export interface ScopePart extends CarBook {
  readonly steps: CarSteps;
  readonly start: number;
  readonly end: number;
  readonly excludePreconditioned: boolean;
  /** Which rows belong to the scope; absent = all the others agree to. */
  readonly keeps?: (log: CarLog, i: number) => boolean;
}

/** Sessions of one car or of all, in session order within each car. */
export interface Scope {
  readonly diary: Diary;
  readonly parts: readonly ScopePart[];
}

/** The sessions of a diary that are chosen. */
export function scopeOf(diary: Diary, choice: ScopeChoice = {}): Scope {
  const parts = [...diary.books.values()].map((book) => ({
    ...book,
    steps: stepsOf(book, diary.settings),
    start: 0,
    end: book.log.size,
    excludePreconditioned: false,
  }));
  return narrow({ diary, parts }, choice);
}

/** What of a scope is chosen as well. */
export function narrow(scope: Scope, choice: ScopeChoice): Scope {
  const { carId, from, to, excludePreconditioned = false } = choice;
  const fromDay = from === undefined ? -Infinity : epochDayOf(from);
  const toDay = to === undefined ? Infinity : epochDayOf(to);
  return {
    diary: scope.diary,
    parts: scope.parts
      .filter(({ log }) => carId === undefined || log.car.id === carId)
      .map((part) => ({
        ...part,
        start: Math.max(part.start, firstRowOn(part.log.day, fromDay)),
        end: Math.min(part.end, firstRowOn(part.log.day, toDay + 1)),
        excludePreconditioned: part.excludePreconditioned || excludePreconditioned,
      })),
  };
}

/** The sessions of a whole scope that a test keeps. */
export function onlyRows(scope: Scope, keeps: (log: CarLog, i: number) => boolean): Scope {
  return { ...scope, parts: scope.parts.map((part) => ({ ...part, keeps })) };
}

/** Whether a row of the car's log is in the scope. */
export function includesRow(part: ScopePart, i: number): boolean {
  if (i < part.start || i >= part.end) return false;
  if (part.excludePreconditioned && part.log.preconditioned[i] === 1) return false;
  return part.keeps?.(part.log, i) ?? true;
}

/** Calls for each session of a scope, in session order within each car. */
export function forEachRow(scope: Scope, visit: (part: ScopePart, i: number) => void): void {
  for (const part of scope.parts) {
    for (let i = part.start; i < part.end; i += 1) {
      if (includesRow(part, i)) visit(part, i);
    }
  }
}
