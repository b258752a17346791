import { describe, expect, test } from 'vitest';
import { type SessionTexts, parseSessionText, textFieldOf } from '#lib/domain/session-text.ts';
import {
  completeEnergyPriceTotal,
  estimateEnergyWh,
  estimateSocTo,
} from '#lib/domain/complete-session.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { validateSession } from '#lib/domain/validate-session.ts';

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';
const context = {
  settings: DEFAULT_SETTINGS,
  locale: 'en-GB',
  today: '2026-03-02',
  timeZone: LONDON,
};

function parse(texts: SessionTexts, change: Partial<typeof context> = {}) {
  const result = parseSessionText(texts, { ...context, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.error.fields));
  return result.value;
}

function issuesOf(texts: SessionTexts): string[] {
  const result = parseSessionText(texts, context);
  if (result.ok) return [];
  return (result.error.fields ?? []).map(({ field, code }) => `${field} ${code}`);
}

describe('a session as typed', () => {
  test('in full', () => {
    const draft = parse({
      date: '1/3/2026',
      time: '23:15',
      endTime: '06:30',
      energy: '9.3 kWh',
      socFrom: '20',
      socTo: '80.5%',
      total: '£2.50',
      pricePerKwh: '26.9p',
      durationMinutes: '8h31m',
      odometer: '41,230',
      ratedPower: '7.4',
      network: ' Kerb ',
      notes: 'rain',
      temperature: '-2.5',
      carId: 'c',
      placeId: 'h',
      placeLabel: '  ',
      current: 'AC',
      preconditioning: 'no',
    });
    expect(draft).toEqual({
      content: {
        timeZone: LONDON,
        localDate: '2026-03-01',
        startedAt: Date.UTC(2026, 2, 1, 23, 15),
        endedAt: Date.UTC(2026, 2, 2, 6, 30),
        energyWh: 9300,
        socFrom: 20,
        socTo: 80.5,
        chargingS: 30_660,
        odometerM: 66_353_253,
        ratedPowerW: 7400,
        network: 'Kerb',
        notes: 'rain',
        ambientC: -2.5,
        carId: 'c',
        placeId: 'h',
        current: 'AC',
        preconditioning: 'no',
      },
      typed: { totalMicros: 2_500_000, pricePerKwhMicros: 269_000 },
      warnings: [],
    });
  });

  test('blank is absent, 0 is 0', () => {
    const draft = parse({ energy: '0', total: '0', socFrom: '0', odometer: ' ', date: '' });
    expect(draft.content).toEqual({
      timeZone: LONDON,
      localDate: '2026-03-02',
      energyWh: 0,
      socFrom: 0,
    });
    expect(draft.typed).toEqual({ totalMicros: 0 });
  });

  test('energy follows from total and price, and says so', () => {
    const { content } = parse({ total: '£8', pricePerKwh: '0.40' });
    expect(content).toMatchObject({ energyWh: 20_000, provenance: { energyWh: 'computed' } });
  });

  test('every wrong text is told at its field', () => {
    expect(
      issuesOf({
        date: '31.2.2026',
        energy: 'lots',
        socFrom: 'NaN',
        total: '€5',
        odometer: '1e5',
        temperature: '2.55',
        pricePerKwh: 'Infinity',
      }).sort(),
    ).toEqual([
      'date session/date',
      'energy number/unreadable',
      'odometer number/unreadable',
      'pricePerKwh cost/price_range',
      'socFrom session/soc_range',
      'temperature number/decimals',
      'total number/unit',
    ]);
    expect(issuesOf({ time: '25:00', endTime: 'noon' })).toEqual([
      'time session/start',
      'endTime session/end',
    ]);
  });

  test('an issue of the stored field belongs to the text field', () => {
    expect(['energyWh', 'localDate', 'socTo', 'cost.totalMicros'].map(textFieldOf)).toEqual([
      'energy',
      'date',
      'socTo',
      'total',
    ]);
  });
});

describe('dates as typed', () => {
  test.each([
    ['en-GB', '2026-03-01', '2026-03-01'],
    ['en-GB', '1/3/26', '2026-03-01'],
    ['en-US', '3/1/2026', '2026-03-01'],
    ['en-US', '1.3.2026', '2026-03-01'],
    ['de-DE', '01.03.2026', '2026-03-01'],
    ['en-GB', 'Yesterday', '2026-03-01'],
    ['en-GB', 'today', '2026-03-02'],
  ])('%s %s', (locale, date, expected) => {
    expect(parse({ date }, { locale }).content.localDate).toBe(expected);
  });
});

