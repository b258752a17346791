import type { HomeClass } from '#lib/domain/home.ts';
import type {
  Confidence,
  ConfidenceReason,
  CycleFlag,
  CycleMethod,
  CycleMissing,
  EfficiencySource,
} from './car-figures.ts';

export interface ChargingEfficiency {
  readonly ratio: number;
  readonly source: 'history' | 'setting';
  /** Only for `history`. */
  readonly samples?: number;
}

export interface CycleMetrics {
  readonly fromSessionId: string;
  readonly distanceM: number;
  readonly days: number;
  readonly method: CycleMethod;
  /** Battery side for `soc`, plug side for `refill`. */
  readonly energyWh: number;
  readonly drivingMPerWh: number;
  readonly plugMPerWh: number;
  readonly bridgedSessions: number;
  readonly uncertainty?: number;
  readonly flags: readonly CycleFlag[];
  readonly confidence: Confidence;
  readonly reasons: readonly ConfidenceReason[];
}

export interface EfficiencyMetrics {
  readonly source: EfficiencySource;
  readonly drivingMPerWh: number;
  readonly plugMPerWh: number;
  readonly confidence: Confidence;
  readonly reasons: readonly ConfidenceReason[];
}

export interface PetrolMetrics {
  readonly perMileMicros: number;
  readonly breakEvenPricePerKwhMicros?: number;
  readonly equivalentMicros?: number;
  readonly savingMicros?: number;
  readonly verdict?: 'cheaper' | 'dearer' | 'same';
}

export const SIZE_CLASSES = ['topup', 'partial', 'major'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];

export const CHIP_CODES = [
  'efficiency',
  'cost_per_mile',
  'petrol',
  'home_delta',
  'loss',
  'price',
  'power',
  'cost_per_10',
  'soc_per_kwh',
  'size',
] as const;
export type ChipCode = (typeof CHIP_CODES)[number];
export type ChipTone = 'good' | 'neutral' | 'bad' | 'info';

export interface Chip {
  readonly code: ChipCode;
  readonly tone: ChipTone;
  /** The value depends on an efficiency of low confidence or an estimated one. */
  readonly faded?: true;
}

/** A chip with what it shows: the figure of its code, or the class for `size`. */
export interface ShownChip extends Chip {
  readonly value: number | SizeClass;
}

export const HINT_CODES = [
  'dc_taper',
  'finish_at_home',
  'storage_low',
  'storage_high',
  'full_charge_due',
] as const;
export type HintCode = (typeof HINT_CODES)[number];

/** Averages over the earlier sessions of the rolling window; a member without a base is absent. */
export interface RollingMetrics {
  readonly sessions: number;
  readonly meanEnergyWh?: number;
  readonly pricePerKwhMicros?: number;
  readonly costPerMileMicros?: number;
  readonly averagePowerW?: number;
}

/**
 * Everything that is computed about one completed session; a figure without its inputs is absent.
 * This is also the shape in which the command line prints it.
 */
export interface SessionMetrics {
  readonly baseline?: true;
  readonly homeClass: HomeClass;
  readonly totalCostMicros?: number;
  readonly foreignCost?: true;
  readonly effectivePricePerKwhMicros?: number;
  readonly chargingEfficiency: ChargingEfficiency;
  /** Exactly one of `cycle` and `cycleMissing`. */
  readonly cycle?: CycleMetrics;
  readonly cycleMissing?: CycleMissing;
  readonly efficiency?: EfficiencyMetrics;
  readonly gainedM?: number;
  readonly costPerMileMicros?: number;
  readonly deltaSoc?: number;
  readonly socPerKwh?: number;
  readonly timeS?: number;
  readonly durationS?: number;
  readonly averagePowerW?: number;
  readonly gainedMPerHour?: number;
  readonly costPer10SocMicros?: number;
  readonly sizeClass?: SizeClass;
  readonly storedWh?: number;
  readonly lossPct?: number;
  readonly lossBasis?: 'car' | 'soc';
  readonly lossImplausible?: true;
  readonly rangeAddedM?: number;
  readonly petrol?: PetrolMetrics;
  readonly homeDeltaPerMileMicros?: number;
  readonly previous?: {
    readonly sessionId: string;
    readonly distanceM: number;
    readonly days: number;
  };
  readonly dcTaper?: true;
  readonly chips: readonly Chip[];
  readonly hints: readonly HintCode[];
  readonly similarSessionIds: readonly string[];
  readonly rolling?: RollingMetrics;
}

/** What a sheet of sessions shows of their figures. */
export type SheetMetrics = Pick<SessionMetrics, 'efficiency' | 'costPerMileMicros'>;
