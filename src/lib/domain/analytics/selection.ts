import type { LocalDate } from '#lib/domain/entity.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { bestWorstOf } from './best-worst.ts';
import type { BestWorst, Totals } from './figures.ts';
import { type ScopeChoice, scopeOf } from './scope.ts';
import { type CurrentSplit, currentsOf, type HomePublicSplit, homePublicOf } from './splits.ts';
import { totalsOf } from './totals.ts';

/** The main figures of chosen sessions, and how they were chosen. */
export interface Selection {
  /** Id of the car. */
  readonly car?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly excludePreconditioned?: true;
  readonly totals: Totals;
  readonly homePublic: HomePublicSplit;
  readonly currents: CurrentSplit;
  readonly bestWorst: BestWorst;
}

/** The main figures of the chosen sessions. */
export function selectionOf(diary: Diary, choice: ScopeChoice): Selection {
  const scope = scopeOf(diary, choice);
  return knownMembers<Selection>({
    car: choice.carId,
    from: choice.from,
    to: choice.to,
    excludePreconditioned: choice.excludePreconditioned === true ? true : undefined,
    totals: totalsOf(scope),
    homePublic: homePublicOf(scope),
    currents: currentsOf(scope),
    bestWorst: bestWorstOf(scope),
  });
}
