import fc from 'fast-check';
import { addDays, epochDayOf } from '#lib/domain/civil-date.ts';
import type { Session } from '#lib/domain/session.ts';
import { MS_PER_DAY } from '#lib/domain/units.ts';
import type { SmallData, Some } from '../../support/diaries.ts';

const FIRST_DAY = '2026-01-01';
const TODAY = '2026-03-01';

/** Often there, sometimes not. */
function perhaps<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(values, { nil: undefined, freq: 4 });
}

const soc = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
);
const energyWh = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1000, max: 70_000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const micros = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 40_000_000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000_000, max: -1 }) },
);
const currency = fc.constantFrom('GBP', 'GBP', 'GBP', 'EUR');
const cost: fc.Arbitrary<Session['cost'] & object> = fc
  .oneof(
    { weight: 5, arbitrary: fc.record({ currency, totalMicros: micros }) },
    {
      weight: 1,
      arbitrary: fc.record({
        currency: fc.constant('EUR'),
        totalMicros: micros,
        inHomeCurrency: fc.record({ currency: fc.constant('GBP'), totalMicros: micros }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ currency, pricePerKwhMicros: fc.nat(900_000) }) },
  )
  .map((parts) => ({ basis: 'typed_total', ...parts }));

/** A session of some day; its odometer follows the days, with an error now and then. */
const session: fc.Arbitrary<Some<Session>> = fc
  .record({
    carId: fc.constantFrom('c', 'c', 'c', 'd'),
    day: fc.integer({ min: 0, max: 70 }),
    minute: perhaps(fc.integer({ min: 0, max: 1439 })),
    minutes: perhaps(fc.integer({ min: 0, max: 900 })),
    chargingS: perhaps(fc.integer({ min: 1, max: 60_000 })),
    pluggedS: perhaps(fc.integer({ min: 1, max: 90_000 })),
    drivenM: perhaps(fc.integer({ min: 0, max: 40_000 })),
    mistakeM: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, -200_000, 4_000_000),
    current: perhaps(fc.constantFrom('AC', 'DC')),
    placeId: fc.option(fc.constantFrom('home', 'mall', 'gone'), { nil: undefined, freq: 2 }),
    placeLabel: perhaps(fc.constantFrom('At home', 'Services', ' ')),
    energyWh: perhaps(energyWh),
    batteryEnergyWh: fc.option(fc.integer({ min: 1, max: 70_000 }), { nil: undefined }),
    /** What share of it arrived, where the energy fits the rise of the SoC. */
    ratio: fc.option(fc.integer({ min: 60, max: 102 }), { nil: undefined, freq: 2 }),
    socs: fc.tuple(perhaps(soc), perhaps(soc)),
    cost: perhaps(cost),
    dismissedHints: fc.option(fc.subarray(['dc_taper', 'storage_low', 'full_charge_due']), {
      nil: undefined,
    }),
  })
  .map(({ day, minute, minutes, drivenM, mistakeM, socs, ratio, ...fields }) => {
    const start = minute === undefined ? undefined : midnight(day) + minute * 60_000;
    const end = start === undefined || minutes === undefined ? undefined : start + minutes * 60_000;
    const [a, b] = socs;
    const rise = a === undefined || b === undefined ? undefined : Math.abs(b - a);
    const inOrder = a === undefined || b === undefined || a <= b;
    const fits = rise !== undefined && ratio !== undefined;
    return {
      ...fields,
      energyWh: fits ? Math.round((rise * 60_000) / ratio) : fields.energyWh,
      timeZone: 'UTC',
      localDate: addDays(FIRST_DAY, day),
      startedAt: start,
      endedAt: end,
      odometerM: drivenM === undefined ? undefined : 10_000_000 + day * 30_000 + drivenM + mistakeM,
      socFrom: inOrder ? a : b,
      socTo: inOrder ? b : a,
    };
  });

function midnight(day: number): number {
  return (epochDayOf(FIRST_DAY) + day) * MS_PER_DAY;
}

/** Sessions with ids in an order of their own. */
export const sessions: fc.Arbitrary<readonly Some<Session>[]> = fc
  .array(session, { minLength: 1, maxLength: 20, size: 'max' })
  .map((rows) => rows.map((row, i) => ({ ...row, id: `s${(i * 7) % 20}-${i}` })));

const efficiency = fc.integer({ min: 300, max: 900 }).map((n) => n / 100);
const settings = fc.record(
  {
    petrolPricePerLitreMicros: fc.integer({ min: 1, max: 3_000_000 }),
    petrolEconomy: fc.integer({ min: 1, max: 100 }),
    petrolEconomyUnit: fc.constantFrom('mpg_uk', 'mpg_us', 'l_per_100km'),
    fallbackEnabled: fc.boolean(),
    fallbackMinEnergyWh: fc.constantFrom(0, 20_000),
    defaultEfficiencyMPerWh: fc.option(efficiency),
    refillMinEnergyWh: fc.constantFrom(1000, 80_000),
    chargingEfficiencyMinSamples: fc.integer({ min: 1, max: 3 }),
    homeDeltaDays: fc.integer({ min: 1, max: 60 }),
    rollingDays: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
);
const car = fc.record({
  usableBatteryWh: perhaps(fc.constantFrom(60_000, 60_000, 20_001, 100_000)),
  profileEfficiencyMPerWh: perhaps(efficiency),
  fullCharge: perhaps(
    fc.record({
      every: fc.integer({ min: 1, max: 10 }),
      unit: fc.constantFrom('days', 'weeks', 'months'),
    }),
  ),
});
const tariff = fc.record({
  pricePerKwhMicros: fc.integer({ min: -50_000, max: 400_000 }),
  placeId: fc.constantFrom(undefined, 'home'),
  validFrom: fc.constantFrom('2025-01-01', '2026-01-20'),
});

/** Any small data set: two cars, places, tariffs, sessions before and after today. */
export const dataset: fc.Arbitrary<SmallData> = fc
  .record({
    settings,
    cars: fc.tuple(car, car),
    tariffs: fc.array(tariff, { maxLength: 3 }),
    sessions,
  })
  .map(({ cars, tariffs, ...rest }) => ({
    ...rest,
    today: TODAY,
    cars: cars.map((fields, i) => ({ ...fields, id: i === 0 ? 'c' : 'd' })),
    places: [
      { id: 'home', name: 'Home', isHome: true },
      { id: 'mall', name: 'Mall' },
    ],
    tariffs: tariffs.map((fields, i) => ({ ...fields, id: `t${i}` })),
  }));
