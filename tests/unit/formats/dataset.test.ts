import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { copyFormat, parseDataset, writeDataset } from '#lib/formats/dataset.ts';
import { parseStrictJson } from '#lib/formats/json/strict-json.ts';

const SMALL = {
  format: 'plugtrack-dataset',
  version: 1,
  today: '2026-06-30',
  settings: { currency: 'GBP', defaultEfficiencyMPerWh: null },
  cars: [{ id: 'c', name: 'Leaf', createdDate: '2025-01-01' }],
  places: [{ id: 'p', name: 'Home', isHome: true }],
  tariffs: [],
  sessions: [
    { id: 's', carId: 'c', localDate: '2026-06-01', timeZone: 'Europe/London', energyWh: 5000 },
  ],
};

function codeOf(dataset: unknown): string {
  const result = parseDataset(JSON.stringify(dataset));
  return result.ok ? 'ok' : result.error.code;
}

describe('dataset', () => {
  it('reads a small one and fills in defaults', () => {
    const dataset = valueOrThrow(parseDataset(JSON.stringify(SMALL)));
    expect(dataset).toMatchObject({ today: '2026-06-30', settings: SMALL.settings, issues: [] });
    expect(dataset.cars[0]).toMatchObject({ id: 'c', name: 'Leaf', archived: false });
    expect(dataset.places[0]).toMatchObject({ isHome: true, isFree: false });
    expect(dataset.sessions[0]).toMatchObject({ id: 's', status: 'completed', energyWh: 5000 });
  });

  it('takes the date of the reader where it names none', () => {
    const text = JSON.stringify({ ...SMALL, today: undefined });
    const today = '2026-07-01';
    expect(valueOrThrow(parseDataset(text, { today }))).toMatchObject({ today });
    expect(valueOrThrow(parseDataset(JSON.stringify(SMALL), { today })).today).toBe('2026-06-30');
    expect(copyFormat.parse(text)).toMatchObject({ ok: false, error: { code: 'dataset/shape' } });
  });

  it('writes what it reads, without times of entry', () => {
    const first = valueOrThrow(copyFormat.parse(JSON.stringify(SMALL)));
    const text = writeDataset(first);
    expect(text).not.toContain('createdAt');
    const again = valueOrThrow(parseDataset(text));
    expect(again).toEqual(first);
    expect(writeDataset(again)).toBe(text);
  });

  it('keeps fields it does not know', () => {
    const sessions = [{ ...SMALL.sessions[0], regenWh: 1200 }];
    const dataset = valueOrThrow(parseDataset(JSON.stringify({ ...SMALL, sessions })));
    expect(dataset.sessions[0]).toMatchObject({ regenWh: 1200 });
    expect(writeDataset(dataset)).toContain('"regenWh":1200');
  });

  it('keeps whether a place is archived, and says nothing of those in use', () => {
    const places = [
      { id: 'p', name: 'Hub', archived: true },
      { id: 'q', name: 'Pub' },
    ];
    const { places: read } = valueOrThrow(parseDataset(JSON.stringify({ ...SMALL, places })));
    expect(read[0]).toMatchObject({ archived: true });
    expect(read[1]).not.toHaveProperty('archived');
  });

  it('keeps stored sessions that a form would ask about', () => {
    const sessions = [
      { id: 'empty', carId: 'c', localDate: '2026-06-01', timeZone: 'Europe/London' },
      { ...SMALL.sessions[0], id: 'falling', socFrom: 70, socTo: 30 },
      { ...SMALL.sessions[0], id: 'ahead', localDate: '2027-01-01' },
    ];
    const dataset = valueOrThrow(parseDataset(JSON.stringify({ ...SMALL, sessions })));
    expect(dataset.sessions.map(({ id }) => id)).toEqual(['empty', 'falling', 'ahead']);
    expect(dataset.issues).toEqual([]);
  });

  it('leaves out sessions of unknown cars and rows that break rules', () => {
    const sessions = [
      ...SMALL.sessions,
      { ...SMALL.sessions[0], id: 'lost', carId: 'x' },
      { ...SMALL.sessions[0], id: 'bad', energyWh: -1 },
    ];
    const dataset = valueOrThrow(parseDataset(JSON.stringify({ ...SMALL, sessions })));
    expect(dataset.sessions.map(({ id }) => id)).toEqual(['s']);
    expect(dataset.issues).toMatchObject([
      { code: 'dataset/reference', table: 'sessions', id: 'lost' },
      { code: 'session/invalid', id: 'bad', fields: [{ code: 'session/energy_range' }] },
    ]);
  });

  it.each([
    [[], 'dataset/shape'],
    [{ ...SMALL, version: 2 }, 'dataset/shape'],
    [{ ...SMALL, format: 'other' }, 'dataset/shape'],
    [{ ...SMALL, today: '2026-02-30' }, 'dataset/shape'],
    [{ ...SMALL, cars: {} }, 'dataset/shape'],
    [{ ...SMALL, places: [{ id: '' }] }, 'dataset/shape'],
    [{ ...SMALL, cars: [...SMALL.cars, ...SMALL.cars] }, 'dataset/duplicate_id'],
  ])('refuses dataset %#', (dataset, code) => {
    expect(codeOf(dataset)).toBe(code);
  });
});

describe('strict JSON', () => {
  it.each([
    ['{"a":1,"a":1}', 'json/duplicate_key'],
    ['{"a":{"__proto__":1}}', 'json/forbidden_key'],
    ['{"\\u005f_proto__":1}', 'json/forbidden_key'],
    ['[{"constructor":1}]', 'json/forbidden_key'],
    ['9007199254740992', 'json/number'],
    ['-9007199254740993', 'json/number'],
    ['1e999', 'json/number'],
    ['-0', 'json/number'],
    ['01', 'json/syntax'],
    ['NaN', 'json/syntax'],
    ['[1,]', 'json/syntax'],
    ['{"a":1,}', 'json/syntax'],
    ["{'a':1}", 'json/syntax'],
    ['{"a" 1}', 'json/syntax'],
    ['"\n"', 'json/syntax'],
    ['"\\x"', 'json/syntax'],
    ['"\\ud800"', 'json/syntax'],
    ['"open', 'json/syntax'],
    ['1 2', 'json/syntax'],
    ['', 'json/syntax'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'json/depth'],
    [`"${'x'.repeat(64_001)}"`, 'json/too_long'],
    [
      `{${Array.from({ length: 1001 }, (_, at) => `"k${String(at)}":0`).join(',')}}`,
      'json/too_long',
    ],
    [' '.repeat(1_000_001), 'json/too_long'],
  ])('IE08 refuses case %#', (text, code) => {
    expect(parseStrictJson(text)).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    ' { "a" : [ 1 , -2.5e3 , true , null ] , "b" : "x\\n\\u00e9\\ud83d\\ude00" } ',
    `${'['.repeat(32)}${']'.repeat(32)}`,
    '9007199254740991',
    '"plain"',
    '[]',
    '{}',
  ])('IE08 reads %j like any parser', (text) => {
    expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });
});
