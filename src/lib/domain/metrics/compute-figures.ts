import type { Settings } from '#lib/domain/settings.ts';
import {
  type CarFigures,
  CYCLE_MISSING,
  EFFICIENCY_SOURCES,
  type EfficiencySource,
} from './car-figures.ts';
import { at, type CarLog } from './car-log.ts';
import { fillChargingEfficiency } from './charging-efficiency.ts';
import { judgeCycle } from './confidence.ts';
import { CycleFinder, type DriveCycle } from './cycles.ts';
import { pooledMPerWh, toPoolSteps } from './pooled.ts';
import { firstRowOn } from './row-search.ts';
import { findChains, trustReadings } from './trusted-readings.ts';

type Columns = Omit<CarFigures, 'trust' | 'chains'>;

const SOURCE_CODE = Object.fromEntries(
  EFFICIENCY_SOURCES.map((source, code) => [source, code]),
) as Record<EfficiencySource | 'none', number>;
const REFILL = 1;
const IMPLAUSIBLE = 1;
const STALE = 2;

/**
 * The figures of a car that depend on its history. With `former`, rows before `from` are taken
 * over from figures of the same earlier rows: no figure depends on a later session.
 */
export function computeFigures(
  log: CarLog,
  settings: Settings,
  former?: { readonly figures: CarFigures; readonly from: number },
): CarFigures {
  const from = former?.from ?? 0;
  const columns = former ? continuedColumns(log.size, former) : newColumns(log.size);
  fillChargingEfficiency(log, settings, columns, from);
  new Recorder(log, settings, columns).record(from);
  const chains = findChains(
    log,
    settings.odometerMaxPerDayM,
    former && { chains: former.figures.chains, from },
  );
  return { ...columns, chains, trust: trustReadings(log, chains) };
}

function newColumns(size: number): Columns {
  return {
    etaRatio: new Float64Array(size),
    etaSamples: new Int32Array(size),
    cycleMissing: new Uint8Array(size),
    cycleFrom: new Int32Array(size).fill(-1),
    cycleDistanceM: new Float64Array(size).fill(NaN),
    cycleMethod: new Uint8Array(size),
    cycleEnergyWh: new Float64Array(size).fill(NaN),
    cycleDrivingMPerWh: new Float64Array(size).fill(NaN),
    cyclePlugMPerWh: new Float64Array(size).fill(NaN),
    cycleUncertainty: new Float64Array(size).fill(NaN),
    cycleFlags: new Uint8Array(size),
    cycleReasons: new Uint16Array(size),
    cycleConfidence: new Uint8Array(size),
    source: new Uint8Array(size),
    drivingMPerWh: new Float64Array(size).fill(NaN),
    pooledDistanceM: new Float64Array(size + 1),
    pooledBatteryWh: new Float64Array(size + 1),
  };
}

function continuedColumns(
  size: number,
  { figures, from }: { readonly figures: CarFigures; readonly from: number },
): Columns {
  const columns = newColumns(size);
  for (const name of Object.keys(columns) as (keyof Columns)[]) {
    // The running sums hold one more row: what lies before `from` is in row `from`.
    const rows = name.startsWith('pooled') ? from + 1 : from;
    columns[name].set(figures[name].subarray(0, rows));
  }
  return columns;
}

/** Goes through the rows in order and writes down what each closes and which efficiency it uses. */
class Recorder {
  readonly #log: CarLog;
  readonly #settings: Settings;
  readonly #into: Columns;
  readonly #finder: CycleFinder;

  constructor(log: CarLog, settings: Settings, into: Columns) {
    this.#log = log;
    this.#settings = settings;
    this.#into = into;
    this.#finder = new CycleFinder(log, into.etaRatio, settings);
  }

