import { at, type CarLog, DC_CODE } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { median, quantile } from '#lib/domain/stats.ts';
import { MS_PER_DAY } from '#lib/domain/units.ts';

/** How much the battery holds by its charges, or how many samples there are for too few. */
export type Capacity =
  | { readonly status: 'not_enough_data'; readonly samples: number; readonly rejected: number }
  | {
      readonly status: 'ok';
      /** Charges of which the car told the stored energy, else on DC, else all. */
      readonly group: 'car' | 'dc' | 'all';
      readonly samples: number;
      /** Samples that cannot be right. */
      readonly rejected: number;
      readonly medianWh: number;
      /** The middle half of the samples lies between these. */
      readonly lowWh: number;
      readonly highWh: number;
      /** Of the usable capacity as new; may pass 100. */
      readonly healthPct: number;
      readonly byYear: readonly CapacityOfYear[];
    };

export interface CapacityOfYear {
  readonly year: number;
  readonly samples: number;
  readonly medianWh: number;
}

type CapacitySettings = Pick<
  Settings,
  | 'capacityMinDeltaSoc'
  | 'capacityMinPct'
  | 'capacityMaxPct'
  | 'capacityMinSamples'
  | 'capacityWindow'
  | 'chargingEfficiencyAc'
  | 'chargingEfficiencyDc'
>;

/** Samples in session order, as two columns. */
class Samples {
  readonly days: number[] = [];
  readonly capacitiesWh: number[] = [];

  add(day: number, capacityWh: number): void {
    this.days.push(day);
    this.capacitiesWh.push(capacityWh);
  }

  get size(): number {
    return this.days.length;
  }
}

/** Samples that make a group, or a year, of their own. */
const MIN_OF_GROUP = 5;

/** Energy that arrived in the battery; never by its capacity, which is what is looked for. */
function storedWh(log: CarLog, i: number, settings: CapacitySettings): number {
  const reported = at(log.batteryEnergyWh, i);
  if (!Number.isNaN(reported)) return reported;
  const isDc = log.current[i] === DC_CODE;
  return (
    at(log.energyWh, i) * (isDc ? settings.chargingEfficiencyDc : settings.chargingEfficiencyAc)
  );
}

interface Found {
  readonly car: Samples;
  readonly dc: Samples;
  readonly all: Samples;
  readonly rejected: number;
}

function samplesOf(log: CarLog, usableWh: number, settings: CapacitySettings): Found {
  const [car, dc, all] = [new Samples(), new Samples(), new Samples()];
  let rejected = 0;
  for (let i = 0; i < log.size; i += 1) {
    const tenths = at(log.socTo, i) - at(log.socFrom, i);
    const isSample = tenths >= 10 * settings.capacityMinDeltaSoc;
    if (!isSample || Number.isNaN(at(log.energyWh, i))) continue;
    const capacityWh = storedWh(log, i, settings) / (tenths / 1000);
    const pct = (capacityWh / usableWh) * 100;
    if (pct < settings.capacityMinPct || pct > settings.capacityMaxPct) {
      rejected += 1;
      continue;
    }
    const day = at(log.day, i);
    all.add(day, capacityWh);
    if (log.current[i] === DC_CODE) dc.add(day, capacityWh);
    if (!Number.isNaN(at(log.batteryEnergyWh, i))) car.add(day, capacityWh);
  }
  return { car, dc, all, rejected };
}

function groupOf({ car, dc }: Found): 'car' | 'dc' | 'all' {
  if (car.size >= MIN_OF_GROUP) return 'car';
  return dc.size >= MIN_OF_GROUP ? 'dc' : 'all';
}

function byYearOf({ days, capacitiesWh }: Samples): CapacityOfYear[] {
  const years = new Map<number, number[]>();
  days.forEach((day, k) => {
    const year = new Date(day * MS_PER_DAY).getUTCFullYear();
    const own = years.get(year) ?? [];
    if (own.length === 0) years.set(year, own);
    own.push(capacitiesWh[k] ?? NaN);
  });
  return [...years].flatMap(([year, own]) => {
    const medianWh = own.length < MIN_OF_GROUP ? undefined : median(own);
    return medianWh === undefined ? [] : [{ year, samples: own.length, medianWh }];
  });
}

/** The capacity of a battery, in Wh; absent without the usable capacity as new. */
export function capacityOf({ log }: CarBook, settings: CapacitySettings): Capacity | undefined {
  const { usableBatteryWh } = log.car;
  if (usableBatteryWh === undefined) return undefined;
  const found = samplesOf(log, usableBatteryWh, settings);
  const group = groupOf(found);
  const newest = found[group].capacitiesWh.slice(-settings.capacityWindow);
  const counts = { samples: newest.length, rejected: found.rejected };
  const medianWh = median(newest);
  const lowWh = quantile(newest, 0.25);
  const highWh = quantile(newest, 0.75);
  const isEnough = newest.length >= settings.capacityMinSamples;
  if (!isEnough || medianWh === undefined || lowWh === undefined || highWh === undefined) {
    return { status: 'not_enough_data', ...counts };
  }
  return {
    status: 'ok',
    group,
    ...counts,
    medianWh,
    lowWh,
    highWh,
    healthPct: (medianWh / usableBatteryWh) * 100,
    byYear: byYearOf(found[group]),
  };
}
