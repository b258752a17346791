import type { LocalDate } from '#lib/domain/entity.ts';
import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import { ChargeTally } from './charge-tally.ts';
import { type LeaderboardEntry, placesOf } from './leaderboards.ts';
import { forEachRow, type Scope } from './scope.ts';

/** What was charged at one place. A figure that no charge there knows is absent. */
export interface PlaceFigures extends LeaderboardEntry {
  /** Energy by time drawing power, of the charges that know both. */
  readonly averagePowerW?: number;
  readonly lastDate: LocalDate;
}

interface Visits {
  readonly tally: ChargeTally;
  lastDay: number;
}

/** The places of a scope that exist, by their ids, with what was charged there. */
export function placeFiguresOf(scope: Scope): ReadonlyMap<string, PlaceFigures> {
  const { places, settings } = scope.diary;
  const visits = new Map<string, Visits>();
  forEachRow(scope, (part, i) => {
    const place = places.get(part.log.placeId(i) ?? '');
    if (!place) return;
    const visit = visits.get(place.id) ?? { tally: new ChargeTally(settings), lastDay: -Infinity };
    visit.tally.add(part, i);
    visit.lastDay = Math.max(visit.lastDay, part.log.day[i] ?? -Infinity);
    visits.set(place.id, visit);
  });
  const figures = new Map<string, PlaceFigures>();
  for (const entry of placesOf(scope)) {
    const visit = visits.get(entry.key);
    if (!visit) continue;
    const { averagePowerW } = visit.tally.figures();
    figures.set(entry.key, {
      ...entry,
      ...(Number.isFinite(averagePowerW) && { averagePowerW }),
      lastDate: localDateOfEpochDay(visit.lastDay),
    });
  }
  return figures;
}
