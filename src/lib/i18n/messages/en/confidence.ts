import type {
  Confidence,
  ConfidenceReason,
  CycleMissing,
  EfficiencySource,
} from '#lib/domain/metrics/car-figures.ts';
import type { CycleMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** What a sentence about a drive is made of. */
export interface DriveFacts {
  readonly cycle: CycleMetrics;
  readonly settings: Settings;
  /** How far the battery went down; absent without its size. */
  readonly dropPoints?: number;
}

/** Why something is not known, and what a driver can do about it. */
export interface Reason {
  readonly why: string;
  readonly todo: string;
}

/** How sure a figure is and why. */
export const confidence = (f: Formatters) => ({
  levels: {
    high: 'High confidence',
    medium: 'Medium confidence',
    low: 'Low confidence',
    estimated: 'Estimated',
    none: 'Unknown',
  } satisfies Readonly<Record<Confidence | 'none', string>>,
  meaning: {
    high: 'The efficiency is measured, and the readings are good enough for it.',
    medium: 'The efficiency is measured, with a reservation:',
    low: 'The efficiency is measured, but take it with care:',
    estimated: 'The efficiency of this charge is not measured.',
    none: 'No efficiency is known for this charge, so neither is a distance nor a cost per distance.',
  } satisfies Readonly<Record<Confidence | 'none', string>>,
  stale: (days: number, horizon: number) =>
    `The drive took ${f.count(days)} days, more than the ${f.count(horizon)} over which a reading counts as fresh.`,
  reasons: reasonWords(f),
  missing: missingWords(f),
  instead: {
    pooled: (efficiency: number, days: number) =>
      `Your average of the ${f.count(days)} days before is used: ${f.efficiency(efficiency)}.`,
    profile: (efficiency: number) =>
      `The efficiency you entered for the car is used: ${f.efficiency(efficiency)}.`,
    default: (efficiency: number) =>
      `The general value of your settings is used: ${f.efficiency(efficiency)}.`,
  } satisfies Readonly<
    Record<Exclude<EfficiencySource, 'measured'>, (efficiency: number, days: number) => string>
  >,
  fallbackOff: 'Estimates are switched off in the settings, so nothing is used in its place.',
  guide: 'How sure is this?',
});

function reasonWords(
  f: Formatters,
): Readonly<Record<ConfidenceReason, (facts: DriveFacts) => string>> {
  return {
    short_distance: ({ cycle, settings }) =>
      `${f.distance(cycle.distanceM)} is a short drive: an odometer read to ${f.distance(settings.odometerStepM)} alone moves the result by ${f.percent((settings.odometerStepM / cycle.distanceM) * 100)}.`,
    small_drop: ({ dropPoints, cycle }) =>
      `The battery went down by only ${dropPoints === undefined ? f.energy(cycle.energyWh) : f.plural(dropPoints, { one: '1 point', other: `${f.number(dropPoints)} points` })}. The smaller the drop, the more the rounding of the SoC weighs.`,
    filled_soc: ({ cycle }) =>
      `On these ${f.distance(cycle.distanceM)} a SoC is missing; the energy charged stands in for it.`,
    stale_anchor: ({ cycle, settings }) =>
      `The drive began ${f.count(cycle.days)} days before. In more than ${f.count(settings.staleAnchorDays)} days the car also uses energy while parked.`,
    implausible: ({ cycle, settings }) =>
      `${f.efficiency(cycle.method === 'soc' ? cycle.drivingMPerWh : cycle.plugMPerWh)} cannot be right: plausible is ${f.efficiency(settings.efficiencyMinMPerWh)} to ${f.efficiency(settings.efficiencyMaxMPerWh)}. It is left out everywhere. Check the odometer and the SoC, here and where the drive began.`,
    unusually_low: ({ cycle, settings }) =>
      `${f.efficiency(cycle.drivingMPerWh)} is more than ${f.share(1 - settings.unusualMin)} worse than your average of the ${f.count(settings.fallbackDays)} days before. A mistyped odometer or SoC can be the cause, or a drive in snow.`,
    unusually_high: ({ cycle, settings }) =>
      `${f.efficiency(cycle.drivingMPerWh)} is more than ${f.share(settings.unusualMax - 1)} better than your average of the ${f.count(settings.fallbackDays)} days before. Mostly a charge in between was not logged. It is left out of averages.`,
    refill_method: ({ cycle }) =>
      `Without SoC the ${f.energy(cycle.energyWh)} charged since then stand for what was driven, and the battery may have been fuller or emptier than at the beginning.`,
  };
}

/** What the reasons for a missing drive depend on. */
export interface MissingFacts {
  /** The energy that has to come together where no SoC is logged. */
  readonly refillWh: number;
  /** The SoC at the start of the charge is known, or follows from its end and energy. */
  readonly hasStart: boolean;
}

function missingWords(
  f: Formatters,
): Readonly<Record<CycleMissing, (facts: MissingFacts) => Reason>> {
  return {
    baseline: () => ({
      why: 'This is the first charge of the car, so there is no drive before it to measure.',
      todo: 'Nothing to do: with odometer and SoC here and at the next charge, measuring begins there.',
    }),
    no_odometer: () => ({
      why: 'This charge has no odometer reading.',
      todo: 'Add it if you still know it; one reading at each charge is all it takes.',
    }),
    no_anchor: () => ({
      why: 'No earlier charge of the car has an odometer reading.',
      todo: 'Nothing to do: the next charge with a reading is measured from here.',
    }),
    no_soc: ({ hasStart }) => ({
      why: hasStart
        ? 'Since the last measured drive no charge has both an odometer reading and an end SoC.'
        : 'The SoC at the start of this charge is not known.',
      todo: `Add ${hasStart ? 'them there' : 'it'} if you still know. Otherwise this distance becomes part of the next drive that is measured.`,
    }),
    odometer_backwards: () => ({
      why: 'The odometer is lower here than at the earlier charge.',
      todo: 'Correct the reading here or there.',
    }),
    no_distance: () => ({
      why: 'The car has not moved since the earlier charge, by its odometer.',
      todo: 'Nothing to do, unless a reading is mistyped.',
    }),
    unlogged_charge: () => ({
      why: 'The battery was fuller at the start of a charge than at the end of the one before: a charge in between is not logged.',
      todo: 'Log the missing charge, or correct the SoC.',
    }),
    missing_energy: () => ({
      why: 'A charge on the way has no energy, so what was driven cannot be worked out.',
      todo: 'Add its energy, or its start and end SoC.',
    }),
    no_soc_drop: () => ({
      why: 'By the SoC no energy was used on the way.',
      todo: 'Check the SoC here and at the earlier charge.',
    }),
    little_energy: ({ refillWh }) => ({
      why: `Without SoC the charges have to add up to ${f.energyTotal(refillWh)} before they say what was driven.`,
      todo: 'Nothing to do: it comes with further charges. With SoC at each charge, each drive is measured.',
    }),
  };
}
