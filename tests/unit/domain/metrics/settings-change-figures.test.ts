import { describe, expect, test } from 'vitest';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import type { SettingKey } from '#lib/domain/settings.ts';
import { SETTING_KEYS } from '#lib/domain/setting-rules.ts';
import { metricsOf, type SmallData, type Some, total } from '../../../support/diaries.ts';

/** A setting, what it is set to, a data set on which that tells, a figure, and it before and after. */
type SettingCase = readonly [
  setting: SettingKey,
  to: unknown,
  data: SmallData,
  figure: (metrics: SessionMetrics) => unknown,
  before: unknown,
  after: unknown,
];

const charge: Some<Session> = { id: 's', localDate: '2026-03-01', energyWh: 10_000, current: 'AC' };
const anchor: Some<Session> = { id: 'a', localDate: '2026-02-27', odometerM: 1_000_000, socTo: 80 };
const profile = { profileEfficiencyMPerWh: 5 };
const petrol = { petrolPricePerLitreMicros: 1_000_000, petrolEconomy: 45.4609 };

function one(more: Some<Session> = {}, data: Partial<SmallData> = {}): SmallData {
  return { car: profile, ...data, sessions: [...(data.sessions ?? []), { ...charge, ...more }] };
}

/** A cycle of so many km over 30 points, 18 kWh; begun two days before unless said otherwise. */
function cycle(km: number, start: Some<Session> = {}, end: Some<Session> = {}): SmallData {
  const odometerM = 1_000_000 + km * 1000;
  return one({ socFrom: 50, odometerM, ...end }, { sessions: [{ ...anchor, ...start }] });
}

/** Three earlier AC charges of 20 points, 12 kWh, for so many Wh each. */
function charges(energyWh: number): SmallData {
  const sessions = ['2026-02-01', '2026-02-02', '2026-02-03'].map((localDate) => {
    const charged = { energyWh, current: 'AC', socFrom: 50, socTo: 70 } as const;
    return { id: localDate, localDate, ...charged };
  });
  return one({}, { sessions });
}

/** A cycle of 6 m/Wh, 180 km on 30 kWh, before a charge that measures nothing. */
function pooled(more: Some<Session> = {}): SmallData {
  const sessions = [
    { id: 'x', localDate: '2026-01-01', odometerM: 1_000_000, socTo: 90 },
    { id: 'y', localDate: '2026-01-03', odometerM: 1_180_000, socFrom: 40, socTo: 60 },
  ];
  return one({ localDate: '2026-01-10', ...more }, { sessions });
}

const home = (id: string, localDate: string, pounds: number): Some<Session> => ({
  ...{ id, localDate, placeLabel: 'Home', energyWh: 10_000, ...total(pounds * 1_000_000) },
});
const away: Some<Session> = { placeLabel: 'Services', socTo: 70, ...total(5_000_000) };
const night = { id: 't', pricePerKwhMicros: 200_000 };
const parked = (socTo: number, days: number, more: Partial<SmallData> = {}): SmallData => ({
  ...more,
  today: `2026-03-${String(1 + days).padStart(2, '0')}`,
  sessions: [{ ...charge, socTo }],
});
const hints = (metrics: SessionMetrics) => metrics.hints;
const eta = (metrics: SessionMetrics) => metrics.chargingEfficiency.ratio;
const source = (metrics: SessionMetrics) => metrics.efficiency?.source;
const confidence = (metrics: SessionMetrics) => metrics.cycle?.confidence;
const reasons = (metrics: SessionMetrics) => metrics.cycle?.reasons;
const tone = (metrics: SessionMetrics) => metrics.chips[0]?.tone;
const petrolMile = (metrics: SessionMetrics) => metrics.petrol?.perMileMicros;

