import { at, dateAt, type CarLog } from '#lib/domain/metrics/car-log.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { averagePowerWAt, costPerMileMicrosAt } from '#lib/domain/metrics/row-figures.ts';
import { bestWorstOf } from './best-worst.ts';
import { kilo, major, milesPerKwh } from './classic-units.ts';
import type { ExtremeKind } from './figures.ts';
import type { Scope } from './scope.ts';

/** One remarkable session. */
export interface ClassicSession {
  readonly id: string;
  readonly date: string;
  readonly location?: string;
  readonly kwh?: number;
  readonly cost_per_mile?: number;
  readonly avg_power_kw?: number;
  /** Miles per kWh that left the battery. */
  readonly efficiency_used?: number;
}

const EXTREMES = [
  ['cheapest_per_mile', 'cheapestPerMile'],
  ['most_expensive_per_mile', 'dearestPerMile'],
  ['fastest_session', 'fastest'],
  ['slowest_session', 'slowest'],
  ['most_efficient', 'mostEfficient'],
  ['least_efficient', 'leastEfficient'],
  ['largest_session_kwh', 'largest'],
  ['smallest_session_kwh', 'smallest'],
] as const satisfies readonly (readonly [string, ExtremeKind])[];
export type ClassicExtremes = Readonly<
  Partial<Record<(typeof EXTREMES)[number][0], ClassicSession>>
>;

function locationOf({ places }: Diary, log: CarLog, i: number): string | undefined {
  return places.get(log.placeId(i) ?? '')?.name ?? log.placeLabel(i);
}

function classicSession(scope: Scope, sessionId: string): ClassicSession | undefined {
  for (const part of scope.parts) {
    const { log, figures } = part;
    const i = log.indexOf(sessionId);
    if (i === -1) continue;
    return knownMembers<ClassicSession>({
      id: sessionId,
      date: dateAt(log, i),
      location: locationOf(scope.diary, log, i),
      kwh: kilo(at(log.energyWh, i)),
      cost_per_mile: major(costPerMileMicrosAt(part, i)),
      avg_power_kw: kilo(averagePowerWAt(log, i)),
      efficiency_used: milesPerKwh(at(figures.drivingMPerWh, i)),
    });
  }
  return undefined;
}

/** The extreme sessions of a scope under their classic names; a kind without one is absent. */
export function classicExtremes(scope: Scope): ClassicExtremes {
  const bestWorst = bestWorstOf(scope);
  return knownMembers<ClassicExtremes>(
    Object.fromEntries(
      EXTREMES.map(([name, kind]) => {
        const extreme = bestWorst[kind];
        return [name, extreme && classicSession(scope, extreme.sessionId)];
      }),
    ),
  );
}
