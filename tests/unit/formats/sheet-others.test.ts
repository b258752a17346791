import { describe, expect, it } from 'vitest';
import type { HomeClass } from '#lib/domain/home.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle, PLAIN_STYLE, type CsvStyle } from '#lib/formats/csv/csv-style.ts';
import { employerStatement, type EmployerChoice } from '#lib/formats/csv/employer-statement.ts';
import { collectExport } from '#lib/formats/csv/export-rows.ts';
import { ENGLISH_EMPLOYER_WORDS, employerCsvChunks } from '#lib/formats/csv/write-employer.ts';
import { lubeLoggerCsvChunks, type LubeLoggerContext } from '#lib/formats/csv/write-lubelogger.ts';
import { spritmonitorCsvChunks } from '#lib/formats/csv/write-spritmonitor.ts';
import { readingOf } from './samples.ts';
import { CAR, metricsWith, sessionOf } from './sheet-sessions.ts';

const GBP = (totalMicros: number) =>
  ({ basis: 'typed_total', currency: 'GBP', totalMicros }) as const;
const CHARGE: Partial<Session> = {
  odometerM: 19_376_502,
  energyWh: 24_600,
  current: 'AC',
  cost: GBP(1_845_000),
};

describe('file for LubeLogger', () => {
  const METRICS = new Map<string, SessionMetrics>([
    ['home', metricsWith({ homeClass: 'home', cycleMissing: 'unlogged_charge' })],
    ['away', metricsWith({ homeClass: 'public', cycleMissing: 'no_soc' })],
  ]);
  const CONTEXT: LubeLoggerContext = {
    distanceUnit: 'mi',
    currency: 'GBP',
    fullChargeSoc: 95,
    metricsOf: (id) => METRICS.get(id),
  };

  it('writes one line a charge, in session order', () => {
    const sessions = [
      sessionOf('away', {
        ...CHARGE,
        localDate: '2026-06-03',
        current: 'DC',
        odometerM: 19_812_634,
        socTo: 94.9,
        notes: 'cold, queue',
      }),
      sessionOf('home', { ...CHARGE, socTo: 95 }),
      sessionOf('other', { ...CHARGE, localDate: '2026-06-04', cost: GBP(0) }),
    ];
    const { text, rows, leftOut } = collectExport(lubeLoggerCsvChunks(sessions, CONTEXT));
    expect(text).toBe(
      'Date,Odometer,FuelConsumed,Cost,FuelEconomy,IsFillToFull,MissedFuelUp,Notes,Tags\r\n' +
        '2026-06-02,12040,24.6,1.845,,True,True,,AC home\r\n' +
        '2026-06-03,12311,24.6,1.845,,False,False,"cold, queue",DC public\r\n' +
        '2026-06-04,12040,24.6,0,,False,False,,AC\r\n',
    );
    expect([rows, leftOut]).toEqual([3, []]);
  });

  it('takes the chosen unit and an amount in the own currency', () => {
    const cost = {
      ...GBP(9_000_000),
      currency: 'EUR',
      inHomeCurrency: { currency: 'GBP', totalMicros: 7_700_000 },
    };
    const { text } = collectExport(
      lubeLoggerCsvChunks([sessionOf('a', { ...CHARGE, cost })], {
        ...CONTEXT,
        distanceUnit: 'km',
      }),
    );
    expect(text).toContain('\r\n2026-06-02,19377,24.6,7.7,');
  });

  it('leaves out what the program could not take, and says why', () => {
    const { odometerM, energyWh, cost } = CHARGE;
    const sessions = [
      sessionOf('a', { ...CHARGE, status: 'planned' }),
      sessionOf('b', { ...(energyWh !== undefined && { energyWh }), ...(cost && { cost }) }),
      sessionOf('c', { ...(odometerM !== undefined && { odometerM }), ...(cost && { cost }) }),
      sessionOf('d', { ...CHARGE, energyWh: 0 }),
      sessionOf('e', { ...CHARGE, cost: { ...GBP(1), currency: 'EUR' } }),
      sessionOf('f', { odometerM: 1, energyWh: 1 }),
    ];
    const { rows, leftOut } = collectExport(lubeLoggerCsvChunks(sessions, CONTEXT));
    expect(rows).toBe(0);
    expect(Object.fromEntries(leftOut.map(({ id, reason }) => [id, reason]))).toEqual({
      a: 'status',
      b: 'no_odometer',
      c: 'no_energy',
      d: 'no_energy',
      e: 'currency',
      f: 'no_cost',
    });
  });
});