const CASES: readonly SettingCase[] = [
  [
    'currency',
    'EUR',
    one(total(3_000_000)),
    (metrics) => [metrics.totalCostMicros, metrics.foreignCost],
    [3_000_000, undefined],
    [undefined, true],
  ],
  [
    'homeAliases',
    ['drive'],
    one({ placeLabel: 'Our drive' }),
    (metrics) => metrics.homeClass,
    'public',
    'home',
  ],
  // A litre takes the car 10 miles.
  [
    'petrolPricePerLitreMicros',
    2_000_000,
    one({}, { settings: petrol }),
    petrolMile,
    100_000,
    200_000,
  ],
  ['petrolEconomy', 2 * 45.4609, one({}, { settings: petrol }), petrolMile, 100_000, 50_000],
  [
    'petrolEconomyUnit',
    'l_per_100km',
    one({}, { settings: { ...petrol, petrolEconomy: 10 } }),
    petrolMile,
    454_609,
    160_934.4,
  ],
  // 180 km on 18 kWh are 10 m/Wh, 36 km are 2.
  ['efficiencyMaxMPerWh', 9.9, cycle(180), (metrics) => metrics.cycle?.flags, [], ['implausible']],
  ['efficiencyMinMPerWh', 2.1, cycle(36), (metrics) => metrics.cycle?.flags, [], ['implausible']],
  [
    'anchorHorizonDays',
    19,
    cycle(100, { localDate: '2026-02-09' }),
    (metrics) => metrics.cycle?.flags,
    [],
    ['stale'],
  ],
  ['staleAnchorDays', 1, cycle(100), reasons, [], ['stale_anchor']],
  // One point of 30 is 0.0333, a mile of 100 km is 0.0161: 0.0494 in all.
  ['uncertaintyHigh', 0.04, cycle(100), reasons, [], ['short_distance', 'small_drop']],
  [
    'uncertaintyMedium',
    0.049,
    { ...cycle(100), settings: { uncertaintyHigh: 0.04 } },
    confidence,
    'medium',
    'low',
  ],
  [
    'odometerStepM',
    0,
    cycle(100),
    (metrics) => metrics.cycle?.uncertainty,
    1 / 30 + 0.016_09,
    1 / 30,
  ],
  // After 6 m/Wh, 126 km on 18 kWh are 7: a sixth more; 90 km are 5: a sixth less.
  [
    'unusualMax',
    1.1,
    pooled({ socFrom: 30, odometerM: 1_306_000 }),
    reasons,
    [],
    ['unusually_high'],
  ],
  [
    'unusualMin',
    0.9,
    pooled({ socFrom: 30, odometerM: 1_270_000 }),
    reasons,
    [],
    ['unusually_low'],
  ],
  // Without a known battery only the setting says how much closes a refill cycle.
  [
    'refillMinEnergyWh',
    10_000,
    one(
      { odometerM: 1_045_000 },
      {
        car: { usableBatteryWh: undefined },
        sessions: [{ ...anchor, socTo: undefined, energyWh: 1 }],
      },
    ),
    (metrics) => metrics.cycleMissing ?? metrics.cycle?.plugMPerWh,
    'little_energy',
    4.5,
  ],
  [
    'unloggedToleranceSoc',
    5,
    one(
      { socFrom: 60, odometerM: 1_200_000 },
      {
        sessions: [
          { ...anchor, socTo: 80 },
          { id: 'b', localDate: '2026-02-28', socFrom: 85, socTo: 90 },
        ],
      },
    ),
    (metrics) => metrics.cycleMissing ?? metrics.cycle?.energyWh,
    'unlogged_charge',
    // 80 to 60 % and 5 points more on the way: 25 points.
    15_000,
  ],
  [
    'fallbackEnabled',
    false,
    one(),
    (metrics) => [metrics.efficiency?.source, metrics.gainedM],
    ['profile', 45_000],
    [undefined, undefined],
  ],
  ['fallbackDays', 6, pooled(), source, 'pooled', 'profile'],
  ['fallbackMinDistanceM', 180_001, pooled(), source, 'pooled', 'profile'],
  ['fallbackMinEnergyWh', 30_001, pooled(), source, 'pooled', 'profile'],
  [
    'defaultEfficiencyMPerWh',
    null,
    one({}, { car: {} }),
    (metrics) => metrics.efficiency?.drivingMPerWh,
    5.632704,
    undefined,
  ],
  ['chargingEfficiencyAc', 0.8, one(), eta, 0.9, 0.8],
  ['chargingEfficiencyDc', 0.8, one({ current: 'DC' }), eta, 0.95, 0.8],
  // 12 kWh of 15 are 0.8. The first of the three was 28 days before.
  ['chargingEfficiencyDays', 27, charges(15_000), eta, 0.8, 0.9],
  ['chargingEfficiencyMinSamples', 4, charges(15_000), eta, 0.8, 0.9],
  ['chargingEfficiencyMinDeltaSoc', 21, charges(15_000), eta, 0.8, 0.9],
  // 12 of 24 kWh are a half.
  ['chargingEfficiencyMin', 0.5, charges(24_000), eta, 0.9, 0.5],
  // 12.5 kWh of 10 are 1.25, which cannot be.
  [
    'chargingEfficiencyMax',
    1.3,
    one({ batteryEnergyWh: 12_500 }),
    (metrics) => [metrics.lossPct, metrics.lossImplausible],
    [-25, true],
    [-25, undefined],
  ],
  [
    'fullChargeSoc',
    80,
    {
      today: '2026-03-02',
      car: { fullCharge: { every: 1, unit: 'days' } },
      sessions: [
        { id: 'f', localDate: '2026-02-01', socTo: 70 },
        { ...charge, socTo: 80 },
      ],
    },
    hints,
    ['full_charge_due'],
    [],
  ],
  [
    'dcTaperSoc',
    70,
    { today: '2026-03-02', sessions: [{ ...charge, current: 'DC', socTo: 70 }] },
    (metrics) => [metrics.dcTaper, metrics.hints],
    [true, ['dc_taper']],
    [undefined, []],
  ],
  // 50 p against 20 p at home.
  [
    'finishAtHomeRatio',
    2.6,
    { today: '2026-03-02', tariffs: [night], sessions: [{ ...charge, ...away }] },
    hints,
    ['finish_at_home'],
    [],
  ],
  [
    'finishAtHomeMinSoc',
    71,
    { today: '2026-03-02', tariffs: [night], sessions: [{ ...charge, ...away }] },
    hints,
    ['finish_at_home'],
    [],
  ],
  ['storageDays', 8, parked(39, 8), hints, ['storage_low'], []],
  ['storageLowSoc', 39, parked(39, 8), hints, ['storage_low'], []],
  ['storageHighSoc', 85, parked(85, 8), hints, ['storage_high'], []],
  [
    'storageMaxDistanceM',
    9000,
    {
      sessions: [
        { ...charge, socTo: 39, odometerM: 1_000_000 },
        { id: 't', localDate: '2026-03-20', odometerM: 1_010_000 },
      ],
    },
    hints,
    ['storage_low'],
    [],
  ],
  // £1 and £3 for 45 km each, then £5: 3 above the mean of both, or 2 above the newer.
  [
    'homeDeltaDays',
    5,
    one(away, { sessions: [home('g', '2026-02-20', 1), home('h', '2026-02-25', 3)] }),
    (metrics) => metrics.homeDeltaPerMileMicros,
    3_000_000 / (45_000 / 1609.344),
    2_000_000 / (45_000 / 1609.344),
  ],
  [
    'rollingDays',
    5,
    one(away, { sessions: [home('g', '2026-02-20', 1), home('h', '2026-02-25', 3)] }),
    (metrics) => [metrics.rolling?.sessions, metrics.rolling?.pricePerKwhMicros],
    [2, 200_000],
    [1, 300_000],
  ],
  ['chipEfficiencyGoodMPerWh', 5, one(), tone, 'good', 'neutral'],
  [
    'chipEfficiencyBadMPerWh',
    4.1,
    one({}, { car: { profileEfficiencyMPerWh: 4 } }),
    tone,
    'neutral',
    'bad',
  ],
];

