import { beforeEach, describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { ExportFormat, ExportRequest, Progress, SessionQuery } from '#lib/worker/api.ts';
import { classicFile, Importer } from '../../support/engine-imports.ts';
import { commit, placeContent, sessionContent } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';
import { exportRequest } from '../../support/export-request.ts';

const ALL: SessionQuery = { sort: 'cost', descending: true };
const TODAY = '2026-06-30';
const GBP = (totalMicros: number) =>
  ({ basis: 'typed_total', currency: 'GBP', totalMicros }) as const;

let source: MemorySource;
let importer: Importer;

beforeEach(async () => {
  source = new MemorySource();
  importer = new Importer(source);
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
    return { ok: true, value: undefined };
  });
});

function request(format: ExportFormat, query = ALL, more: Partial<ExportRequest> = {}) {
  return importer.service.exportSessions(
    query,
    exportRequest(format, more),
    TODAY,
    () => undefined,
  );
}

async function fileOf(format: ExportFormat, query = ALL, more: Partial<ExportRequest> = {}) {
  const file = valueOrThrow(await request(format, query, more));
  return { ...file, text: await file.content.text() };
}

async function linesOf(format: ExportFormat, more: Partial<ExportRequest> = {}) {
  return (await fileOf(format, ALL, more)).text.trim().split('\r\n');
}

/** Two charges of one car, 100 miles apart, the first of which ended at 80 %. */
async function twoCharges(): Promise<void> {
  await commit(source, async (write) => {
    await write.change('cars', 'c1', { usableBatteryWh: 60_000 });
    write.insert('places', 'p1', placeContent({ name: 'House', isHome: true }));
    const both = { odometerM: 1_609_344, energyWh: 20_000, socFrom: 40, socTo: 80 };
    write.insert(
      'sessions',
      'first',
      sessionContent({
        ...both,
        localDate: '2026-06-01',
        current: 'AC',
        placeId: 'p1',
        cost: GBP(1_500_000),
      }),
    );
    write.insert(
      'sessions',
      'second',
      sessionContent({
        ...both,
        odometerM: 1_770_278,
        localDate: '2026-06-03',
        current: 'DC',
        placeLabel: 'Motorway',
        cost: GBP(9_000_000),
      }),
    );
    return { ok: true, value: undefined };
  });
}

describe('the exact file', () => {
  it('is read back into equal rows', async () => {
    await importer.run(classicFile('2026-01-01,100,AC,10,,1.00,=Shop,"two\nlines"'));
    const file = await fileOf('exact');
    expect(file).toMatchObject({ rows: 1, leftOut: [], name: 'plugtrack-sessions.csv' });
    const other = new MemorySource();
    await commit(other, (write) => {
      write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
      return { ok: true, value: undefined };
    });
    other.passTime(5_000);
    await new Importer(other).run(file.content);
    expect(other.state(['sessions'])).toBe(source.state(['sessions']));
  });
});