describe('file for Spritmonitor', () => {
  const CONTEXT = { fullChargeSoc: 95, places: new Map([['p1', 'Köln']]) };
  const SESSIONS = [
    sessionOf('third', {
      localDate: '2026-06-12',
      odometerM: 10_300_000,
      energyWh: 20_000,
      socTo: 80,
    }),
    sessionOf('first', { ...CHARGE, odometerM: 10_000_000, socTo: 100, placeId: 'p1' }),
    sessionOf('second', {
      ...CHARGE,
      localDate: '2026-06-10',
      odometerM: 10_250_500,
      socTo: 100,
      cost: { ...GBP(5_880_000), currency: 'CHF' },
      network: 'Move',
      placeLabel: 'Basel',
      notes: 'a;b',
    }),
    sessionOf('none', { energyWh: 5000 }),
  ];

  it('writes German dates, numbers and words', () => {
    const { text, rows, leftOut } = collectExport(spritmonitorCsvChunks(SESSIONS, CONTEXT));
    expect(text).toBe(
      'Datum;Km-Stand;Teil-Km;Spritmenge;Kosten;Währung;Tankart;Kraftstoff;Bemerkung;Tankstelle;Ort\r\n' +
        '02.06.2026;10000;;24,6;1,845;GBP;3;19;;;Köln\r\n' +
        '10.06.2026;10250,5;250,5;24,6;5,88;CHF;1;19;"a;b";Move;Basel\r\n' +
        '12.06.2026;10300;49,5;20;;;2;19;;;\r\n',
    );
    expect([rows, leftOut]).toEqual([3, [{ id: 'none', reason: 'no_odometer' }]]);
  });

  it('is read by our own importer', async () => {
    const { text } = collectExport(spritmonitorCsvChunks(SESSIONS, CONTEXT));
    const { profile, drafts, rejected } = await readingOf(text);
    expect([profile, rejected]).toEqual(['spritmonitor', []]);
    expect(drafts.map(({ content }) => [content.odometerM, content.energyWh])).toEqual([
      [10_000_000, 24_600],
      [10_250_500, 24_600],
      [10_300_000, 20_000],
    ]);
    expect(drafts.map(({ content }) => content.cost?.totalMicros)).toEqual([
      1_845_000,
      5_880_000,
      undefined,
    ]);
  });
});

describe('statement for the employer', () => {
  const PLACES: Readonly<Record<string, HomeClass>> = { h: 'home', w: 'public' };
  const CHOICE: EmployerChoice = {
    carId: CAR,
    month: '2026-06',
    homeClassOf: ({ placeId }) => PLACES[placeId ?? ''] ?? 'unknown',
  };
  const home = (id: string, more: Partial<Session>) => sessionOf(id, { placeId: 'h', ...more });
  const SESSIONS = [
    home('tariff', {
      energyWh: 26_500,
      startedAt: Date.UTC(2026, 5, 2, 22, 31),
      endedAt: Date.UTC(2026, 5, 3, 5, 10),
      cost: { ...GBP(1_987_500), pricePerKwhMicros: 75_000 },
    }),
    home('mixed', { localDate: '2026-06-09', energyWh: 20_000, cost: GBP(2_100_000) }),
    home('free', { localDate: '2026-06-10', energyWh: 9000, cost: GBP(0) }),
    home('unknown', { localDate: '2026-06-11', energyWh: 8000 }),
    home('planned', { localDate: '2026-06-30', status: 'planned' }),
    home('july', { localDate: '2026-07-01', energyWh: 1000, cost: GBP(1) }),
    home('other car', { carId: 'x', energyWh: 1000, cost: GBP(1) }),
    sessionOf('away', { placeId: 'w', energyWh: 40_000, cost: GBP(30_000_000) }),
  ];

  function write(
    sessions: readonly Session[],
    choice: Partial<EmployerChoice> = {},
    style: CsvStyle = PLAIN_STYLE,
  ) {
    const statement = employerStatement(sessions, { ...CHOICE, ...choice });
    return collectExport(
      employerCsvChunks(statement, {
        person: 'Ada Example',
        car: 'Leaf',
        style,
        words: ENGLISH_EMPLOYER_WORDS,
      }),
    );
  }

  it('bills what has a cost and lists the rest below the total', () => {
    const { text, rows, leftOut } = write(SESSIONS);
    expect(text.split('\r\n')).toEqual([
      'Person,Ada Example',
      'Car,Leaf',
      'Date,Start,End,Meter start (kWh),Meter end (kWh),Energy (kWh),Price per kWh,Amount,Currency',
      '2026-06-02,2026-06-02 23:31,2026-06-03 06:10,,,26.5,0.075,1.9875,GBP',
      '2026-06-09,,,,,20,0.105,2.1,GBP',
      'Total,,,,,46.5,,4.0875,GBP',
      'Not billed',
      '2026-06-10,,,,,9,0,0,GBP',
      '2026-06-11,,,,,8,,,',
      '',
    ]);
    expect([rows, leftOut]).toEqual([4, [{ id: 'planned', reason: 'status' }]]);
  });

  it('takes another class of places', () => {
    expect(write(SESSIONS, { homeClass: 'public' }).text).toContain(
      '2026-06-02,,,,,40,0.75,30,GBP\r\nTotal,,,,,40,,30,GBP\r\n',
    );
  });

  it('never adds two currencies, nor an energy that is not known', () => {
    const euro = home('euro', { cost: { ...GBP(3_000_000), currency: 'EUR' } });
    const { totals } = employerStatement([...SESSIONS, euro], CHOICE);
    expect(totals).toEqual([
      { currency: 'GBP', amountMicros: 4_087_500, energyWh: 46_500 },
      { currency: 'EUR', amountMicros: 3_000_000 },
    ]);
  });

  it('has a total of nothing for a month without charges', () => {
    expect(write([]).text.split('\r\n').slice(3)).toEqual(['Total,,,,,0,,0,', '']);
  });

  it('follows a locale', () => {
    const { text } = write(SESSIONS, {}, csvStyle('de-DE'));
    expect(text.startsWith('\uFEFFPerson;Ada Example\r\n')).toBe(true);
    expect(text).toContain('\r\nTotal;;;;;46,5;;4,0875;GBP\r\n');
  });
});
