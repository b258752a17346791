import type { Car } from '#lib/domain/car.ts';
import {
  completeEnergyPriceTotal,
  estimateEnergyWh,
  estimateSocTo,
} from '#lib/domain/complete-session.ts';
import { typedTotalOf } from '#lib/domain/cost.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { ReadForm } from './session-reading.ts';
import type { FormTexts } from './session-texts.ts';

/** What follows from what was typed, before anything is saved. */
export interface LiveFigures {
  readonly energyWh?: number;
  /** The third of energy, price and total, where the two others were typed. */
  readonly computed: {
    readonly energyWh?: number;
    readonly totalMicros?: number;
    readonly pricePerKwhMicros?: number;
  };
  /** Values a tap fills in. */
  readonly suggested: {
    readonly energyWh?: number;
    readonly socFrom?: number;
    readonly socTo?: number;
    /** When the charge began, if it has just ended. */
    readonly startedAt?: number;
  };
  readonly gainedM?: number;
}

interface FigureContext {
  readonly car: Car | undefined;
  readonly settings: Settings;
  /** The time field still holds the moment the form was opened. */
  readonly openedAt: number | undefined;
}

const NOTHING: LiveFigures = { computed: {}, suggested: {} };

function defined<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** How far the energy carries the car, by its own efficiency or the one of the settings. */
function gainedM(energyWh: number, isDc: boolean, { car, settings }: FigureContext) {
  const fallback = settings.fallbackEnabled ? settings.defaultEfficiencyMPerWh : undefined;
  const drivingMPerWh = car?.profileEfficiencyMPerWh ?? fallback;
  if (drivingMPerWh === undefined) return undefined;
  const ratio = isDc ? settings.chargingEfficiencyDc : settings.chargingEfficiencyAc;
  return energyWh * drivingMPerWh * ratio;
}

function suggestions(
  { content }: ReadForm,
  texts: FormTexts,
  { car, settings, openedAt }: FigureContext,
): LiveFigures['suggested'] {
  const { energyWh, socFrom, socTo, current, chargingS } = content;
  const input = car ? { car, settings, ...(current === undefined ? {} : { current }) } : undefined;
  const isBlank = (text: string) => text.trim() === '';
  const values: { -readonly [K in keyof LiveFigures['suggested']]: number } = {};
  if (openedAt !== undefined && chargingS !== undefined && isBlank(texts.endTime)) {
    values.startedAt = openedAt - chargingS * 1000;
  }
  if (!input) return values;
  if (energyWh === undefined && socFrom !== undefined && socTo !== undefined && socTo > socFrom) {
    const estimate = estimateEnergyWh({ ...input, socFrom, socTo });
    if (estimate) values.energyWh = Math.round(estimate.value / 100) * 100;
  }
  if (energyWh === undefined || energyWh === 0) return values;
  if (socFrom !== undefined && isBlank(texts.socTo)) {
    const estimate = estimateSocTo({ ...input, socFrom, energyWh });
    if (estimate) values.socTo = Math.round(estimate.value);
  } else if (socTo !== undefined && isBlank(texts.socFrom)) {
    const gain = estimateSocTo({ ...input, socFrom: 0, energyWh });
    if (gain) values.socFrom = Math.max(0, Math.round(socTo - gain.value));
  }
  return values;
}

/** With receipt lines only the total follows from the others. */
function totalWithLines(
  typed: ReadForm['typed'],
  energyWh: number | undefined,
): LiveFigures['computed'] {
  const totalMicros = typed.totalMicros === undefined ? typedTotalOf(typed, energyWh) : undefined;
  return totalMicros === undefined ? {} : { totalMicros };
}

/** The figures shown while typing; none of those that need a field which cannot be read. */
export function liveFigures(
  reading: Result<ReadForm>,
  texts: FormTexts,
  context: FigureContext,
): LiveFigures {
  if (!reading.ok) return NOTHING;
  const { content, typed } = reading.value;
  const { energyWh, current } = content;
  const isTyped = texts.energy.trim() !== '';
  const third = typed.lines?.length
    ? totalWithLines(typed, isTyped ? energyWh : undefined)
    : completeEnergyPriceTotal({
        ...typed,
        ...(isTyped && energyWh !== undefined ? { energyWh } : {}),
      });
  return defined<LiveFigures>({
    energyWh,
    computed: third,
    suggested: suggestions(reading.value, texts, context),
    gainedM: energyWh ? gainedM(energyWh, current === 'DC', context) : undefined,
  });
}
