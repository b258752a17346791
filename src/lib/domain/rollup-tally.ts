import type { SessionSums } from './rollups.ts';

/**
 * Adds up sessions. Inputs are columns' values, where NaN stands for unknown: a hundred thousand
 * rows are added without making an object for each.
 */
export class SumsTally {
  #sessions = 0;
  #metered = 0;
  #energyWh = 0;
  #costed = 0;
  #costMicros = 0;
  #free = 0;
  #foreign = 0;
  #priced = 0;
  #costedEnergyWh = 0;
  #pricedCostMicros = 0;

  /**
   * Adds one session: delivered energy in Wh, total in micros of the settings' currency, and
   * whether it has a total in another currency only.
   */
  add(energyWh: number, costMicros: number, foreign: boolean): void {
    this.#sessions += 1;
    // NaN is the one number that differs from itself.
    const metered = energyWh === energyWh;
    if (metered) {
      this.#metered += 1;
      this.#energyWh += energyWh;
    }
    if (costMicros === costMicros) {
      this.#costed += 1;
      this.#costMicros += costMicros;
      if (costMicros === 0) this.#free += 1;
      if (metered) {
        this.#priced += 1;
        this.#costedEnergyWh += energyWh;
        this.#pricedCostMicros += costMicros;
      }
    } else if (foreign) {
      this.#foreign += 1;
    }
  }

  /** The sums so far. A sum over no known value is absent; counts are always present. */
  sums(): SessionSums {
    return {
      sessions: this.#sessions,
      ...(this.#metered > 0 && { energyWh: this.#energyWh }),
      ...(this.#costed > 0 && { costMicros: this.#costMicros }),
      costedSessions: this.#costed,
      freeSessions: this.#free,
      foreignSessions: this.#foreign,
      ...(this.#priced > 0 && {
        costedEnergyWh: this.#costedEnergyWh,
        pricedCostMicros: this.#pricedCostMicros,
      }),
    };
  }
}
