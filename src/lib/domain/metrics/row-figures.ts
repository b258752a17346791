import type { Settings } from '#lib/domain/settings.ts';
import { distanceIn, SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import {
  type CarFigures,
  type Confidence,
  CONFIDENCES,
  EFFICIENCY_SOURCES,
  plugMPerWhAt,
} from './car-figures.ts';
import { at, type CarLog, DC_CODE, timeSAt } from './car-log.ts';
import type { CarBook } from './diary.ts';
import type { SizeClass } from './session-metrics.ts';

// Figures that follow from one row. NaN stands for absent, as in the columns they are made of.

const WH_PER_KWH = 1000;
const MEASURED = EFFICIENCY_SOURCES.indexOf('measured');
const TOPUP_SOC = 20;
const PARTIAL_SOC = 50;

/** A number that has to be above 0 to be of use, else NaN. */
function positive(value: number): number {
  return value > 0 ? value : NaN;
}

/** How far the delivered energy carries the car, in metres; 0 for a charge of 0. */
export function gainedMAt({ log, figures }: CarBook, i: number): number {
  return at(log.energyWh, i) * plugMPerWhAt(figures, i);
}

/** Cost of a mile on what was charged; NaN without a cost or a gained distance. */
export function costPerMileMicrosAt(book: CarBook, i: number): number {
  return at(book.log.costMicros, i) / positive(distanceIn('mi', gainedMAt(book, i)));
}

/** Average power over the time drawing power, in watts; NaN for a charge of 0. */
export function averagePowerWAt(log: CarLog, i: number): number {
  return (positive(at(log.energyWh, i)) * SECONDS_PER_HOUR) / timeSAt(log, i);
}

/** What the energy cost per kWh, fees included; the typed price where there is no total at all. */
export function effectivePricePerKwhMicrosAt(log: CarLog, i: number): number {
  const price = (at(log.costMicros, i) * WH_PER_KWH) / positive(at(log.energyWh, i));
  return price === price ? price : at(log.flatPriceMicros, i);
}

/** Rise of the SoC in points, exact to the tenth. */
export function deltaSocAt(log: CarLog, i: number): number {
  return (at(log.socTo, i) - at(log.socFrom, i)) / 10;
}

/** Points per delivered kWh; NaN without a rise. */
export function socPerKwhAt(log: CarLog, i: number): number {
  return positive(deltaSocAt(log, i)) / (positive(at(log.energyWh, i)) / WH_PER_KWH);
}

/** Cost of 10 points, in micros; NaN without a rise. */
export function costPer10SocMicrosAt(log: CarLog, i: number): number {
  return (at(log.costMicros, i) * 10) / positive(deltaSocAt(log, i));
}

/** The SoC at the end, in points. */
export function socToAt(log: CarLog, i: number): number {
  return at(log.socTo, i) / 10;
}

/** Whether a DC charge went on into the range where cars charge slowly. */
export function isTaperedAt(
  log: CarLog,
  i: number,
  { dcTaperSoc }: Pick<Settings, 'dcTaperSoc'>,
): boolean {
  return log.current[i] === DC_CODE && socToAt(log, i) > dcTaperSoc;
}

/** How large a charge was by its points; absent without both SoC values. */
export function sizeClassAt(log: CarLog, i: number): SizeClass | undefined {
  const points = deltaSocAt(log, i);
  if (Number.isNaN(points)) return undefined;
  if (points <= TOPUP_SOC) return 'topup';
  return points <= PARTIAL_SOC ? 'partial' : 'major';
}

/** Energy that arrived in the battery, in Wh: what the car says, else by the rise of the SoC. */
export function storedWhAt(log: CarLog, i: number): number {
  const reported = at(log.batteryEnergyWh, i);
  if (reported === reported) return reported;
  const rise = at(log.socTo, i) - at(log.socFrom, i);
  return positive((rise / 1000) * (log.car.usableBatteryWh ?? NaN));
}

/** The share of the delivered energy that did not arrive, in percent; may be negative. */
export function lossPctAt(log: CarLog, i: number): number {
  const energyWh = positive(at(log.energyWh, i));
  return ((energyWh - storedWhAt(log, i)) / energyWh) * 100;
}

/** Whether a known loss cannot be right. */
export function lossImplausibleAt(
  log: CarLog,
  i: number,
  settings: Pick<Settings, 'chargingEfficiencyMin' | 'chargingEfficiencyMax'>,
): boolean {
  const ratio = storedWhAt(log, i) / positive(at(log.energyWh, i));
  return ratio < settings.chargingEfficiencyMin || ratio > settings.chargingEfficiencyMax;
}

/** How far the efficiency of a session, and all that follows from it, is to be trusted. */
export function confidenceAt(figures: CarFigures, i: number): Confidence | undefined {
  const source = figures.source[i] ?? 0;
  if (source === 0) return undefined;
  return source === MEASURED ? CONFIDENCES[figures.cycleConfidence[i] ?? 0] : 'estimated';
}

/** Whether the efficiency is the session's own and not of low confidence. */
export function isReliableAt(figures: CarFigures, i: number): boolean {
  const confidence = confidenceAt(figures, i);
  return confidence === 'high' || confidence === 'medium';
}
