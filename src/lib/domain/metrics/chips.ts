import type { Settings } from '#lib/domain/settings.ts';
import type { Chip, ChipCode, ChipTone, ShownChip, SizeClass } from './session-metrics.ts';

const MOST_CHIPS = 6;
/** Share of the petrol cost up to which a mile is cheap. */
const CHEAP_SHARE = 0.75;
const GOOD_LOSS_PCT = 12;
const USUAL_LOSS_PCT = 20;

/** What chips are made of. NaN stands for absent. */
export interface ChipFigures {
  readonly drivingMPerWh: number;
  readonly costPerMileMicros: number;
  readonly petrolPerMileMicros: number;
  readonly savingMicros: number;
  readonly homeDeltaPerMileMicros: number;
  readonly lossPct: number;
  readonly lossImplausible: boolean;
  readonly pricePerKwhMicros: number;
  readonly averagePowerW: number;
  readonly costPer10SocMicros: number;
  readonly socPerKwh: number;
  readonly sizeClass: SizeClass | undefined;
  /** The efficiency is estimated or of low confidence. */
  readonly isUnsure: boolean;
}

type ChipSettings = Pick<Settings, 'chipEfficiencyGoodMPerWh' | 'chipEfficiencyBadMPerWh'>;

/** Chips whose value follows from the efficiency. */
const FROM_EFFICIENCY: ReadonlySet<ChipCode> = new Set([
  'efficiency',
  'cost_per_mile',
  'petrol',
  'home_delta',
]);

function efficiencyTone(drivingMPerWh: number, settings: ChipSettings): ChipTone {
  if (drivingMPerWh > settings.chipEfficiencyGoodMPerWh) return 'good';
  return drivingMPerWh < settings.chipEfficiencyBadMPerWh ? 'bad' : 'neutral';
}

function costPerMileTone(costMicros: number, petrolMicros: number): ChipTone {
  if (Number.isNaN(petrolMicros)) return 'info';
  if (costMicros <= CHEAP_SHARE * petrolMicros) return 'good';
  return costMicros <= petrolMicros ? 'neutral' : 'bad';
}

function savingTone(savingMicros: number): ChipTone {
  if (savingMicros === 0) return 'neutral';
  return savingMicros > 0 ? 'good' : 'bad';
}

function lossTone(lossPct: number, isImplausible: boolean): ChipTone {
  if (isImplausible || lossPct > USUAL_LOSS_PCT) return 'bad';
  return lossPct <= GOOD_LOSS_PCT ? 'good' : 'neutral';
}

/** The chips of a session, the most telling first, at most six. */
export function chipsOf(figures: ChipFigures, settings: ChipSettings): ShownChip[] {
  const chips: ShownChip[] = [];
  const offer = (code: ChipCode, tone: ChipTone, value: number | SizeClass | undefined): void => {
    if (chips.length === MOST_CHIPS || value === undefined || Number.isNaN(value)) return;
    const faded = figures.isUnsure && FROM_EFFICIENCY.has(code);
    const shown = typeof value === 'number' ? value + 0 : value;
    chips.push({ code, tone, ...(faded && { faded }), value: shown });
  };
  const { drivingMPerWh, costPerMileMicros, savingMicros, lossPct } = figures;
  const homeDelta = figures.homeDeltaPerMileMicros;
  const perMileTone = costPerMileTone(costPerMileMicros, figures.petrolPerMileMicros);
  offer('efficiency', efficiencyTone(drivingMPerWh, settings), drivingMPerWh);
  offer('cost_per_mile', perMileTone, costPerMileMicros);
  offer('petrol', savingTone(savingMicros), savingMicros);
  offer('home_delta', homeDelta <= 0 ? 'good' : 'bad', homeDelta);
  offer('loss', lossTone(lossPct, figures.lossImplausible), lossPct);
  if (Number.isNaN(costPerMileMicros)) offer('price', 'info', figures.pricePerKwhMicros);
  offer('power', 'info', figures.averagePowerW);
  offer('cost_per_10', 'info', figures.costPer10SocMicros);
  offer('soc_per_kwh', 'info', figures.socPerKwh);
  offer('size', 'info', figures.sizeClass);
  return chips;
}

/** A chip without what it shows. */
export function chipWithoutValue({ code, tone, faded }: ShownChip): Chip {
  return { code, tone, ...(faded && { faded }) };
}
