import { at, timeSAt } from '#lib/domain/metrics/car-log.ts';
import { Ratio } from '#lib/domain/metrics/ratio.ts';
import { lossImplausibleAt, lossPctAt } from '#lib/domain/metrics/row-figures.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { median } from '#lib/domain/stats.ts';
import { SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import type { ScopePart } from './scope.ts';

/** How a group of sessions charged; a figure that no session knows is absent. */
export interface ChargeFigures {
  readonly sessions: number;
  readonly averagePowerW?: number;
  /** Without losses that cannot be right. */
  readonly medianLossPct?: number;
  readonly pricePerKwhMicros?: number;
}

/** Adds up the charge side of a group of sessions. */
export class ChargeTally {
  readonly #settings: Settings;
  readonly #power = new Ratio();
  readonly #price = new Ratio();
  readonly #lossesPct: number[] = [];
  sessions = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  add({ log }: ScopePart, i: number): void {
    const energyWh = at(log.energyWh, i);
    this.sessions += 1;
    // A charge that delivered nothing has no power.
    if (energyWh > 0) this.#power.add(energyWh * SECONDS_PER_HOUR, timeSAt(log, i));
    this.#price.add(at(log.costMicros, i) * 1000, energyWh);
    const lossPct = lossPctAt(log, i);
    if (Number.isNaN(lossPct) || lossImplausibleAt(log, i, this.#settings)) return;
    this.#lossesPct.push(lossPct);
  }

  /** The figures so far, unknown ones NaN or undefined. */
  figures() {
    return {
      sessions: this.sessions,
      averagePowerW: this.#power.value,
      medianLossPct: median(this.#lossesPct),
      pricePerKwhMicros: this.#price.value,
    };
  }
}
