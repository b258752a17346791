import { describe, expect, it } from 'vitest';
import { CARS_HEADER, SESSIONS_HEADER, backupOf, filesOf, read } from './classic-backup-files.ts';
import { codesOf } from './samples.ts';

function carsOf(...lines: readonly string[]) {
  return backupOf({ 'cars.csv': [CARS_HEADER, ...lines, ''].join('\n') });
}

async function carOf(line: string) {
  const { cars, carWarnings } = await carsOf(line);
  const own = ['createdDate', 'archived'];
  const fields = Object.entries(cars[0]?.content ?? {}).filter(([field]) => !own.includes(field));
  return { content: Object.fromEntries(fields), warnings: codesOf(carWarnings) };
}

describe('cars of a classic backup', () => {
  it.each<[string, string, object]>([
    [
      'everything',
      '1,Blue,Kia,EV6,74,3.5,1,1,months,note',
      { fullCharge: { every: 1, unit: 'months' } },
    ],
    ['weeks', '1,Blue,Kia,EV6,74,3.5,1,2,Weeks,', { fullCharge: { every: 2, unit: 'weeks' } }],
    ['off', '1,Blue,Kia,EV6,74,3.5,0,2,weeks,', {}],
    ['on without a value', '1,Blue,Kia,EV6,74,3.5,1,,weeks,', {}],
    ['on without a unit', '1,Blue,Kia,EV6,74,3.5,1,2,,', {}],
  ])('reads the full charge: %s', async (_, line, more) => {
    expect(await carOf(line)).toEqual({
      content: {
        name: 'Blue',
        make: 'Kia',
        model: 'EV6',
        usableBatteryWh: 74_000,
        profileEfficiencyMPerWh: 5.632704,
        ...more,
      },
      warnings: [],
    });
  });

  it('takes make and model for a missing name, and leaves out zeros', async () => {
    expect(await carOf('1,,Nissan,Leaf,0,0,0,,,')).toEqual({
      content: { name: 'Nissan Leaf', make: 'Nissan', model: 'Leaf' },
      warnings: [],
    });
  });

  it('drops a figure that cannot be, and says so', async () => {
    expect(await carOf('1,Leaf,,,lots,99,1,2,fortnights,')).toEqual({
      content: { name: 'Leaf' },
      warnings: [
        { row: 2, code: 'row/field_dropped', column: 'battery_kwh' },
        { row: 2, code: 'row/field_dropped', column: 'efficiency_mpkwh' },
        {
          row: 2,
          code: 'row/field_dropped',
          column: 'recommended_full_charge_frequency_value',
        },
      ],
    });
  });

  it('takes off a guard of ours and cuts what is too long', async () => {
    const { content, warnings } = await carOf(`1,'=Leaf,${'é'.repeat(90)},,,,0,,,`);
    expect(content).toEqual({ name: '=Leaf', make: 'é'.repeat(80) });
    expect(warnings).toEqual([{ row: 2, code: 'row/text_cut', column: 'make' }]);
  });

  it('gives a car the same id whenever it is read', async () => {
    const [first, second, other] = await Promise.all([
      carsOf('1,Leaf,Nissan,Leaf,40,,0,,,'),
      carsOf('1,Renamed,Nissan,Leaf,62,,0,,,'),
      carsOf('1,Leaf,Nissan,Ariya,40,,0,,,'),
    ]);
    expect(second.cars[0]?.id).toBe(first.cars[0]?.id);
    expect(other.cars[0]?.id).not.toBe(first.cars[0]?.id);
  });

  it('refuses a car that no session could name', async () => {
    const { cars, carsRejected, reading } = await carsOf(
      '1,Leaf,,,,,0,,,',
      '1,Other,,,,,0,,,',
      ',Third,,,,,0,,,',
      '4,,,,,,0,,,',
      '',
    );
    expect(cars.map(({ content }) => content.name)).toEqual(['Leaf']);
    expect(codesOf(carsRejected)).toEqual([
      { row: 3, code: 'row/bad_value', column: 'id' },
      { row: 4, code: 'row/bad_value', column: 'id' },
      { row: 5, code: 'row/bad_value', column: 'name' },
    ]);
    // One car is left, but the sessions may have been another's.
    expect(reading.questions.map(({ code }) => code)).toEqual(['import/choose_car']);
  });

  it('needs the column of ids', async () => {
    const result = await read(filesOf({ 'cars.csv': 'name,make\nLeaf,Nissan\n' }));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'import/header_missing', details: { entry: 'cars.csv' } },
    });
  });
});

const TWO = `${CARS_HEADER}\na,Leaf,,,,,0,,,\nb,EV6,,,,,0,,,\n`;

