import { at, DC_CODE } from '#lib/domain/metrics/car-log.ts';
import { averagePowerWAt } from '#lib/domain/metrics/row-figures.ts';
import type { CarLog } from '#lib/domain/metrics/car-log.ts';
import type { CurvePoint, Session } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { median } from '#lib/domain/stats.ts';
import type { PlannerCar, PowerBand } from './planner-car.ts';

/** The charge curves of sessions by their ids. */
export type Curves = ReadonlyMap<string, readonly CurvePoint[]>;

/** The curves of those sessions that have one; a session that is not there has none. */
export function curvesOf(sessions: Iterable<Pick<Session, 'id' | 'curve'> | undefined>): Curves {
  const curves = new Map<string, readonly CurvePoint[]>();
  for (const session of sessions) if (session?.curve) curves.set(session.id, session.curve);
  return curves;
}

/** The share of its ceiling that a car takes, band by band, where nothing else is known. */
const MODEL = [0.6, 0.8, 0.95, 1, 0.98, 0.9, 0.75, 0.55, 0.35, 0.18];
const BAND_POINTS = 10;

type DcPower = Pick<PlannerCar, 'bands' | 'ceilingW' | 'ceilingSource'>;

/** The band a state of charge lies in; 100 % belongs to the last. */
export function bandIndexOf(soc: number): number {
  return Math.min(Math.floor(soc / BAND_POINTS), MODEL.length - 1);
}

/** The rows before `end` that are DC charges. */
function dcRows(log: CarLog, end: number): number[] {
  return Array.from({ length: end }, (_, i) => i).filter((i) => log.current[i] === DC_CODE);
}

/** The sessions before row `end` whose curves say how fast the car charges. */
export function curveSessionIds(log: CarLog, end: number): string[] {
  return dcRows(log, end)
    .filter((i) => log.hasCurve(i))
    .map((i) => log.id(i));
}

/** The watts of the points of all curves, by band. */
function curveWatts(log: CarLog, rows: readonly number[], curves: Curves): number[][] {
  const watts = MODEL.map((): number[] => []);
  for (const i of rows) {
    for (const [, soc, power] of curves.get(log.id(i)) ?? []) {
      if (power > 0) watts[bandIndexOf(soc)]?.push(power);
    }
  }
  return watts;
}

interface Average {
  /** Tenths of a point; NaN when not logged. */
  readonly from: number;
  readonly to: number;
  readonly powerW: number;
}

function averagesOf(log: CarLog, rows: readonly number[]): Average[] {
  return rows
    .map((i) => ({
      from: at(log.socFrom, i),
      to: at(log.socTo, i),
      powerW: averagePowerWAt(log, i),
    }))
    .filter(({ powerW }) => Number.isFinite(powerW));
}

type Measured = Omit<PowerBand, 'fromSoc'>;

/** What was measured in a band: points of curves, else averages of whole sessions. */
function measuredPower(
  watts: readonly number[],
  averages: readonly Average[],
  band: number,
): Measured | undefined {
  const powerW = median(watts);
  if (powerW !== undefined) return { powerW, tier: 'curve', samples: watts.length };
  const [start, end] = [band * BAND_POINTS * 10, (band + 1) * BAND_POINTS * 10];
  const through = averages.filter(({ from, to }) => from < end && to > start);
  if (through.length === 0) return undefined;
  const sumW = through.reduce((sum, average) => sum + average.powerW, 0);
  return { powerW: sumW / through.length, tier: 'average', samples: through.length };
}

function ceilingOf(
  maxDcW: number | undefined,
  greatestW: number,
  settings: Pick<Settings, 'plannerDcDefaultW'>,
): Omit<DcPower, 'bands'> {
  if (maxDcW !== undefined) return { ceilingW: maxDcW, ceilingSource: 'car' };
  return greatestW > 0
    ? { ceilingW: greatestW, ceilingSource: 'history' }
    : { ceilingW: settings.plannerDcDefaultW, ceilingSource: 'setting' };
}

/** How fast a car charges on DC, by its charges in the rows before `end` and their curves. */
export function dcPowerOf(
  log: CarLog,
  end: number,
  curves: Curves,
  settings: Pick<Settings, 'plannerDcDefaultW'>,
): DcPower {
  const rows = dcRows(log, end);
  const watts = curveWatts(log, rows, curves);
  const averages = averagesOf(log, rows);
  const measured = MODEL.map((_, band) => measuredPower(watts[band] ?? [], averages, band));
  const greatestW = Math.max(
    0,
    ...watts.map((points) => median(points) ?? 0),
    averages.reduce((most, { powerW }) => Math.max(most, powerW), 0),
  );
  const ceiling = ceilingOf(log.car.maxDcW, greatestW, settings);
  const { ceilingW } = ceiling;
  const bands = MODEL.map((share, band): PowerBand => {
    const fromSoc = band * BAND_POINTS;
    const found = measured[band] ?? { powerW: ceilingW * share, tier: 'modelled', samples: 0 };
    return { fromSoc, ...found, powerW: Math.min(found.powerW, ceilingW) };
  });
  return { ...ceiling, bands };
}