  record(from: number): void {
    const { day, size } = this.#log;
    for (let row = 0; row < from; row += 1) {
      this.#finder.arrive(row);
      this.#finder.leave(row, this.#into.cycleMissing[row] ?? 0);
    }
    let poolStart = firstRowOn(day, (day[from] ?? 0) - this.#settings.fallbackDays);
    for (let row = from; row < size; row += 1) {
      const oldest = (day[row] ?? 0) - this.#settings.fallbackDays;
      while ((day[poolStart] ?? 0) < oldest) poolStart += 1;
      const pooled = pooledMPerWh(this.#into, poolStart, row, this.#settings);
      this.#finder.arrive(row);
      const found = this.#finder.close(row);
      if (typeof found === 'string') {
        this.#into.cycleMissing[row] = 1 + CYCLE_MISSING.indexOf(found);
      } else {
        this.#write(row, found, pooled);
      }
      this.#finder.leave(row, this.#into.cycleMissing[row] ?? 0);
      this.#addToPool(row);
      this.#choose(row, pooled);
    }
  }

  #write(row: number, cycle: DriveCycle, pooledMPerWh: number): void {
    const { day } = this.#log;
    const { efficiencyMinMPerWh, efficiencyMaxMPerWh, anchorHorizonDays } = this.#settings;
    const into = this.#into;
    const eta = at(into.etaRatio, row);
    const measured = cycle.distanceM / cycle.energyWh;
    const bySoc = cycle.method === 'soc';
    const drivingMPerWh = bySoc ? measured : measured / eta;
    const days = (day[row] ?? 0) - (day[cycle.from] ?? 0);
    const isImplausible = measured < efficiencyMinMPerWh || measured > efficiencyMaxMPerWh;
    const isStale = days > anchorHorizonDays;
    const judged = judgeCycle(
      cycle,
      { days, drivingMPerWh, isImplausible, isStale, pooledMPerWh },
      this.#settings,
    );
    into.cycleMissing[row] = 0;
    into.cycleFrom[row] = cycle.from;
    into.cycleDistanceM[row] = cycle.distanceM;
    into.cycleMethod[row] = bySoc ? 0 : REFILL;
    into.cycleEnergyWh[row] = cycle.energyWh;
    into.cycleDrivingMPerWh[row] = drivingMPerWh;
    into.cyclePlugMPerWh[row] = bySoc ? measured * eta : measured;
    into.cycleUncertainty[row] = judged.uncertainty;
    into.cycleFlags[row] = (isImplausible ? IMPLAUSIBLE : 0) | (isStale ? STALE : 0);
    into.cycleReasons[row] = judged.reasons;
    into.cycleConfidence[row] = judged.confidence;
  }

  /** Whether the row's own cycle may be used. */
  #isMeasured(row: number): boolean {
    const { cycleMissing, cycleFlags } = this.#into;
    return cycleMissing[row] === 0 && ((cycleFlags[row] ?? 0) & IMPLAUSIBLE) === 0;
  }

  #addToPool(row: number): void {
    const into = this.#into;
    let distanceM = at(into.pooledDistanceM, row);
    let batteryWh = at(into.pooledBatteryWh, row);
    if (this.#isMeasured(row)) {
      const energyWh = at(into.cycleEnergyWh, row);
      const isPlugSide = into.cycleMethod[row] === REFILL;
      distanceM += at(into.cycleDistanceM, row);
      batteryWh += toPoolSteps(isPlugSide ? energyWh * at(into.etaRatio, row) : energyWh);
    }
    into.pooledDistanceM[row + 1] = distanceM;
    into.pooledBatteryWh[row + 1] = batteryWh;
  }

  #choose(row: number, pooled: number): void {
    const settings = this.#settings;
    const { car } = this.#log;
    let [source, value]: [EfficiencySource | 'none', number] = ['none', NaN];
    if (this.#isMeasured(row)) {
      [source, value] = ['measured', at(this.#into.cycleDrivingMPerWh, row)];
    } else if (settings.fallbackEnabled) {
      [source, value] = fallbackOf(car.profileEfficiencyMPerWh, pooled, settings);
    }
    this.#into.source[row] = SOURCE_CODE[source];
    this.#into.drivingMPerWh[row] = value;
  }
}

/** The efficiency used where none was measured: pooled, the car's own, the setting's, or none. */
export function fallbackOf(
  profileMPerWh: number | undefined,
  pooledMPerWh: number,
  settings: Pick<Settings, 'defaultEfficiencyMPerWh'>,
): [EfficiencySource | 'none', number] {
  if (pooledMPerWh === pooledMPerWh) return ['pooled', pooledMPerWh];
  if (profileMPerWh !== undefined) return ['profile', profileMPerWh];
  const standard = settings.defaultEfficiencyMPerWh;
  return standard === undefined ? ['none', NaN] : ['default', standard];
}
