import {
  type CarFigures,
  CONFIDENCE_REASONS,
  type Confidence,
  CONFIDENCES,
  CYCLE_FLAGS,
  CYCLE_METHODS,
  CYCLE_MISSING,
  type CycleMissing,
  EFFICIENCY_SOURCES,
  hasCycle,
  plugMPerWhAt,
} from './car-figures.ts';
import { at } from './car-log.ts';
import type { CarBook } from './diary.ts';
import { knownMembers } from './known-members.ts';
import { confidenceAt } from './row-figures.ts';
import type { ChargingEfficiency, CycleMetrics, EfficiencyMetrics } from './session-metrics.ts';

/** The names whose bit is set, in their order. */
function namesOf<T>(names: readonly T[], bits: number): T[] {
  return names.filter((_, k) => (bits & (1 << k)) !== 0);
}

function cycleReasons(figures: CarFigures, i: number) {
  return namesOf(CONFIDENCE_REASONS, figures.cycleReasons[i] ?? 0);
}

function cycleConfidence(figures: CarFigures, i: number): Confidence {
  return CONFIDENCES[figures.cycleConfidence[i] ?? 0] ?? 'low';
}

/** The charging efficiency of a session, and where it is from. */
export function chargingEfficiencyOf({ figures }: CarBook, i: number): ChargingEfficiency {
  const ratio = at(figures.etaRatio, i);
  const samples = figures.etaSamples[i] ?? 0;
  return samples > 0 ? { ratio, source: 'history', samples } : { ratio, source: 'setting' };
}

/** The drive cycle that a session closes; absent when it closes none. */
export function cycleOf({ log, figures }: CarBook, i: number): CycleMetrics | undefined {
  if (!hasCycle(figures, i)) return undefined;
  const from = figures.cycleFrom[i] ?? 0;
  return knownMembers<CycleMetrics>({
    fromSessionId: log.id(from),
    distanceM: at(figures.cycleDistanceM, i),
    days: (log.day[i] ?? 0) - (log.day[from] ?? 0),
    method: CYCLE_METHODS[figures.cycleMethod[i] ?? 0] ?? 'soc',
    energyWh: at(figures.cycleEnergyWh, i),
    drivingMPerWh: at(figures.cycleDrivingMPerWh, i),
    plugMPerWh: at(figures.cyclePlugMPerWh, i),
    bridgedSessions: i - from - 1,
    uncertainty: at(figures.cycleUncertainty, i),
    flags: namesOf(CYCLE_FLAGS, figures.cycleFlags[i] ?? 0),
    confidence: cycleConfidence(figures, i),
    reasons: cycleReasons(figures, i),
  });
}

/** Why a session closes no drive cycle; absent when it closes one. */
export function cycleMissingOf({ figures }: CarBook, i: number): CycleMissing | undefined {
  return CYCLE_MISSING[(figures.cycleMissing[i] ?? 0) - 1];
}

/** The efficiency used by a session; absent when there is none. */
export function efficiencyOf({ figures }: CarBook, i: number): EfficiencyMetrics | undefined {
  const source = EFFICIENCY_SOURCES[figures.source[i] ?? 0] ?? 'none';
  const confidence = confidenceAt(figures, i);
  if (source === 'none' || confidence === undefined) return undefined;
  return {
    source,
    drivingMPerWh: at(figures.drivingMPerWh, i),
    plugMPerWh: plugMPerWhAt(figures, i),
    confidence,
    reasons: source === 'measured' ? cycleReasons(figures, i) : [],
  };
}