describe('which car the sessions of a classic backup go to', () => {
  const DATED = [
    SESSIONS_HEADER,
    '2025-01-01,100,AC,10',
    '2025-02-01,200,AC,10',
    '2025-03-01,300,AC,10',
  ].join('\n');
  const members = { 'cars.csv': TWO, 'sessions.csv': DATED };

  it('is asked if there are several', async () => {
    const { reading, sessionsCar } = await backupOf(members);
    expect(reading.questions).toEqual([{ code: 'import/choose_car', choices: ['a', 'b'] }]);
    expect(sessionsCar).toBeUndefined();
  });

  it('is one for all', async () => {
    const { reading, sessionsCar } = await backupOf(members, { sessionCars: [{ car: 'b' }] });
    expect([reading.questions, sessionsCar]).toEqual([[], 'b']);
  });

  it('is split by dates', async () => {
    const sessionCars = [
      { car: 'a', to: '2025-01-31' },
      { car: 'b', from: '2025-02-01', to: '2025-03-01' },
    ];
    const { reading, sessionsCar } = await backupOf(members, { sessionCars });
    expect([reading.questions, sessionsCar]).toEqual([[], undefined]);
    expect(reading.drafts.map(({ sourceCar }) => sourceCar)).toEqual(['a', 'b', 'b']);
  });

  it('stays open while a session is in no stretch', async () => {
    const sessionCars = [{ car: 'a', to: '2025-01-31' }];
    const { reading } = await backupOf(members, { sessionCars });
    expect(reading.questions.map(({ code }) => code)).toEqual(['import/choose_car']);
    expect(reading.drafts.map(({ sourceCar }) => sourceCar)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is not asked without sessions', async () => {
    const { reading, cars } = await backupOf({ ...members, 'sessions.csv': SESSIONS_HEADER });
    expect([reading.questions, reading.counts.rows, cars.length]).toEqual([[], 0, 2]);
  });
});

describe('a column that names the cars', () => {
  const withCars = (...lines: readonly string[]) =>
    backupOf({
      'cars.csv': TWO,
      'sessions.csv': [`${SESSIONS_HEADER},car_id,notes`, ...lines].join('\r\n'),
    });

  it('sends each session to its car, and equal rows of two cars are two charges', async () => {
    const { reading, sessionsCar } = await withCars(
      '2025-01-01,,AC,10,a,"two\r\nlines, ""quoted"""',
      '',
      '2025-01-01,,AC,10,b,',
      '2025-01-02,,AC,11,a,',
      '2025-01-02,,AC,11,a,',
      '2025-01-03,,AC,x,b,',
    );
    expect([reading.questions, sessionsCar]).toEqual([[], undefined]);
    expect(
      reading.drafts.map(({ row, sourceCar, content }) => [row, sourceCar, content.notes]),
    ).toEqual([
      [2, 'a', 'two\r\nlines, "quoted"'],
      [4, 'b', undefined],
      [5, 'a', undefined],
    ]);
    expect(codesOf(reading.skipped)).toEqual([{ row: 6, code: 'row/duplicate_in_file' }]);
    expect(codesOf(reading.rejected)).toEqual([
      { row: 7, code: 'row/bad_number', column: 'charge_delivered_kwh' },
    ]);
    expect(reading.counts).toMatchObject({ rows: 5, sessions: 3, rejected: 1, skipped: 1 });
    expect(reading.sourceCars).toEqual([
      { name: 'a', sessions: 2 },
      { name: 'b', sessions: 1 },
    ]);
    expect(reading.columnsUnused).not.toContain('car_id');
    expect(reading.range).toEqual({ from: '2025-01-01', to: '2025-01-02' });
  });

  it('rejects a row of an unknown car', async () => {
    const { reading } = await withCars(
      '2025-01-01,,AC,10,a,',
      '2025-01-02,,AC,10,c,',
      '2025-01-03,,AC,10,,',
      `${SESSIONS_HEADER},car_id,notes`,
      '2025-01-04,,AC,0,c,',
    );
    expect(reading.drafts.map(({ row }) => row)).toEqual([2]);
    expect(codesOf(reading.rejected)).toEqual([
      { row: 3, code: 'row/bad_value', column: 'car_id' },
      { row: 4, code: 'row/bad_value', column: 'car_id' },
    ]);
    expect(codesOf(reading.skipped)).toEqual([
      { row: 5, code: 'row/repeated_header' },
      { row: 6, code: 'row/zero_energy' },
    ]);
  });

  it('means nothing when it names no car at all', async () => {
    const { reading } = await withCars('2025-01-01,,AC,10,17,', '2025-01-02,,AC,10,18,');
    expect(reading.questions.map(({ code }) => code)).toEqual(['import/choose_car']);
    expect(reading.counts.sessions).toBe(2);
    expect(reading.columnsUnused).toContain('car_id');
  });
});
