import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle, PLAIN_STYLE } from '#lib/formats/csv/csv-style.ts';
import { collectExport } from '#lib/formats/csv/export-rows.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import type { DraftMatch, ImportOptions, MatchOptions } from '#lib/formats/csv/report.ts';
import {
  ENGLISH_SHEET_WORDS,
  type SheetContext,
  sheetCsvChunks,
  type SheetWords,
} from '#lib/formats/csv/write-sheet.ts';
import { codesOf, draftsOf, readingOf } from './samples.ts';
import { CAR, metricsWith, sessionOf } from './sheet-sessions.ts';

const GERMAN: SheetWords = {
  ...ENGLISH_SHEET_WORDS,
  date: 'Datum',
  start: 'Beginn',
  end: 'Ende',
  energy: 'Energie',
  socTo: 'Ladestand bis',
  costBasis: 'Kostenart',
  id: 'Kennung',
};
const OTHER_CAR = 'car-2';
const CARS = [
  { id: CAR, name: 'Leaf' },
  { id: OTHER_CAR, name: 'Zoe' },
];
const PLACES = [
  { id: 'home', name: 'House' },
  { id: 'work', name: 'Work' },
];
const CONTEXT: SheetContext = {
  names: {
    cars: new Map(CARS.map(({ id, name }) => [id, name])),
    places: new Map(PLACES.map(({ id, name }) => [id, name])),
  },
  metricsOf: () =>
    metricsWith({
      efficiency: { drivingMPerWh: 6.2, source: 'measured', confidence: 'high' } as never,
    }),
  distanceUnit: 'mi',
  efficiencyUnit: 'mi/kWh',
  currency: 'GBP',
  style: PLAIN_STYLE,
  words: ENGLISH_SHEET_WORDS,
};

/** Everything that a sheet rounds or renames. 23:31:45 in London is 00:31:45 in Berlin. */
const FULL = sessionOf('s-full', {
  localDate: '2026-06-02',
  startedAt: Date.UTC(2026, 5, 2, 22, 31, 45),
  endedAt: Date.UTC(2026, 5, 3, 1, 2, 10),
  chargingS: 8_999,
  pluggedS: 9_003,
  odometerM: 19_376_502,
  current: 'AC',
  placeId: 'home',
  network: ' Pod Point ',
  energyWh: 24_637,
  batteryEnergyWh: 22_001,
  socFrom: 22.24,
  socTo: 80,
  ambientC: -3.5,
  preconditioning: 'no',
  notes: '=1+1, cold\r\nand "wet"',
  cost: {
    basis: 'home_tariff',
    currency: 'GBP',
    totalMicros: 1_847_775,
    pricePerKwhMicros: 75_000,
    tariffId: 'night',
  },
});
const BARE = sessionOf('s-bare', {
  localDate: '2026-06-05',
  energyWh: 7_000,
  placeLabel: 'Motorway',
});
const STORED: readonly Session[] = [FULL, BARE];
const MATCH: MatchOptions = { cars: CARS, places: PLACES };

function written(more: Partial<SheetContext> = {}, sessions = STORED): string {
  return collectExport(sheetCsvChunks(sessions, { ...CONTEXT, ...more })).text;
}

async function matchesOf(
  text: string,
  options: Partial<ImportOptions> = {},
  stored = STORED,
): Promise<readonly DraftMatch[]> {
  const reading = await readingOf(text, options);
  expect([reading.profile, reading.questions, reading.rejected]).toEqual([
    'plugtrack-sheet',
    [],
    [],
  ]);
  return matchDrafts(
    reading.drafts,
    stored.map((session) => ({ session })),
    MATCH,
  );
}

/** What a hand that changes these cells of the first row changes of the session. */
async function changesOf(edits: Readonly<Record<string, string>>) {
  const [head = '', ...rest] = written({}, [BARE]).split('\r\n');
  const headers = head.split(',');
  const cells = new Map<string, string>([
    ['Date', '2026-06-02'],
    ['Start', '2026-06-02 23:31'],
    ['End', '2026-06-03 02:02'],
    ['Car', 'Leaf'],
    ['Place', 'House'],
    ['Network', 'Pod Point'],
    ['Energy (kWh)', '24.637'],
    ['Total', '1.847775'],
    ['Currency', 'GBP'],
    ['Price per kWh', '0.075'],
    ['Cost basis', 'home_tariff'],
    ['ID', 's-full'],
    ...Object.entries(edits),
  ]);
  const row = headers.map((header) => cells.get(header) ?? '').join(',');
  const [match] = await matchesOf([head, row, ...rest].join('\r\n'));
  expect(match).toMatchObject({ id: 's-full', existingId: 's-full' });
  return Object.fromEntries((match?.differences ?? []).map(({ field, to }) => [field, to]));
}