// Start and end as wall clock, and what must come out: the local date of the start, and the
// elapsed minutes by instants.
describe('times, midnight and clock changes', () => {
  test.each<[string, string, string, string, string, number]>([
    ['inside a day', LONDON, '2026-06-01', '10:00', '11:30', 90],
    ['over midnight', LONDON, '2026-06-01', '23:00', '01:00', 120],
    ['from midnight', LONDON, '2026-06-01', '00:00', '00:10', 10],
    ['to midnight', LONDON, '2026-06-01', '23:50', '00:00', 10],
    ['a moment', LONDON, '2026-06-01', '10:00', '10:00', 0],
    ['over the end of the year', LONDON, '2025-12-31', '23:00', '01:00', 120],
    ['over a leap day', LONDON, '2028-02-28', '23:00', '01:00', 120],
    ['over the missing hour', LONDON, '2026-03-28', '23:30', '06:30', 360],
    ['within the night of the missing hour', LONDON, '2026-03-29', '00:30', '02:30', 60],
    ['up to the missing hour', LONDON, '2026-03-29', '00:30', '00:59', 29],
    ['from a missing time', LONDON, '2026-03-29', '01:30', '03:00', 30],
    ['to a missing time', LONDON, '2026-03-29', '00:30', '01:30', 60],
    ['over the repeated hour', LONDON, '2026-10-24', '23:30', '05:30', 420],
    ['within the night of the repeated hour', LONDON, '2026-10-25', '00:30', '02:30', 180],
    ['inside the repeated hour', LONDON, '2026-10-25', '01:10', '01:40', 30],
    ['to the repeated hour’s second pass', LONDON, '2026-10-25', '01:40', '01:10', 30],
    ['from the repeated hour', LONDON, '2026-10-25', '01:30', '02:00', 90],
    ['to the repeated hour', LONDON, '2026-10-25', '00:30', '01:30', 60],
    ['over New York’s missing hour', NEW_YORK, '2026-03-07', '22:00', '06:00', 420],
    ['over New York’s repeated hour', NEW_YORK, '2026-10-31', '22:00', '06:00', 540],
    ['over half an hour gained', 'Australia/Lord_Howe', '2026-04-04', '22:00', '06:00', 510],
    ['over half an hour lost', 'Australia/Lord_Howe', '2026-10-03', '22:00', '06:00', 450],
    ['over a missing midnight', 'Africa/Cairo', '2026-04-23', '23:00', '02:00', 120],
    ['over a repeated evening', 'Africa/Cairo', '2026-10-29', '22:00', '02:00', 300],
    ['far east', 'Pacific/Kiritimati', '2026-06-01', '00:10', '00:40', 30],
    ['far west', 'Pacific/Pago_Pago', '2026-06-01', '23:10', '23:40', 30],
    ['quarters of an hour', 'Asia/Kathmandu', '2026-06-01', '00:00', '05:45', 345],
    ['no clock changes', 'Asia/Kolkata', '2026-03-29', '00:30', '03:30', 180],
  ])('%s', (_, timeZone, date, time, endTime, minutes) => {
    const { content } = parse({ date, time, endTime, energy: '1' }, { timeZone });
    expect(content.localDate).toBe(date);
    const elapsedMs = (content.endedAt ?? NaN) - (content.startedAt ?? NaN);
    expect(elapsedMs / 60_000).toBe(minutes);
    const checked = validateSession({ ...content, carId: 'c' }, { today: '2030-01-01' });
    expect(checked.ok, JSON.stringify(checked)).toBe(true);
  });

  test('a date alone has no instants', () => {
    expect(parse({ date: '2026-06-01' }).content).toEqual({
      timeZone: LONDON,
      localDate: '2026-06-01',
    });
  });

  test('the date is where the charge began, whatever the zone at its end', () => {
    // 23:30 in Paris is the next day in Athens; the session stays with the zone of its start.
    const texts = { date: '2026-06-01', time: '23:30', endTime: '00:30' };
    const { content } = parse(texts, { timeZone: 'Europe/Paris' });
    expect(content).toMatchObject({
      localDate: '2026-06-01',
      startedAt: Date.UTC(2026, 5, 1, 21, 30),
    });
  });

  test('a missing or doubtful time is told', () => {
    const codes = (date: string, time: string) =>
      parse({ date, time }).warnings.map(({ field, code }) => `${field} ${code}`);
    expect(codes('2026-03-29', '01:30')).toEqual(['time session/time_in_gap']);
    expect(codes('2026-10-25', '01:30')).toEqual(['time session/ambiguous_time']);
    expect(codes('2026-10-25', '02:00')).toEqual([]);
  });
});

describe('what follows from the rest', () => {
  test.each([
    [{ energyWh: 10_200, pricePerKwhMicros: 201_900 }, { totalMicros: 2_059_380 }],
    [{ energyWh: 10_000, totalMicros: 4_000_000 }, { pricePerKwhMicros: 400_000 }],
    [{ energyWh: 3, totalMicros: 1 }, { pricePerKwhMicros: 333 }],
    [{ pricePerKwhMicros: 400_000, totalMicros: 4_000_000 }, { energyWh: 10_000 }],
    [{ energyWh: 10_000, totalMicros: 0 }, { pricePerKwhMicros: 0 }],
    [{ energyWh: 0, totalMicros: 5 }, {}],
    [{ pricePerKwhMicros: 0, totalMicros: 0 }, {}],
    [{ energyWh: 1, pricePerKwhMicros: 1, totalMicros: 1 }, {}],
    [{ energyWh: 1 }, {}],
  ])('%j gives %j', (known, expected) => {
    expect(completeEnergyPriceTotal(known)).toEqual(expected);
  });

  const car = { usableBatteryWh: 60_000 };
  const settings = DEFAULT_SETTINGS;

  test('energy at the plug from the charge, by the efficiency of the current', () => {
    // 12 kWh stored / 0.90 and / 0.95.
    const range = { socFrom: 12.2, socTo: 32.2, car, settings };
    expect(estimateEnergyWh(range)).toEqual({ value: 13_333, provenance: 'assumed' });
    expect(estimateEnergyWh({ ...range, current: 'DC' })?.value).toBe(12_632);
    expect(estimateEnergyWh({ ...range, car: {} })).toBeUndefined();
    expect(estimateEnergyWh({ ...range, socTo: 10 })).toBeUndefined();
  });

  test('the end of the charge from the energy, never above full', () => {
    const charge = { socFrom: 20, energyWh: 10_000, car, settings };
    expect(estimateSocTo(charge)).toEqual({ value: 35, provenance: 'assumed' });
    expect(estimateSocTo({ ...charge, current: 'DC' })?.value).toBe(35.8);
    expect(estimateSocTo({ ...charge, energyWh: 90_000 })?.value).toBe(100);
    expect(estimateSocTo({ ...charge, car: {} })).toBeUndefined();
  });
});
