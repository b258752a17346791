import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { finishDraftCost } from '#lib/formats/csv/finish-draft.ts';
import { mappingFits, proposeMapping } from '#lib/formats/csv/propose-mapping.ts';
import { parseMapping } from '#lib/formats/csv/mapping.ts';
import { previewTable, readImport } from '#lib/formats/csv/read-import.ts';
import {
  codesOf,
  importText,
  mappingOf,
  readingOf,
  sampleBytes,
  sampleText,
  TODAY,
  UK,
} from './samples.ts';

const HEAD = 'Session ID,Session started,Initial state of charge (%),Total energy (kWh)';
const row = (id: string, energy = '5') => `${id},2026-06-02T22:31:00Z,34,${energy}`;

describe('records', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('IE03 reads %s line ends', async (_, end) => {
    const { drafts } = await readingOf([HEAD, row('a'), row('b'), ''].join(end));
    expect(drafts.map((draft) => draft.row)).toEqual([2, 3]);
  });

  it('IE03 reads mixed line ends and breaks inside cells', async () => {
    const text = `${HEAD},Location name\r\n${row('a')},"x\r\ny"\n${row('b')},z\r${row('c')},"q"\r\n`;
    const { drafts, rejected } = await readingOf(text);
    expect(rejected).toEqual([]);
    expect(drafts.map(({ row: at, content }) => [at, content.placeLabel])).toEqual([
      [2, 'x\r\ny'],
      [3, 'z'],
      [4, 'q'],
    ]);
  });

  it('IE03 counts blank lines and a sep line', async () => {
    const { drafts, table } = await readingOf(
      ['sep=;', HEAD.replaceAll(',', ';'), '', row('a').replaceAll(',', ';'), ';;;', ''].join('\n'),
    );
    expect(drafts.map((draft) => draft.row)).toEqual([4]);
    expect([table.headerRow, table.delimiter]).toEqual([2, ';']);
  });

  it('IE03 keeps a quote inside an unquoted cell', async () => {
    const { drafts } = await readingOf(`${HEAD},Location name\n${row('a')},5" pipe\n`);
    expect(drafts[0]?.content.placeLabel).toBe('5" pipe');
  });

  it('IE03 gets past a line of many megabytes', async () => {
    const giant = `big,"${'x'.repeat(5_000_000)}",1,1`;
    const { drafts, rejected } = await readingOf([HEAD, row('a'), giant, row('b')].join('\n'));
    expect(drafts.map((draft) => draft.row)).toEqual([2, 4]);
    expect(codesOf(rejected)).toEqual([{ row: 3, code: 'row/too_long' }]);
  });

  it('warns of two columns with one name and uses the first', async () => {
    const { drafts, fileWarnings } = await readingOf(
      `${HEAD},Total energy (Wh)\n${row('a', '5')},9\n`,
    );
    expect(drafts[0]?.content.energyWh).toBe(5000);
    expect(fileWarnings).toEqual([{ code: 'file/duplicate_header', column: 'Total energy (Wh)' }]);
  });

  it('lists columns it does not use', async () => {
    const { columnsUnused } = await readingOf(`${HEAD},Tyre pressure\n${row('a')},2.4\n`);
    expect(columnsUnused).toEqual(['Tyre pressure']);
  });

  it('can be cancelled and tells how far it is', async () => {
    const text = [HEAD, ...Array.from({ length: 9000 }, (_, at) => row(String(at)))].join('\n');
    const steps: number[] = [];
    const stop = new AbortController();
    const result = await readImport(new TextEncoder().encode(text), UK, {
      today: TODAY,
      signal: stop.signal,
      onProgress: (done, total) => {
        steps.push(done / total);
        if (total === 9000) stop.abort();
      },
    });
    expect(result).toEqual({ ok: false, error: { code: 'import/cancelled' } });
    expect(steps.slice(0, 2)).toEqual([1, 4000 / 9000]);
  });

  it('refuses more than a million rows', async () => {
    const text = `${HEAD}\n${'a,,,1\n'.repeat(1_000_002)}`;
    expect(await importText(text)).toMatchObject({
      ok: false,
      error: { code: 'import/too_many_rows' },
    });
  });
});

describe('rows of one key', () => {
  it('lets the later row of one source id win', async () => {
    const { drafts, skipped } = await readingOf(
      [HEAD, row('a', '5'), row('a', '6'), row('a', '6'), row('a', '5')].join('\n'),
    );
    expect(drafts.map((draft) => [draft.row, draft.content.energyWh])).toEqual([[5, 5000]]);
    expect(codesOf(skipped)).toEqual([
      { row: 2, code: 'row/superseded' },
      { row: 3, code: 'row/superseded' },
      { row: 4, code: 'row/duplicate_in_file' },
    ]);
  });

  it('numbers different rows of one derived key', async () => {
    const mapping = mappingOf([
      { header: 'day', field: 'date' },
      { header: 'kWh', field: 'energy' },
      { header: 'note', field: 'notes' },
    ]);
    const { drafts, skipped } = await readingOf(
      'day,kWh,note\n2026-01-01,5,a\n2026-01-01,5,b\n2026-01-01,5,a\n2026-01-01,5,c\n',
      { mapping },
    );
    expect(drafts.map(({ importKey }) => importKey)).toEqual([
      'generic:2026-01-01||5000',
      'generic:2026-01-01||5000#2',
      'generic:2026-01-01||5000#3',
    ]);
    expect(codesOf(skipped)).toEqual([{ row: 4, code: 'row/duplicate_in_file' }]);
  });
});