describe('files for others', () => {
  beforeEach(twoCharges);

  it('say what the classic file cannot', async () => {
    await commit(source, (write) => {
      write.insert('sessions', 'blind', sessionContent({ energyWh: undefined, socTo: 80 }));
      return { ok: true, value: undefined };
    });
    const file = await fileOf('classic');
    expect(file.leftOut).toEqual([{ id: 'blind', reason: 'no_energy' }]);
    expect(file.text.split('\r\n').filter(Boolean)).toHaveLength(3);
  });

  it('hold figures that come from the whole history, in the order of the charges', async () => {
    const lines = await linesOf('sheet');
    const cell = (line: string | undefined, header: string) =>
      line?.split(',')[(lines[0] ?? '').split(',').indexOf(header)];
    expect(lines.map((line) => cell(line, 'ID'))).toEqual(['ID', 'first', 'second']);
    // 80 % to 40 % of 60 kWh are 24 kWh for 100 miles.
    expect(cell(lines[2], 'Efficiency (mi/kWh)*')).toBe('4.17');
    expect(cell(lines[1], 'Efficiency (mi/kWh)*')).not.toBe('4.17');
    expect(cell(lines[1], 'Place')).toBe('House');
    const onlySecond = { ...ALL, from: '2026-06-02' };
    expect((await fileOf('sheet', onlySecond)).text).toContain(',4.17,');
  });

  it('write numbers as the person does', async () => {
    await commit(source, (write) => {
      write.insert('settings', 'locale', { value: 'de-DE' });
      write.insert('settings', 'distanceUnit', { value: 'km' });
      return { ok: true, value: undefined };
    });
    const { content, text } = await fileOf('sheet');
    const [head = '', first = ''] = text.split('\r\n');
    // A byte order mark, by which a spreadsheet knows the encoding.
    expect([...new Uint8Array(await content.arrayBuffer()).slice(0, 3)]).toEqual([239, 187, 191]);
    expect(head.startsWith('Date;')).toBe(true);
    expect(head).toContain(';Odometer (km);');
    expect(first).toContain(';1609,344;1,5;GBP;');
  });

  it('of a fuel log hold one car, and say what it cannot hold', async () => {
    await commit(source, (write) => {
      write.insert('cars', 'c2', { name: 'Two', createdDate: '2025-01-01', archived: false });
      write.insert('sessions', 'theirs', sessionContent({ carId: 'c2', odometerM: 1 }));
      write.insert('sessions', 'no reading', sessionContent({ localDate: '2026-06-04' }));
      return { ok: true, value: undefined };
    });
    expect(await request('lubelogger')).toMatchObject({ error: { code: 'export/choose_car' } });
    expect(await request('lubelogger', ALL, { carId: 'gone' })).toMatchObject({
      error: { code: 'export/choose_car' },
    });
    const file = await fileOf('lubelogger', ALL, { carId: 'c1' });
    expect(file.text.split('\r\n').slice(1)).toEqual([
      '2026-06-01,1000,20,1.5,,False,False,,AC home',
      '2026-06-03,1100,20,9,,False,False,,DC public',
      '',
    ]);
    expect(file.leftOut).toEqual([{ id: 'no reading', reason: 'no_odometer' }]);
    expect((await linesOf('spritmonitor', { carId: 'c1' }))[2]).toBe(
      '03.06.2026;1770,28;160,93;20;9;GBP;2;19;;;Motorway',
    );
  });

  it('of an employer hold a month at one kind of places', async () => {
    expect(await request('employer')).toMatchObject({ error: { code: 'export/choose_month' } });
    const june = { month: '2026-06', person: 'Ada', homeClass: 'home' } as const;
    const file = await fileOf('employer', ALL, june);
    expect(file.name).toBe('plugtrack-statement-2026-06.csv');
    expect(file.text.split('\r\n')).toEqual([
      'Person,Ada',
      'Car,One',
      'Date,Start,End,Meter start (kWh),Meter end (kWh),Energy (kWh),Price per kWh,Amount,Currency',
      '2026-06-01,,,,,20,0.075,1.5,GBP',
      'Total,,,,,20,,1.5,GBP',
      '',
    ]);
    const away = await linesOf('employer', { ...june, homeClass: 'public' });
    expect(away[3]).toBe('2026-06-03,,,,,20,0.45,9,GBP');
  });

  it('of a program hold the listed sessions with all that they name', async () => {
    const { text, content } = await fileOf('json', { ...ALL, from: '2026-06-02' });
    expect(content.type).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({
      format: 'plugtrack-dataset',
      today: TODAY,
      cars: [{ id: 'c1' }],
      places: [{ id: 'p1' }],
      sessions: [{ id: 'second' }],
    });
  });

  it('tell how far they have come', async () => {
    const heard: Progress[] = [];
    const asked = exportRequest('sheet');
    await importer.service.exportSessions(ALL, asked, TODAY, (progress) => heard.push(progress));
    expect(heard[0]).toEqual({ phase: 'read', done: 0, total: 2 });
    expect(heard.at(-1)).toEqual({ phase: 'write', done: 2, total: 2 });
  });
});
