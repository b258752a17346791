/** The few figures of a draft by which a person knows a charge again. */
export interface DraftFigures {
  readonly localDate?: string;
  readonly energyWh?: number;
  readonly totalMicros?: number;
  readonly currency?: string;
  readonly place?: string;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Reads them from a draft, whose shape belongs to the reader of the file. */
export function draftFigures(draft: Readonly<Record<string, unknown>>): DraftFigures {
  const { localDate, energyWh, batteryEnergyWh, placeLabel, network, cost } = draft;
  const money = (typeof cost === 'object' && cost !== null ? cost : {}) as Record<string, unknown>;
  const energy = [energyWh, batteryEnergyWh].find(isNumber);
  const place = [placeLabel, network].find(isText);
  return {
    ...(isText(localDate) ? { localDate } : {}),
    ...(energy === undefined ? {} : { energyWh: energy }),
    ...(isNumber(money['totalMicros']) ? { totalMicros: money['totalMicros'] } : {}),
    ...(isText(money['currency']) ? { currency: money['currency'] } : {}),
    ...(place === undefined ? {} : { place }),
  };
}
