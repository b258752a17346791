import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { sessionOfDraft } from '#lib/formats/csv/finish-draft.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { writeClassicCsv } from '#lib/formats/csv/write-classic.ts';
import { writeExactCsv } from '#lib/formats/csv/write-exact.ts';
import { draftsOf, importBytes, readingOf, sampleBytes, sampleText } from './samples.ts';

const CAR = '0197c3a1-b2f4-7000-8000-000000000001';
const NAMES = { cars: new Map([[CAR, 'Leaf']]), places: new Map([['p1', '=Home']]) };

const FULL: Session = {
  id: 's1',
  createdAt: 1780473600000,
  updatedAt: 1780473600123,
  carId: CAR,
  status: 'completed',
  localDate: '2026-06-02',
  startedAt: 1780439460000,
  endedAt: 1780463400000,
  timeZone: 'Europe/London',
  chargingS: 17880,
  odometerM: 0,
  current: 'AC',
  ratedPowerW: 7400,
  placeId: 'p1',
  placeLabel: ' @home ',
  network: '+44',
  energyWh: 26500,
  socFrom: 34.5,
  socTo: 80,
  cost: {
    basis: 'typed_total',
    currency: 'GBP',
    totalMicros: 1987500,
    pricePerKwhMicros: 75000,
    lines: [{ kind: 'energy', amountMicros: 1987500 }],
  },
  ambientC: 0,
  preconditioning: 'no',
  preconditioningEvents: 0,
  notes: '\'=a\r\nb, "c"',
  dismissedHints: ['storage'],
  provenance: { energyWh: 'measured' },
};

function classicLine(session: Partial<Session>): string {
  const minimal: Session = {
    id: 'c1',
    createdAt: 0,
    updatedAt: 0,
    carId: CAR,
    status: 'completed',
    localDate: '2025-02-02',
    timeZone: 'Europe/London',
    energyWh: 30000,
    ...session,
  };
  return writeClassicCsv([minimal]).text.split('\r\n')[1] ?? '';
}

describe('exact CSV', () => {
  it('IE09 writes the sample again byte for byte', async () => {
    const reading = valueOrThrow(await importBytes(sampleBytes('synthetic/plugtrack_exact.csv')));
    const sessions = reading.drafts.map((draft) => sessionOfDraft(draft, CAR, 0));
    const written = writeExactCsv(sessions, NAMES);
    const lines = sampleText('synthetic/plugtrack_exact.csv').split(/\r?\n(?=[0p])/);
    // The last row of the sample is the broken one.
    expect(written.split(/\r\n(?=[0p])/).map((line) => line.trim())).toEqual(
      lines.slice(0, -1).map((line) => line.replace(/(?<!\r)\n/g, '\n').trim()),
    );
  });

  it('IE09 reads back every field as it was', async () => {
    const { drafts, rejected } = await readingOf(writeExactCsv([FULL], NAMES));
    expect(rejected).toEqual([]);
    expect(drafts.map((draft) => sessionOfDraft(draft, CAR, 0))).toEqual([FULL]);
    expect(drafts[0]?.own?.carName).toBe('Leaf');
  });

  it('IE09 guards formula-like text and only text', () => {
    const cells = writeExactCsv([{ ...FULL, ambientC: -5, notes: '-1' }], NAMES);
    expect(cells).toContain(",'=Home,");
    expect(cells).toContain(",'+44,");
    expect(cells).toContain(",-5,no,0,'-1,");
  });

  it('finds rows by id and the car by id, else by exact name', async () => {
    const { drafts } = await readingOf(writeExactCsv([FULL], NAMES));
    const existing = [{ session: { ...FULL, notes: 'other' } }];
    const cars = [{ id: CAR, name: 'Leaf' }];
    expect(matchDrafts(drafts, existing, { cars })).toMatchObject([
      { status: 'changed', differences: [{ field: 'notes', from: 'other' }] },
    ]);
    const renamed = [{ id: 'new-car', name: 'Leaf' }];
    expect(matchDrafts(drafts, [], { cars: renamed })).toMatchObject([
      { status: 'new', id: 's1', carId: 'new-car' },
    ]);
  });

  it.each([
    ['time_zone', 'Mars/Olympus', 'row/bad_value'],
    ['local_date', '2026-06-03', 'row/bad_date'],
    ['curve', '[[0,1', 'row/bad_value'],
    ['more', '{"__proto__":{"x":1}}', 'row/bad_value'],
    ['energy_wh', '2000000', 'row/out_of_range'],
    ['status', 'done', 'row/bad_value'],
    ['started_at', '2026-06-02T23:31:00.000', 'row/bad_time'],
  ])('rejects a row whose %s is %j', async (column, cell, code) => {
    const [head = '', ...rest] = writeExactCsv([{ ...FULL, notes: '' }], NAMES).split('\r\n');
    const at = head.split(',').indexOf(column);
    // One plain row: cells without commas, so that one of them can be replaced.
    const { id, createdAt, updatedAt, carId, localDate, startedAt, timeZone } = FULL;
    const times = { id, createdAt, updatedAt, carId, localDate, timeZone };
    const plain: Session = {
      ...times,
      status: 'completed',
      energyWh: 5000,
      ...(startedAt !== undefined && { startedAt }),
    };
    const line = writeExactCsv([plain], NAMES).split('\r\n')[1] ?? '';
    expect(rest.length).toBeGreaterThan(0);
    const cells = line.split(',');
    cells[at] = cell.includes('"') || cell.includes(',') ? `"${cell.replaceAll('"', '""')}"` : cell;
    const { rejected } = await readingOf(`${head}\r\n${cells.join(',')}\r\n`);
    expect(rejected.map((report) => [report.code, report.column])).toEqual([[code, column]]);
  });
});

