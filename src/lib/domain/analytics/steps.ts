import {
  CYCLE_MISSING,
  countsInAggregates,
  hasCycle,
  TRUSTED,
  type CarFigures,
} from '#lib/domain/metrics/car-figures.ts';
import { at, type CarLog } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import type { Settings } from '#lib/domain/settings.ts';

/** What was driven between odometer readings, one row a session of the car's log. */
export interface CarSteps {
  /** From the trusted reading before to this row's; NaN when no such step closes here. */
  readonly distanceM: Float64Array;
  /** The paid-up step that closes at the row: distance and what its sessions cost; NaN none. */
  readonly paidUpM: Float64Array;
  readonly paidUpMicros: Float64Array;
  /** Row of the session that closes the paid-up step in which the row lies; −1 none. */
  readonly paidUpIn: Int32Array;
}

const NO_SOC_DROP = 1 + CYCLE_MISSING.indexOf('no_soc_drop');

/** Whether the battery was fuller at the start of a row than a charge nobody logged explains. */
function startsUnlogged(log: CarLog, i: number, toleranceTenths: number): boolean {
  return at(log.socTo, i - 1) - at(log.socFrom, i) < -toleranceTenths;
}

function cycleAllowsPayment(figures: CarFigures, i: number): boolean {
  return hasCycle(figures, i)
    ? countsInAggregates(figures, i)
    : figures.cycleMissing[i] !== NO_SOC_DROP;
}

/** The steps of a car between its odometer readings, distances in m and costs in micros. */
export function stepsOf(
  { log, figures }: CarBook,
  { unloggedToleranceSoc }: Pick<Settings, 'unloggedToleranceSoc'>,
): CarSteps {
  const { size } = log;
  const steps: CarSteps = {
    distanceM: new Float64Array(size).fill(NaN),
    paidUpM: new Float64Array(size).fill(NaN),
    paidUpMicros: new Float64Array(size).fill(NaN),
    paidUpIn: new Int32Array(size).fill(-1),
  };
  const toleranceTenths = 10 * unloggedToleranceSoc;
  let trustedM = NaN;
  /** The last row with a reading, and what came after it. An unknown cost makes the sum NaN. */
  let from = -1;
  let micros = 0;
  let unlogged = false;
  for (let i = 0; i < size; i += 1) {
    micros += at(log.costMicros, i);
    unlogged ||= startsUnlogged(log, i, toleranceTenths);
    const reading = at(log.odometerM, i);
    if (Number.isNaN(reading)) continue;
    const trusted = figures.trust[i] === TRUSTED;
    if (trusted) {
      steps.distanceM[i] = reading - trustedM;
      trustedM = reading;
    }
    const distanceM = reading - at(log.odometerM, from);
    const paidUp =
      trusted &&
      figures.trust[from] === TRUSTED &&
      distanceM > 0 &&
      !unlogged &&
      !Number.isNaN(micros) &&
      cycleAllowsPayment(figures, i);
    if (paidUp) {
      steps.paidUpM[i] = distanceM;
      steps.paidUpMicros[i] = micros;
      steps.paidUpIn.fill(i, from + 1, i + 1);
    }
    from = i;
    micros = 0;
    unlogged = false;
  }
  return steps;
}
