import type { Settings } from '#lib/domain/settings.ts';
import { CONFIDENCE_REASONS, CONFIDENCES, type ConfidenceReason } from './car-figures.ts';
import type { DriveCycle } from './cycles.ts';

type ConfidenceSettings = Pick<
  Settings,
  | 'odometerStepM'
  | 'uncertaintyHigh'
  | 'uncertaintyMedium'
  | 'staleAnchorDays'
  | 'unusualMin'
  | 'unusualMax'
>;

/** What else is known of a cycle when it is judged. */
interface Circumstances {
  readonly days: number;
  readonly drivingMPerWh: number;
  readonly isImplausible: boolean;
  readonly isStale: boolean;
  /** The usual efficiency of the car; NaN where too little is known of it. */
  readonly pooledMPerWh: number;
}

export interface Judgement {
  /** NaN for method `refill`. */
  readonly uncertainty: number;
  /** Bits of `CONFIDENCE_REASONS`. */
  readonly reasons: number;
  /** Index in `CONFIDENCES`. */
  readonly confidence: number;
}

const FILLED_SHARE = 0.03;
const bit = (reason: ConfidenceReason): number => 1 << CONFIDENCE_REASONS.indexOf(reason);
const LOW = CONFIDENCES.indexOf('low');
const MEDIUM = CONFIDENCES.indexOf('medium');
const HIGH = CONFIDENCES.indexOf('high');
const DISTRUSTED =
  bit('implausible') | bit('unusually_low') | bit('unusually_high') | bit('refill_method');

/** How far a cycle is to be trusted, and why not further. */
export function judgeCycle(
  cycle: DriveCycle,
  now: Circumstances,
  settings: ConfidenceSettings,
): Judgement {
  const bySoc = cycle.method === 'soc';
  const distanceTerm = settings.odometerStepM / cycle.distanceM;
  const dropTerm = (cycle.wholeSoc ? 1 : 0.1) / cycle.dropSoc;
  const filledTerm = (FILLED_SHARE * cycle.filledWh) / cycle.energyWh;
  const uncertainty = bySoc ? distanceTerm + dropTerm + filledTerm : NaN;
  const { uncertaintyHigh } = settings;
  const isUncertain = uncertainty > uncertaintyHigh;
  const weighs = (term: number): boolean => isUncertain && term > uncertaintyHigh / 3;
  // A pool that is not known compares as false.
  const reasons =
    (weighs(distanceTerm) ? bit('short_distance') : 0) |
    (weighs(dropTerm) ? bit('small_drop') : 0) |
    (weighs(filledTerm) ? bit('filled_soc') : 0) |
    (now.days > settings.staleAnchorDays ? bit('stale_anchor') : 0) |
    (now.isImplausible ? bit('implausible') : 0) |
    (bySoc && now.drivingMPerWh < settings.unusualMin * now.pooledMPerWh
      ? bit('unusually_low')
      : 0) |
    (bySoc && now.drivingMPerWh > settings.unusualMax * now.pooledMPerWh
      ? bit('unusually_high')
      : 0) |
    (bySoc ? 0 : bit('refill_method'));
  const isLow = uncertainty > settings.uncertaintyMedium || (reasons & DISTRUSTED) !== 0;
  return {
    uncertainty,
    reasons,
    confidence: isLow ? LOW : reasons !== 0 || now.isStale ? MEDIUM : HIGH,
  };
}
