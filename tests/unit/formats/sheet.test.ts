import { describe, expect, it } from 'vitest';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle, PLAIN_STYLE } from '#lib/formats/csv/csv-style.ts';
import { collectExport } from '#lib/formats/csv/export-rows.ts';
import {
  ENGLISH_SHEET_WORDS,
  sheetCsvChunks,
  type SheetContext,
} from '#lib/formats/csv/write-sheet.ts';
import { CAR, metricsWith, recordsOf, sessionOf } from './sheet-sessions.ts';

const NONE = new Map<string, SessionMetrics>();

function contextOf(
  more: Partial<SheetContext> = {},
  metrics: ReadonlyMap<string, SessionMetrics> = NONE,
): SheetContext {
  return {
    names: { cars: new Map([[CAR, 'Leaf']]), places: new Map([['p1', 'Kiosk; north']]) },
    metricsOf: (id) => metrics.get(id),
    distanceUnit: 'mi',
    efficiencyUnit: 'mi/kWh',
    currency: 'GBP',
    style: PLAIN_STYLE,
    words: ENGLISH_SHEET_WORDS,
    ...more,
  };
}

function write(sessions: readonly Session[], context = contextOf()): string {
  return collectExport(sheetCsvChunks(sessions, context)).text;
}

const FULL = sessionOf('s1', {
  // 2026-06-02 23:31 and 2026-06-03 06:10 on a summer clock in London.
  startedAt: Date.UTC(2026, 5, 2, 22, 31),
  endedAt: Date.UTC(2026, 5, 3, 5, 10, 59),
  chargingS: 17_890,
  pluggedS: 23_940,
  odometerM: 19_376_502,
  current: 'AC',
  placeId: 'p1',
  placeLabel: 'an older label',
  network: '+44 Energy',
  energyWh: 26_500,
  batteryEnergyWh: 24_005,
  socFrom: 34.5,
  socTo: 80,
  cost: {
    basis: 'home_tariff',
    currency: 'GBP',
    totalMicros: 1_987_500,
    pricePerKwhMicros: 75_000,
  },
  ambientC: -0.5,
  preconditioning: 'no',
  notes: '=1+1, "x"\r\nnext',
});
const FIGURES = metricsWith({
  // 3.9 mi/kWh.
  efficiency: {
    source: 'measured',
    drivingMPerWh: 6.276_441_6,
    plugMPerWh: 5.6,
    confidence: 'high',
    reasons: [],
  },
  costPerMileMicros: 19_230.769,
});

const HEADER =
  'Date,Start,End,Car,Place,Network,Type,Energy (kWh),Battery energy (kWh),Charging time (min),' +
  'Plugged time (min),SoC from (%),SoC to (%),Odometer (mi),Total,Currency,Price per kWh,' +
  'Cost basis,Temperature (°C),Preconditioning,Efficiency (mi/kWh)*,Cost per mile*,Confidence*,' +
  'Notes,ID';