const MONEY = mappingOf([
  { header: 'day', field: 'date' },
  { header: 'kWh', field: 'energy' },
  { header: 'total', field: 'total' },
  { header: 'price', field: 'pricePerKwh' },
  { header: 'discount', field: 'lineDiscount' },
  { header: 'energy', field: 'lineEnergy' },
]);

async function money(cells: string) {
  const { drafts, warnings, rejected } = await readingOf(
    `day;kWh;total;price;discount;energy\n2026-01-01;${cells}\n`,
    { mapping: MONEY, decimal: '.' },
  );
  return {
    cost: drafts[0]?.content.cost,
    codes: [...warnings, ...rejected].map(({ code }) => code),
  };
}

describe('money of a row', () => {
  it.each([
    ['10;2.50;;;', { basis: 'typed_total', totalMicros: 2_500_000 }, []],
    ['10;0;;;', { basis: 'typed_total', totalMicros: 0 }, []],
    ['10;;0.25;;', { basis: 'typed_price', pricePerKwhMicros: 250_000 }, []],
    ['10;9;0.25;;', { totalMicros: 9_000_000 }, ['row/price_total_mismatch']],
    ['10;2.51;0.25;;', { totalMicros: 2_510_000 }, []],
    ['10;$2.50;;;', { currency: 'GBP' }, ['row/currency_differs']],
    ['10;EUR 2.50;;;', { currency: 'EUR' }, []],
    ['10;;;1;3', { totalMicros: 2_000_000 }, []],
    ['10;5;;1;3', { totalMicros: 5_000_000 }, ['row/lines_total_mismatch']],
  ])('reads %s', async (cells, cost, codes) => {
    const found = await money(cells);
    expect(found.cost).toMatchObject(cost);
    expect(found.codes).toEqual(codes);
  });

  it.each([
    ['10;-1;;;', 'row/negative'],
    ['10;1000001;;;', 'row/out_of_range'],
    ['10;free;;;', 'row/bad_number'],
    ['-1;1;;;', 'row/negative'],
    ['1000.1;1;;;', 'row/out_of_range'],
  ])('rejects %s as %s', async (cells, code) => {
    expect(await money(cells)).toEqual({ cost: undefined, codes: [code] });
  });

  it('leaves out a cost column that is 0 throughout', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, at) => `2026-01-${String(at + 1).padStart(2, '0')};5;0`,
    );
    const mapping = mappingOf(MONEY.columns.slice(0, 3));
    const { drafts, fileWarnings } = await readingOf(['day;kWh;total', ...rows].join('\n'), {
      mapping,
    });
    expect(drafts.every(({ content }) => content.cost === undefined)).toBe(true);
    expect(fileWarnings).toEqual([{ code: 'file/constant_zero_cost', column: 'total' }]);
  });

  it('computes the total of a price when the draft is finished', () => {
    const content = {
      localDate: '2026-01-01',
      timeZone: 'Europe/London',
      energyWh: 9500,
      cost: { basis: 'typed_price', currency: 'GBP', pricePerKwhMicros: 90_001 },
    } as const;
    expect(finishDraftCost(content)?.totalMicros).toBe(855_010);
    const { localDate, timeZone, cost } = content;
    expect(finishDraftCost({ localDate, timeZone, cost })).toEqual(cost);
  });
});

