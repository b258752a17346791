import fc from 'fast-check';
import type { Content } from '#lib/domain/entity.ts';
import { addDays } from '#lib/domain/civil-date.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { SettingRow } from '#lib/domain/settings.ts';

/** Ids of cars; sessions also name one that is never there. */
const CAR_IDS = ['c1', 'c2', 'c3'] as const;
export const PLACE_IDS = ['p1', 'p2'] as const;

/** Some days are likely, so that orders are decided by the later keys too. */
const day = fc.oneof(fc.integer({ min: 0, max: 420 }), fc.constantFrom(100, 130));

const soc = fc.oneof(fc.integer({ min: 5, max: 100 }), fc.constantFrom(12.2, 64.5));

const cost: fc.Arbitrary<Cost> = fc.oneof(
  fc.record({
    basis: fc.constant('typed_total' as const),
    currency: fc.constantFrom('GBP', 'GBP', 'EUR'),
    totalMicros: fc.constantFrom(0, 1_500_000, 9_990_000, 31_000_000),
  }),
  fc.record({
    basis: fc.constant('typed_price' as const),
    currency: fc.constantFrom('GBP', 'EUR'),
    pricePerKwhMicros: fc.constantFrom(250_000, 790_000),
  }),
  fc.constant({
    basis: 'typed_total' as const,
    currency: 'EUR',
    totalMicros: 5_000_000,
    inHomeCurrency: { currency: 'GBP', totalMicros: 4_300_000 },
  }),
);

const optional = fc.record(
  {
    endsAfterS: fc.integer({ min: 0, max: 40_000 }),
    chargingS: fc.integer({ min: 60, max: 36_000 }),
    pluggedS: fc.integer({ min: 60, max: 50_000 }),
    current: fc.constantFrom('AC' as const, 'DC' as const),
    ratedPowerW: fc.constantFrom(7_000, 50_000),
    placeId: fc.constantFrom(...PLACE_IDS, 'gone'),
    placeLabel: fc.constantFrom('Home', 'Car park', ' '),
    network: fc.constantFrom('Ionity', ' ionity', 'Gridserve'),
    batteryEnergyWh: fc.integer({ min: 1, max: 60_000 }),
    cost,
    ambientC: fc.constantFrom(-3, 0, 8.5, 21, 33),
    preconditioning: fc.constantFrom('yes' as const, 'no' as const),
    dismissedHints: fc.constantFrom(['dc_taper'], ['storage_high', 'finish_at_home']),
  },
  { requiredKeys: [] },
);

/** Charges as drivers log them: mostly a sound diary, with gaps, typing errors and ties. */
export const anyCharge: fc.Arbitrary<Content<Session>> = fc
  .record({
    carId: fc.constantFrom('c1', 'c1', 'c1', ...CAR_IDS),
    status: fc.constantFrom('completed' as const, 'completed' as const, 'active' as const),
    day,
    startsAtS: fc.option(fc.integer({ min: 0, max: 86_399 }), { nil: undefined }),
    /** Driven since the first day, apart from a steady distance a day. */
    driftM: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined, freq: 5 }),
    slipM: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ max: 90_000_000 })),
    energyWh: fc.option(fc.integer({ min: 0, max: 70_000 }), { nil: undefined, freq: 8 }),
    low: fc.option(soc, { nil: undefined, freq: 5 }),
    high: fc.option(soc, { nil: undefined, freq: 5 }),
    timeZone: fc.constantFrom('Europe/London', 'America/New_York'),
    more: optional,
  })
  .map(({ day: since, startsAtS, driftM, slipM, energyWh, low, high, more, ...rest }) => {
    const { endsAfterS, ...known } = more;
    const localDate = addDays('2025-06-01', since);
    const startedAt =
      startsAtS === undefined ? undefined : Date.parse(localDate) + startsAtS * 1000;
    const [socFrom, socTo] =
      low !== undefined && high !== undefined
        ? [Math.min(low, high), Math.max(low, high)]
        : [low, high];
    const readingM =
      driftM === undefined ? undefined : Math.max(0, 10_000_000 + since * 45_000 + driftM + slipM);
    return {
      ...rest,
      ...known,
      localDate,
      ...(startedAt !== undefined && { startedAt }),
      ...(startedAt !== undefined &&
        endsAfterS !== undefined && { endedAt: startedAt + endsAfterS * 1000 }),
      ...(readingM !== undefined && { odometerM: readingM }),
      ...(energyWh !== undefined && { energyWh }),
      ...(socFrom !== undefined && { socFrom }),
      ...(socTo !== undefined && { socTo }),
    };
  });

/** All members a charge may lack: an edit clears what the new content does not have. */
export const CLEARED_CHARGE: Readonly<Record<string, undefined>> = Object.fromEntries(
  [
    ...[
      'startedAt',
      'endedAt',
      'chargingS',
      'pluggedS',
      'odometerM',
      'energyWh',
      'socFrom',
      'socTo',
    ],
    ...['batteryEnergyWh', 'current', 'ratedPowerW', 'placeId', 'placeLabel', 'network', 'cost'],
    ...['ambientC', 'preconditioning', 'dismissedHints'],
  ].map((key) => [key, undefined]),
);

export const anyCar: fc.Arbitrary<{ readonly id: string; readonly content: Content<Car> }> = fc
  .record({
    id: fc.constantFrom('c1', 'c2'),
    name: fc.constantFrom('One', 'Two'),
    archived: fc.boolean(),
    battery: fc.constantFrom(undefined, 40_000, 60_000),
    profile: fc.constantFrom(undefined, 5, 6.4),
    isTracked: fc.boolean(),
  })
  .map(({ id, name, archived, battery, profile, isTracked }) => ({
    id,
    content: {
      name,
      archived,
      createdDate: '2025-05-01',
      ...(battery !== undefined && { usableBatteryWh: battery }),
      ...(profile !== undefined && { profileEfficiencyMPerWh: profile }),
      ...(isTracked && {
        fullCharge: { every: 2, unit: 'weeks' as const },
        mileage: { startDate: '2025-06-15', openingOdometerM: 10_000_000 },
      }),
    },
  }));

export const CLEARED_CAR: Readonly<Record<string, undefined>> = {
  usableBatteryWh: undefined,
  profileEfficiencyMPerWh: undefined,
  fullCharge: undefined,
  mileage: undefined,
};

export const anyTariff: fc.Arbitrary<Content<Tariff>> = fc
  .constantFrom(70_000, 240_000)
  .map((pricePerKwhMicros) => ({
    name: 'Home',
    kind: 'home',
    currency: 'GBP',
    timeZone: 'Europe/London',
    validFrom: '2025-01-01',
    pricePerKwhMicros,
  }));

/** Settings that figures read, and one that only says how they are shown. */
export const anySetting: fc.Arbitrary<SettingRow> = fc.constantFrom(
  { id: 'currency', value: 'GBP' },
  { id: 'currency', value: 'EUR' },
  { id: 'homeAliases', value: ['home'] },
  { id: 'homeAliases', value: ['car'] },
  { id: 'fallbackEnabled', value: true },
  { id: 'fallbackEnabled', value: false },
  { id: 'unloggedToleranceSoc', value: 10 },
  { id: 'odometerMaxPerDayM', value: 60_000 },
  { id: 'petrolPricePerLitreMicros', value: 1_400_000 },
  { id: 'petrolEconomy', value: 45 },
  { id: 'chargingEfficiencyMinSamples', value: 1 },
  { id: 'refillMinEnergyWh', value: 20_000 },
  { id: 'distanceUnit', value: 'km' },
);