describe('sheet for spreadsheets', () => {
  it('writes everything a session says, and its figures', () => {
    expect(write([FULL], contextOf({}, new Map([['s1', FIGURES]])))).toBe(
      `${HEADER}\r\n` +
        "2026-06-02,2026-06-02 23:31,2026-06-03 06:10,Leaf,Kiosk; north,'+44 Energy,AC,26.5,24.005," +
        '298.17,399,34.5,80,12040,1.9875,GBP,0.075,home_tariff,-0.5,no,3.9,0.019231,high,' +
        '"\'=1+1, ""x""\r\nnext",s1\r\n',
    );
  });

  it('leaves blank what is unknown, and writes a real 0', () => {
    const free = { basis: 'place_free', currency: 'GBP', totalMicros: 0 } as const;
    const [, least, zeros] = write([
      sessionOf('a', { localDate: '2026-06-01' }),
      sessionOf('b', { energyWh: 0, odometerM: 0, socFrom: 0, ambientC: 0, cost: free }),
    ]).split('\r\n');
    expect(least).toBe(`2026-06-01,,,Leaf${','.repeat(21)}a`);
    expect(zeros).toBe('2026-06-02,,,Leaf,,,,0,,,,0,,0,0,GBP,,place_free,0,,,,,,b');
  });

  it('follows a locale with a decimal comma, and its units and words', () => {
    const words = { ...ENGLISH_SHEET_WORDS, date: 'Datum', energy: 'Energie; geladen' };
    const context = contextOf(
      {
        style: csvStyle('de-DE'),
        distanceUnit: 'km',
        efficiencyUnit: 'kWh/100km',
        words,
      },
      new Map([['s1', FIGURES]]),
    );
    const [header = '', line = ''] = write([{ ...FULL, notes: 'a, b' }], context).split('\r\n');
    expect(header.startsWith('\uFEFFDatum;Start;End;')).toBe(true);
    expect(header).toContain(';"Energie; geladen (kWh)";');
    expect(header).toContain(';Odometer (km);');
    expect(header).toContain(';Efficiency (kWh/100km)*;');
    // 100 / 6.2764416 = 15.9326…
    expect(line).toBe(
      '2026-06-02;2026-06-02 23:31;2026-06-03 06:10;Leaf;"Kiosk; north";\'+44 Energy;AC;26,5;' +
        '24,005;298,17;399;34,5;80;19376,502;1,9875;GBP;0,075;home_tariff;-0,5;no;15,93;0,019231;' +
        'high;a, b;s1',
    );
  });

  it.each([
    ['en', { decimal: '.', delimiter: ',', bom: false }],
    ['en-GB', { decimal: '.', delimiter: ',', bom: false }],
    ['fr-FR', { decimal: ',', delimiter: ';', bom: true }],
    ['de-CH', { decimal: '.', delimiter: ',', bom: false }],
  ] as const)('knows the style of %s', (locale, style) => {
    expect(csvStyle(locale)).toEqual(style);
    expect(csvStyle(locale, true).bom).toBe(true);
    expect(csvStyle(locale, false).bom).toBe(false);
  });

  it('orders by date, start, odometer, state of charge and id', () => {
    const text = write([
      sessionOf('d'),
      sessionOf('c', { odometerM: 5 }),
      sessionOf('b', { startedAt: Date.UTC(2026, 5, 2, 9) }),
      sessionOf('a', { localDate: '2026-06-01' }),
    ]);
    const ids = text.split('\r\n').map((line) => line.split(',').at(-1));
    expect(ids).toEqual(['ID', 'a', 'b', 'c', 'd', '']);
  });

  it('gives a cost per mile only in the currency the row names', () => {
    const cost = {
      basis: 'typed_total',
      currency: 'EUR',
      totalMicros: 2_000_000,
      inHomeCurrency: { currency: 'GBP', totalMicros: 1_700_000 },
    } as const;
    const context = contextOf({}, new Map([['s1', FIGURES]]));
    expect(write([{ ...FULL, cost }], context)).toContain(',3.9,,high,');
  });

  it('comes back cell by cell through a reader, guards included', async () => {
    const [header = [], row = []] = await recordsOf(write([FULL]));
    expect(header).toHaveLength(25);
    expect(row).toHaveLength(25);
    expect(row[23]).toBe("'" + String(FULL.notes));
    expect(row[24]).toBe('s1');
  });

  it('writes in pieces and counts what it wrote', () => {
    const many = Array.from({ length: 9000 }, (_, at) => sessionOf(`id-${String(at)}`));
    const chunks = [...sheetCsvChunks(many, contextOf())];
    expect(chunks.length).toBeGreaterThan(1);
    const { rows, leftOut, text } = collectExport(sheetCsvChunks(many, contextOf()));
    expect([rows, leftOut]).toEqual([9000, []]);
    expect(chunks.join('')).toBe(text);
  });
});