describe('other fields of a row', () => {
  it('drops what cannot be used and keeps the row', async () => {
    const mapping = mappingOf([
      { header: 'day', field: 'date' },
      { header: 'kWh', field: 'energy' },
      { header: 'from %', field: 'socFrom' },
      { header: 'to %', field: 'socTo' },
      { header: 'km', field: 'odometer', unit: 'km' },
      { header: 'type', field: 'current' },
      { header: 'note', field: 'notes' },
    ]);
    const { drafts, warnings } = await readingOf(
      [
        'day,kWh,from %,to %,km,type,note',
        '2026-01-01,5,80,20,-4,tri-phase,x',
        `2026-01-02,5,-1,50.5,0,ac,${'n'.repeat(4001)}`,
        '2026-01-03,250,n/a,–,unknown,NULL,none',
      ].join('\n'),
      { mapping },
    );
    expect(
      drafts.map(({ content: { socFrom, socTo, odometerM, current } }) => [
        socFrom,
        socTo,
        odometerM,
        current,
      ]),
    ).toEqual([
      [undefined, undefined, undefined, undefined],
      [undefined, 50.5, undefined, 'AC'],
      [undefined, undefined, undefined, undefined],
    ]);
    expect(drafts.map(({ content }) => content.notes?.length)).toEqual([1, 4000, 4]);
    expect(codesOf(warnings)).toEqual([
      { row: 2, code: 'row/field_dropped', column: 'km' },
      { row: 2, code: 'row/field_dropped', column: 'type' },
      { row: 2, code: 'row/soc_order', column: 'to %' },
      { row: 3, code: 'row/field_dropped', column: 'from %' },
      { row: 3, code: 'row/text_cut', column: 'note' },
      { row: 4, code: 'row/implausible_energy', column: 'kWh' },
    ]);
  });

  it('keeps empty charges as cancelled ones on request', async () => {
    const { drafts } = await readingOf(`${HEAD}\n${row('a', '0')}\n`, { includeZero: true });
    expect(drafts[0]?.content).toMatchObject({ energyWh: 0, status: 'cancelled' });
  });

  it('points at dates in the future and dates without a time', async () => {
    const mapping = mappingOf([
      { header: 'day', field: 'date' },
      { header: 'at', field: 'startTime' },
      { header: 'kWh', field: 'energy' },
    ]);
    const { fileWarnings } = await readingOf('day,at,kWh\n2027-05-01,,5\n2026-05-01,10:00,5\n', {
      mapping,
    });
    expect(fileWarnings).toEqual([
      { code: 'file/date_only' },
      { code: 'file/future_dates', dates: ['2027-05-01'] },
    ]);
  });

  it('asks for the unit of an odometer that nothing says', async () => {
    const mapping = mappingOf([
      { header: 'day', field: 'date' },
      { header: 'odo', field: 'odometer' },
      { header: 'kWh', field: 'energy' },
    ]);
    const text = 'day,odo,kWh\n2026-05-01,1000,5\n';
    expect((await readingOf(text, { mapping })).questions).toEqual([
      { code: 'import/choose_unit', column: 'odo', choices: ['km', 'mi'] },
    ]);
    const answered = await readingOf(text, { mapping, distanceUnit: 'mi' });
    expect(answered.drafts[0]?.content.odometerM).toBe(1_609_344);
  });
});

describe('mapper', () => {
  it.each([
    [
      'Date,Start time,End time,Energy (kWh),Cost,Notes',
      'date startTime endTime energy total notes',
    ],
    [
      'Datum;von;bis;Energie [Wh];Betrag;Karte;Bemerkung',
      'date startTime endTime energy total sourceUser notes',
    ],
    ['Date;Énergie;Coût;Lieu', 'date energy total placeLabel'],
    ['Datum;Verbruik;Bedrag;Locatie', 'date energy total placeLabel'],
    ['Fecha;Energía;Importe;Ubicación', 'date energy total placeLabel'],
    ['Data;Energia;Importo;Luogo', 'date energy total placeLabel'],
    ['Dato;Forbruk;Beløp;Sted', 'date energy ignore placeLabel'],
    ['Datum;Förbrukning;Kostnad;Plats', 'date energy total placeLabel'],
    ['date,energy kWh,energy kWh,colour', 'date energy ignore ignore'],
  ])('fills in the words of %s', (headers, fields) => {
    const { columns } = proposeMapping(headers.split(/[,;]/), 'x');
    expect(columns.map(({ field }) => field).join(' ')).toBe(fields);
  });

  it('takes the unit from the header', () => {
    expect(proposeMapping(['Energie [Wh]', 'energy kWh', 'odometer (km)'], 'x').columns).toEqual([
      { header: 'Energie [Wh]', field: 'energy', unit: 'wh' },
      { header: 'energy kWh', field: 'ignore' },
      { header: 'odometer (km)', field: 'odometer', unit: 'km' },
    ]);
  });

  it('shows the head of a file without a profile', async () => {
    const head = valueOrThrow(await previewTable(sampleBytes('synthetic/generic_wallbox.csv'), {}));
    expect(head.headerRow).toBe(2);
    expect(head.headers).toHaveLength(7);
    expect(head.records).toHaveLength(7);
    const mapping = valueOrThrow(
      parseMapping(sampleText('synthetic/generic_wallbox.mapping.json')),
    );
    expect(mappingFits(mapping, head.headers)).toBe(true);
    expect(mappingFits(mapping, ['Datum'])).toBe(false);
  });

  it.each([
    ['{}', 'format'],
    ['{"format":"plugtrack-mapping","version":1,"name":"x","kind":"odd"}', 'kind'],
    [
      '{"format":"plugtrack-mapping","version":1,"name":"x","kind":"sessions","columns":[{"header":"a","field":"b"}]}',
      'columns.field',
    ],
    [
      '{"format":"plugtrack-mapping","version":1,"name":"x","kind":"sessions","timeZone":"Moon"}',
      'timeZone',
    ],
  ])('refuses the mapping %s', (json, at) => {
    expect(parseMapping(json)).toEqual({
      ok: false,
      error: { code: 'import/mapping_shape', details: { at } },
    });
  });
});
