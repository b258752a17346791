import { CURRENT_OF, HOME_CLASS_OF } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import { SumsTally } from '#lib/domain/rollup-tally.ts';
import type { SessionSums } from '#lib/domain/rollups.ts';
import type { Current } from '#lib/domain/session.ts';
import type { SplitPart } from './figures.ts';
import { ratio, shareOf } from './sums.ts';
import { forEachRow, type Scope } from './scope.ts';

/** A class without a session is absent. */
export type HomePublicSplit = Readonly<Partial<Record<HomeClass, SplitPart>>>;
export type CurrentSplit = Readonly<Partial<Record<Current | 'unknown', SplitPart>>>;

const CURRENT_KEYS = CURRENT_OF.map((current) => current ?? 'unknown');

/** The sessions of a scope at home, in public and at unknown places. */
export function homePublicOf(scope: Scope): HomePublicSplit {
  return split(scope, HOME_CLASS_OF, 'homeClass');
}

/** The sessions of a scope on AC, DC and unknown current. */
export function currentsOf(scope: Scope): CurrentSplit {
  return split(scope, CURRENT_KEYS, 'current');
}

/** Splits a scope by a column whose codes stand for `keys`. */
function split<K extends string>(
  scope: Scope,
  keys: readonly K[],
  column: 'homeClass' | 'current',
): Partial<Record<K, SplitPart>> {
  const whole = new SumsTally();
  const tallies = keys.map(() => new SumsTally());
  forEachRow(scope, ({ log }, i) => {
    const energyWh = log.energyWh[i] ?? NaN;
    const costMicros = log.costMicros[i] ?? NaN;
    const foreign = log.foreign[i] === 1;
    whole.add(energyWh, costMicros, foreign);
    tallies[log[column][i] ?? 0]?.add(energyWh, costMicros, foreign);
  });
  const total = whole.sums();
  const parts: Partial<Record<K, SplitPart>> = {};
  keys.forEach((key, code) => {
    const sums = tallies[code]?.sums();
    if (sums && sums.sessions > 0) parts[key] = partOf(sums, total);
  });
  return parts;
}

function partOf(sums: SessionSums, total: SessionSums): SplitPart {
  const { sessions, energyWh, costMicros, costedEnergyWh, pricedCostMicros = NaN } = sums;
  return knownMembers<SplitPart>({
    sessions,
    energyWh,
    costMicros,
    pricePerKwhMicros: ratio(pricedCostMicros * 1000, costedEnergyWh),
    shareSessions: shareOf(sessions, total.sessions),
    shareEnergy: shareOf(energyWh, total.energyWh),
    shareCost: shareOf(costMicros, total.costMicros),
  });
}
