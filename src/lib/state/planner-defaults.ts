import type { LocalDate } from '#lib/domain/entity.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { PlannerField } from './planner-address.ts';

/** Where a value that nobody typed comes from. */
export type PrefillSource =
  | { readonly kind: 'last_soc'; readonly localDate: LocalDate }
  | { readonly kind: 'session' }
  | { readonly kind: 'usual' }
  | { readonly kind: 'taper' }
  | { readonly kind: 'last_dc'; readonly localDate: LocalDate; readonly placeName?: string }
  | { readonly kind: 'ceiling'; readonly from: PlannerCar['ceilingSource'] }
  | { readonly kind: 'home_charges'; readonly samples: number }
  | { readonly kind: 'home_setting' }
  | { readonly kind: 'tariff'; readonly name: string; readonly label?: string };

export interface Prefill {
  readonly value: number;
  readonly source: PrefillSource;
}
export type Prefills = Readonly<Partial<Record<PlannerField, Prefill>>>;

/** What the charges of a car say about the next one. Prices are in the currency of the settings. */
export interface PlannerHistory {
  readonly lastSoc?: { readonly soc: number; readonly localDate: LocalDate };
  readonly dcPower?: DatedValue;
  readonly dcPrice?: DatedValue;
  /** The session the plan came from. */
  readonly from?: {
    readonly socFrom?: number;
    readonly socTo?: number;
    /** Only of a DC charge. */
    readonly dcPowerW?: number;
    readonly dcPricePerKwhMicros?: number;
  };
}

export interface DatedValue {
  readonly value: number;
  readonly localDate: LocalDate;
  readonly placeName?: string;
}

const USUAL_TARGET = 80;
const FULL = 100;

/**
 * The car without a home price of another currency than that of the settings: amounts of two
 * currencies have no sum.
 */
export function inCurrency(car: PlannerCar, currency: string): PlannerCar {
  if (car.homePrice === undefined || car.homePrice.currency === currency) return car;
  return Object.fromEntries(
    Object.entries(car).filter(([name]) => name !== 'homePrice'),
  ) as unknown as PlannerCar;
}

const fromSession = (value: number): Prefill => ({ value, source: { kind: 'session' } });

function socPrefills(
  { lastSoc, from }: PlannerHistory,
  settings: Pick<Settings, 'dcTaperSoc'>,
  set: { readonly startSoc?: number | undefined; readonly targetSoc?: number | undefined },
): Prefills {
  const start: Prefill | undefined =
    from?.socFrom !== undefined
      ? fromSession(Math.floor(from.socFrom))
      : lastSoc && {
          value: Math.floor(lastSoc.soc),
          source: { kind: 'last_soc', localDate: lastSoc.localDate },
        };
  const startSoc = set.startSoc ?? start?.value ?? 0;
  const ofSession = from?.socTo === undefined ? 0 : Math.round(from.socTo);
  const target: Prefill =
    ofSession > startSoc
      ? fromSession(ofSession)
      : { value: startSoc < USUAL_TARGET ? USUAL_TARGET : FULL, source: { kind: 'usual' } };
  const targetSoc = set.targetSoc ?? target.value;
  const stopSoc = Math.max(startSoc, Math.min(targetSoc, settings.dcTaperSoc));
  return {
    ...(start ? { startSoc: start } : {}),
    targetSoc: target,
    stopSoc: { value: stopSoc, source: { kind: 'taper' } },
  };
}

function lastDc({ value, localDate, placeName }: DatedValue): Prefill {
  return {
    value,
    source: { kind: 'last_dc', localDate, ...(placeName === undefined ? {} : { placeName }) },
  };
}

function dcPrefills(car: PlannerCar, { dcPower, dcPrice, from }: PlannerHistory): Prefills {
  const power: Prefill =
    from?.dcPowerW !== undefined
      ? fromSession(from.dcPowerW)
      : dcPower
        ? lastDc(dcPower)
        : { value: car.ceilingW, source: { kind: 'ceiling', from: car.ceilingSource } };
  const price =
    from?.dcPricePerKwhMicros !== undefined
      ? fromSession(from.dcPricePerKwhMicros)
      : dcPrice && lastDc(dcPrice);
  return { dcChargerW: power, ...(price ? { dcPricePerKwhMicros: price } : {}) };
}

function homePrefills({ homePower, homePrice }: PlannerCar): Prefills {
  const powerSource: PrefillSource =
    homePower.source === 'history'
      ? { kind: 'home_charges', samples: homePower.samples ?? 0 }
      : { kind: 'home_setting' };
  return {
    homePowerW: { value: homePower.powerW, source: powerSource },
    ...(homePrice
      ? {
          homePricePerKwhMicros: {
            value: homePrice.pricePerKwhMicros,
            source: {
              kind: 'tariff',
              name: homePrice.tariffName,
              ...(homePrice.label === undefined ? {} : { label: homePrice.label }),
            },
          },
        }
      : {}),
  };
}

/** What stands in the boxes before anything is typed. The stop follows what is set of the rest. */
export function plannerPrefills(
  car: PlannerCar,
  history: PlannerHistory,
  settings: Pick<Settings, 'dcTaperSoc' | 'currency'>,
  set: { readonly startSoc?: number | undefined; readonly targetSoc?: number | undefined } = {},
): Prefills {
  return {
    ...socPrefills(history, settings, set),
    ...dcPrefills(car, history),
    ...homePrefills(inCurrency(car, settings.currency)),
  };
}