/** Settings that no figure of one session may depend on. */
const OTHERS: readonly SettingKey[] = [
  ...(['locale', 'distanceUnit', 'efficiencyUnit', 'lowSocSuggestion'] as const),
  ...(['reminderUpcomingDays', 'reminderDueDays', 'reminderOverdueDays'] as const),
  ...(['homeChargerW', 'homeWindowStart', 'homeWindowEnd', 'plannerDcDefaultW'] as const),
  'splitByCurve',
  ...(['odometerMaxPerDayM', 'odometerCoverageMin', 'hygieneLowSoc', 'hygieneHighSoc'] as const),
  ...(['capacityMinDeltaSoc', 'capacityMinSamples', 'capacityWindow'] as const),
  ...(['capacityMinPct', 'capacityMaxPct', 'paceUnder', 'paceOver', 'roadTaxRates'] as const),
];

/** Equal but for the last bits of a sum. */
function same(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 6) as unknown;
  return Array.isArray(value) ? value.map(same) : value;
}

describe('every setting that figures are made with changes one', () => {
  test('the list is complete', () => {
    const keys = [...CASES.map(([setting]) => setting), ...OTHERS];
    expect(keys.toSorted()).toEqual(SETTING_KEYS.toSorted());
  });

  test.each(CASES)('%s', (setting, to, data, figure, before, after) => {
    const settings = { ...data.settings, [setting]: to };
    expect(figure(metricsOf(data, 's'))).toEqual(same(before));
    expect(figure(metricsOf({ ...data, settings }, 's'))).toEqual(same(after));
  });
});