describe('our own sheet read back', () => {
  it.each([
    ['plain', {}, {}],
    ['in kilometres', { distanceUnit: 'km' }, {}],
    ['with decimal commas', { style: csvStyle('de-DE') }, {}],
    ['in another language', { words: GERMAN, style: csvStyle('de-DE') }, { sheetWords: GERMAN }],
    ['on a device in another zone', {}, { timeZone: 'Europe/Berlin' }],
  ] as const)('changes nothing: %s', async (_name, context, options) => {
    const matches = await matchesOf(written(context), options);
    expect(matches.map(({ status, id }) => [id, status])).toEqual([
      ['s-full', 'same'],
      ['s-bare', 'same'],
    ]);
  });

  it('is known by the English headers whatever the language of the app', async () => {
    const matches = await matchesOf(written(), { sheetWords: GERMAN });
    expect(matches.map(({ status }) => status)).toEqual(['same', 'same']);
  });

  it('leaves computed columns aside', async () => {
    const { columnsUnused } = await readingOf(written());
    expect(columnsUnused).toEqual(['Efficiency (mi/kWh)*', 'Cost per mile*', 'Confidence*']);
  });

  it('skips planned sessions, which say nothing that could be changed', async () => {
    const planned = sessionOf('s-planned', { status: 'planned', socFrom: 20 });
    const { skipped, drafts } = await readingOf(written({}, [planned, BARE]));
    expect(codesOf(skipped)).toEqual([{ row: 2, code: 'row/empty_charge' }]);
    expect(drafts).toHaveLength(1);
  });
});

describe('a cell that was changed', () => {
  it('is a change of that value alone', async () => {
    expect(await changesOf({})).toEqual({});
    expect(await changesOf({ 'Energy (kWh)': '25' })).toEqual({ energyWh: 25_000 });
    expect(await changesOf({ Network: 'Osprey' })).toEqual({ network: 'Osprey' });
    expect(await changesOf({ 'SoC from (%)': '22.2' })).toEqual({});
    expect(await changesOf({ 'SoC from (%)': '23' })).toEqual({ socFrom: 23 });
    // 12,050 mi × 1609.344
    expect(await changesOf({ 'Odometer (mi)': '12050' })).toEqual({ odometerM: 19_392_595 });
    expect(await changesOf({ Notes: 'dry' })).toEqual({ notes: 'dry' });
  });

  it('counts in the zone of the session', async () => {
    expect(await changesOf({ Start: '2026-06-02 23:30' })).toEqual({
      startedAt: Date.UTC(2026, 5, 2, 22, 30),
    });
  });

  it('moves the whole charge when only its date is another', async () => {
    expect(await changesOf({ Date: '2026-06-01' })).toEqual({
      localDate: '2026-06-01',
      startedAt: Date.UTC(2026, 5, 1, 22, 31),
      endedAt: Date.UTC(2026, 5, 2, 1, 2),
    });
  });

  it('names another place or car', async () => {
    expect(await changesOf({ Place: 'Work' })).toEqual({ placeId: 'work' });
    expect(await changesOf({ Place: 'Motorway' })).toEqual({
      placeId: undefined,
      placeLabel: 'Motorway',
    });
    expect(await changesOf({ Car: 'Zoe' })).toEqual({ carId: OTHER_CAR });
  });

  it('makes a total or price that of the person', async () => {
    expect(await changesOf({ Total: '2' })).toEqual({
      cost: { basis: 'typed_total', currency: 'GBP', totalMicros: 2_000_000 },
    });
    // 24.637 kWh × 0.10
    expect(await changesOf({ 'Price per kWh': '0.1' })).toEqual({
      cost: {
        basis: 'typed_price',
        currency: 'GBP',
        pricePerKwhMicros: 100_000,
        totalMicros: 2_463_700,
      },
    });
    expect(await changesOf({ Currency: 'EUR' })).toEqual({
      cost: { ...FULL.cost, currency: 'EUR' },
    });
  });

  it('says nothing when it is blank', async () => {
    expect(await changesOf({ Network: '', Total: '', 'Price per kWh': '', Start: '' })).toEqual({});
  });
});

describe('a row of an unknown session', () => {
  it('is new, and the same when the file comes again', async () => {
    const text = written();
    const { drafts } = await readingOf(text);
    expect(drafts.map(({ importKey }) => importKey)).toEqual([
      'plugtrack-sheet:s-full',
      'plugtrack-sheet:s-bare',
    ]);
    const [full, bare] = await matchesOf(text, {}, []);
    expect(full).toMatchObject({ status: 'new', carId: CAR, placeId: 'home' });
    expect(bare).toEqual({ status: 'new', carId: CAR, id: bare?.id });
    const again = [full, bare].map((match) => sessionOf(match?.id ?? '', { energyWh: 1 }));
    expect((await matchesOf(text, {}, again)).map(({ id }) => id)).toEqual([full?.id, bare?.id]);
  });

  it('may be added by hand, without an id', async () => {
    const [head = ''] = written().split('\r\n');
    const row = head
      .split(',')
      .map(
        (header) =>
          ({ Date: '2026-06-07', Car: 'Leaf', 'Energy (kWh)': '9.3', Total: '£2.10' })[header] ??
          '',
      );
    const reading = await readingOf(`${head}\r\n${row.join(',')}\r\n`);
    expect(draftsOf(reading)).toEqual([
      {
        row: 2,
        importKey: 'plugtrack-sheet:2026-06-07||9300',
        sourceCar: 'Leaf',
        localDate: '2026-06-07',
        timeZone: 'Europe/London',
        energyWh: 9_300,
        cost: { basis: 'typed_total', currency: 'GBP', totalMicros: 2_100_000 },
      },
    ]);
  });

  it('keeps what its cost was based on', async () => {
    const [draft] = (await readingOf(written())).drafts;
    expect(draft?.content.cost).toMatchObject({ basis: 'home_tariff', totalMicros: 1_847_775 });
  });
});
