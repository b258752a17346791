import { distanceIn } from '#lib/domain/units.ts';
import { at } from '#lib/domain/metrics/car-log.ts';
import { gainedMAt } from '#lib/domain/metrics/row-figures.ts';
import type { PerMileSums } from '#lib/domain/rollups.ts';
import { includesRow, type ScopePart } from './scope.ts';

/** What a mile cost in a period, and what it was worked out from. */
export interface CostPerMile {
  readonly costPerMileMicros: number;
  readonly costPerMileBasis: 'odometer' | 'gained';
}

/**
 * The cost of a mile from its sums: what was driven and paid for, if that covers the share
 * `coverageMin` of the paid energy, else what the charges are good for. Absent without either.
 */
export function costPerMileOf(sums: PerMileSums, coverageMin: number): CostPerMile | undefined {
  if (sums.paidUpM > 0 && sums.paidUpWh >= coverageMin * sums.costedWh) {
    return {
      costPerMileMicros: sums.paidUpMicros / distanceIn('mi', sums.paidUpM),
      costPerMileBasis: 'odometer',
    };
  }
  if (!(sums.gainedM > 0)) return undefined;
  return {
    costPerMileMicros: sums.gainedMicros / distanceIn('mi', sums.gainedM),
    costPerMileBasis: 'gained',
  };
}

/** Adds up what a cost per mile is made of, row by row. */
export class PerMileTally {
  #paidUpMicros = 0;
  #paidUpM = 0;
  #paidUpWh = 0;
  #costedWh = 0;
  #gainedMicros = 0;
  #gainedM = 0;

  add(part: ScopePart, i: number): void {
    const { log, steps } = part;
    const paidUpM = at(steps.paidUpM, i);
    if (!Number.isNaN(paidUpM)) {
      this.#paidUpM += paidUpM;
      this.#paidUpMicros += at(steps.paidUpMicros, i);
    }
    const costMicros = at(log.costMicros, i);
    const energyWh = at(log.energyWh, i);
    // Without energy nothing is gained either.
    if (Number.isNaN(costMicros) || Number.isNaN(energyWh)) return;
    this.#costedWh += energyWh;
    // A step that closes outside of the scope pays for none of its driving.
    if (includesRow(part, steps.paidUpIn[i] ?? -1)) this.#paidUpWh += energyWh;
    const gainedM = gainedMAt(part, i);
    if (Number.isNaN(gainedM)) return;
    this.#gainedM += gainedM;
    this.#gainedMicros += costMicros;
  }

  sums(): PerMileSums {
    return {
      paidUpMicros: this.#paidUpMicros,
      paidUpM: this.#paidUpM,
      paidUpWh: this.#paidUpWh,
      costedWh: this.#costedWh,
      gainedMicros: this.#gainedMicros,
      gainedM: this.#gainedM,
    };
  }
}
