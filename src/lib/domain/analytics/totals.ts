import { distanceIn } from '#lib/domain/units.ts';
import {
  countsInAggregates,
  cycleBatteryWh,
  EFFICIENCY_SOURCES,
} from '#lib/domain/metrics/car-figures.ts';
import { at } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { petrolPerMileMicros } from '#lib/domain/metrics/petrol.ts';
import { gainedMAt } from '#lib/domain/metrics/row-figures.ts';
import { SumsTally } from '#lib/domain/rollup-tally.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Totals } from './figures.ts';
import { costPerMileOf, PerMileTally } from './per-mile.ts';
import { plus, ratio } from './sums.ts';
import { forEachRow, type Scope, type ScopePart } from './scope.ts';

const MEASURED = EFFICIENCY_SOURCES.indexOf('measured');

/** Adds up the totals of a scope row by row. A sum that knows no value stays NaN. */
export class TotalsTally {
  readonly #settings: Settings;
  readonly #petrolPerMileMicros: number;
  readonly #sums = new SumsTally();
  readonly #perMile = new PerMileTally();
  #paidEnergyWh = NaN;
  #paidMicros = 0;
  #gainedM = NaN;
  #gainedAllM = NaN;
  #measuredWh = 0;
  #distanceM = NaN;
  #cycles = 0;
  #cycleM = 0;
  #cycleWh = 0;
  #equivalentMicros = NaN;
  #savingMicros = NaN;
  #savingWh = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#petrolPerMileMicros = petrolPerMileMicros(settings) ?? NaN;
  }

  add(part: ScopePart, i: number): void {
    const { log, figures, steps } = part;
    const energyWh = at(log.energyWh, i);
    const costMicros = at(log.costMicros, i);
    this.#sums.add(energyWh, costMicros, log.foreign[i] === 1);
    this.#perMile.add(part, i);
    this.#distanceM = plus(this.#distanceM, at(steps.distanceM, i));
    if (costMicros > 0 && !Number.isNaN(energyWh)) {
      this.#paidEnergyWh = plus(this.#paidEnergyWh, energyWh);
      this.#paidMicros += costMicros;
    }
    const gainedM = gainedMAt(part, i);
    this.#gainedAllM = plus(this.#gainedAllM, gainedM);
    if (figures.source[i] === MEASURED && !Number.isNaN(gainedM)) {
      this.#gainedM = plus(this.#gainedM, gainedM);
      this.#measuredWh += energyWh;
    }
    if (countsInAggregates(figures, i)) {
      this.#cycles += 1;
      this.#cycleM += at(figures.cycleDistanceM, i);
      this.#cycleWh += cycleBatteryWh(figures, i);
    }
    const equivalentMicros = distanceIn('mi', gainedM) * this.#petrolPerMileMicros;
    if (Number.isNaN(equivalentMicros - costMicros)) return;
    this.#equivalentMicros = plus(this.#equivalentMicros, equivalentMicros);
    this.#savingMicros = plus(this.#savingMicros, equivalentMicros - costMicros);
    this.#savingWh += energyWh;
  }

  /** The totals so far; without a session nothing but their number. */
  totals(): Totals {
    const { pricedCostMicros = NaN, ...sums } = this.#sums.sums();
    if (sums.sessions === 0) return { sessions: 0 };
    const { costedEnergyWh } = sums;
    return knownMembers<Totals>({
      ...sums,
      paidEnergyWh: this.#paidEnergyWh,
      pricePerKwhMicros: ratio(pricedCostMicros * 1000, costedEnergyWh),
      paidPricePerKwhMicros: ratio(this.#paidMicros * 1000, this.#paidEnergyWh),
      gainedM: this.#gainedM,
      gainedAllM: this.#gainedAllM,
      distanceM: this.#distanceM,
      cycles: this.#cycles,
      drivingMPerWh: ratio(this.#cycleM, this.#cycleWh),
      measuredShare: ratio(this.#measuredWh, sums.energyWh),
      ...costPerMileOf(this.#perMile.sums(), this.#settings.odometerCoverageMin),
      petrolEquivalentMicros: this.#equivalentMicros,
      savingMicros: this.#savingMicros,
      savingCoverage: Number.isNaN(this.#savingMicros)
        ? NaN
        : ratio(this.#savingWh, costedEnergyWh),
    });
  }
}

/** The totals of a scope. */
export function totalsOf(scope: Scope): Totals {
  const tally = new TotalsTally(scope.diary.settings);
  forEachRow(scope, (part, i) => tally.add(part, i));
  return tally.totals();
}