describe('classic CSV', () => {
  it('writes what it reads', async () => {
    const file = 'synthetic/plugtrack_classic_16.csv';
    const options = { preconditioningZero: 'no' } as const;
    const first = valueOrThrow(await importBytes(sampleBytes(file), options));
    const sessions = first.drafts.map((draft) => sessionOfDraft(draft, CAR, 0));
    const { text, rows, leftOut } = writeClassicCsv(sessions);
    expect([rows, leftOut]).toEqual([8, []]);
    const again = await readingOf(text, options);
    expect(again.drafts.map(({ importKey }) => importKey)).toEqual(
      first.drafts.map(({ importKey }) => importKey),
    );
    // A total without a rate gets one: 3.10 / 12.4 kWh. The rate that disagreed is now the total's.
    const { content } = again.drafts[4] ?? {};
    expect(content?.cost).toEqual({
      basis: 'typed_total',
      currency: 'GBP',
      totalMicros: 3100000,
      pricePerKwhMicros: 250000,
    });
  });

  it.each<[string, Partial<Session>, string]>([
    ['the least', {}, '2025-02-02,,,,,,30,,,,,,,,,'],
    ['freezing', { ambientC: 0 }, '2025-02-02,,,,,,30,,,,,,0,,,'],
    ['miles', { odometerM: 19376502 }, '2025-02-02,12040,,,,,30,,,,,,,,,'],
    ['a short charge', { chargingS: 20 }, '2025-02-02,,,,,,30,,,,,,,,,'],
    ['power', { ratedPowerW: 7400, current: 'DC' }, '2025-02-02,,DC,7.4,,,30,,,,,,,,,'],
    [
      'a free charge',
      { cost: { basis: 'place_free', currency: 'GBP', totalMicros: 0 } },
      '2025-02-02,,,,,,30,,0,0,,,,,,',
    ],
    [
      'a price alone',
      { cost: { basis: 'typed_price', currency: 'GBP', pricePerKwhMicros: 90000 } },
      '2025-02-02,,,,,,30,,0.09,,,,,,,',
    ],
    [
      'preconditioning',
      { preconditioning: 'yes', preconditioningEvents: 2 },
      '2025-02-02,,,,,,30,,,,,,,1,2,',
    ],
    ['a formula', { notes: '=1+1', placeLabel: '@x' }, "2025-02-02,,,,'@x,,30,,,,,,,,,'=1+1"],
  ])('writes %s', (_, session, line) => {
    expect(classicLine(session)).toBe(line);
  });

  it('says what it left out', () => {
    const euro = { basis: 'typed_total', currency: 'EUR', totalMicros: 1 } as const;
    const withoutEnergy = JSON.parse(JSON.stringify({ ...FULL, energyWh: undefined })) as Session;
    const { rows, leftOut, text } = writeClassicCsv([
      { ...FULL, id: 'a', status: 'planned' },
      { ...withoutEnergy, id: 'b' },
      { ...FULL, id: 'c', cost: euro },
    ]);
    expect(rows).toBe(1);
    expect(leftOut).toEqual([
      { id: 'a', reason: 'status' },
      { id: 'b', reason: 'no_energy' },
      { id: 'c', reason: 'currency' },
    ]);
    expect(text).toContain(',298,,,35,80,0,0,0,');
  });
});

describe('preconditioning in classic files', () => {
  const file = (cells: readonly string[]) =>
    [
      'date,odometer,charge_type,charge_delivered_kwh,preconditioning_used,preconditioning_events',
      ...cells.map((cell, at) => `2025-01-0${String(at + 1)},${String(100 + at)},AC,5,${cell}`),
    ].join('\n');

  it('takes zeros for unknown when nothing is blank, and says so', async () => {
    const { drafts, fileWarnings, options } = await readingOf(file(['0,0', '1,2']));
    expect(drafts.map(({ content }) => content.preconditioning)).toEqual([undefined, 'yes']);
    expect(fileWarnings).toEqual([{ code: 'file/preconditioning_zero_ambiguous' }]);
    expect(options.preconditioningZero).toBe('unknown');
  });

  it('takes zeros for no when unknown is blank', async () => {
    const { drafts, fileWarnings } = await readingOf(file(['0,0', ',', '1,0']));
    expect(
      draftsOf({ drafts } as never).map((draft) => [
        draft['preconditioning'],
        draft['preconditioningEvents'],
      ]),
    ).toEqual([
      ['no', 0],
      [undefined, undefined],
      ['yes', undefined],
    ]);
    expect(fileWarnings).toEqual([]);
  });
});
