import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { parseMapping } from '#lib/formats/csv/mapping.ts';
import type { ImportOptions, ImportReading } from '#lib/formats/csv/report.ts';
import { codesOf, draftsOf, importBytes, mappingOf, sampleBytes, sampleText } from './samples.ts';

const GERMAN = mappingOf([
  { header: 'Datum', field: 'date' },
  { header: 'Energie (kWh)', field: 'energy' },
  { header: 'Kosten', field: 'total' },
]);
const ENGLISH = mappingOf([
  { header: 'date', field: 'date' },
  { header: 'energy kWh', field: 'energy', unit: 'kWh' },
  { header: 'cost', field: 'total' },
]);

function read(file: string, options: Partial<ImportOptions> = {}) {
  return importBytes(sampleBytes(`hostile/${file}`), options);
}

async function reading(file: string, options: Partial<ImportOptions> = {}): Promise<ImportReading> {
  return valueOrThrow(await read(file, options));
}

async function failure(file: string, options: Partial<ImportOptions> = {}): Promise<string> {
  const result = await read(file, options);
  return result.ok ? 'no failure' : result.error.code;
}

describe('hostile text files', () => {
  it('IE04 reads UTF-16 little endian with tabs', async () => {
    const { profile, drafts, questions, table } = await reading('utf16le_bom_tabs.csv');
    expect({ profile, questions, delimiter: table.delimiter }).toEqual({
      profile: 'mycupra',
      questions: [],
      delimiter: '\t',
    });
    expect(drafts.map(({ row, content }) => [row, content.energyWh])).toEqual([
      [2, 26500],
      [3, 20500],
    ]);
    expect(drafts[1]?.importKey).toBe('mycupra:ü2');
  });

  it('IE04 reads UTF-16 big endian', async () => {
    const { profile, drafts, table } = await reading('utf16be_bom.csv');
    expect([profile, drafts.length, table.encoding]).toEqual(['mycupra', 1, 'utf-16be']);
  });

  it('IE04 asks about text that is not UTF-8 and reads it with the answer', async () => {
    const asked = await reading('windows_1252.csv');
    expect(asked.questions).toEqual([
      expect.objectContaining({
        code: 'import/encoding_unsure',
        choices: ['windows-1252', 'iso-8859-2', 'windows-1251'],
        proposed: 'windows-1252',
      }),
    ]);
    expect(asked.questions[0]?.previews?.[0]?.text).toContain('Süd');
    expect(asked.drafts).toEqual([]);

    const { profile, drafts, questions } = await reading('windows_1252.csv', {
      encoding: 'windows-1252',
    });
    expect([profile, questions]).toEqual(['robeertm', []]);
    expect(drafts.map(({ content }) => content)).toEqual([
      expect.objectContaining({ placeLabel: 'Köln', network: 'Süd', notes: 'für 9,68 €' }),
    ]);
  });

  it('IE04 never replaces broken UTF-8 silently', async () => {
    const { questions, drafts } = await reading('broken_utf8.csv');
    expect(questions.map(({ code }) => code)).toEqual(['import/encoding_unsure']);
    expect(drafts).toEqual([]);
  });

  it('IE03 keeps the rows before an open quote', async () => {
    const { drafts, rejected } = await reading('unbalanced_quote.csv');
    expect(drafts.map(({ row }) => row)).toEqual([2]);
    expect(codesOf(rejected)).toEqual([{ row: 3, code: 'row/unbalanced_quote' }]);
  });

  it('IE09 takes off the guards that the v4 program wrote, and no others', async () => {
    const { drafts } = await reading('formula_cells.csv');
    expect(drafts.map(({ row, content }) => [row, content.placeLabel, content.network])).toEqual([
      [2, '=HYPERLINK("https://example.test","x")', '+44 Energy'],
      [3, '@home', 'tab first'],
    ]);
    expect(drafts.map(({ content }) => content.notes)).toEqual([
      '-1 for the queue',
      "''=two quotes",
    ]);
  });

  it('IE05 asks for the date order with the range of each', async () => {
    const { questions, drafts } = await reading('ambiguous_dates.csv', { mapping: GERMAN });
    expect(questions).toEqual([
      {
        code: 'import/date_order_unknown',
        column: 'Datum',
        choices: ['day-first', 'month-first'],
        previews: [
          { choice: 'day-first', range: { from: '2026-04-03', to: '2026-12-11' } },
          { choice: 'month-first', range: { from: '2026-03-04', to: '2026-11-12' } },
        ],
      },
    ]);
    expect(drafts).toEqual([]);
    const answered = await reading('ambiguous_dates.csv', {
      mapping: GERMAN,
      dateOrder: 'month-first',
    });
    expect(answered.drafts.map(({ content }) => content.localDate)).toEqual([
      '2026-03-04',
      '2026-05-06',
      '2026-11-12',
    ]);
  });

  it('IE05 refuses a file whose dates contradict each other', async () => {
    expect(await failure('conflicting_dates.csv', { mapping: GERMAN })).toBe(
      'import/date_order_conflict',
    );
  });

  it('IE05 points at lonely dates', async () => {
    const { drafts, fileWarnings } = await reading('lonely_dates.csv', {
      mapping: mappingOf(ENGLISH.columns.slice(0, 2)),
    });
    expect(drafts).toHaveLength(9);
    expect(fileWarnings).toEqual([
      { code: 'file/lonely_dates', dates: ['2018-01-03', '2018-02-03'] },
    ]);
  });

  it('IE05 finds the decimal comma from all cells', async () => {
    const { drafts } = await reading('thousands_comma_decimal.csv', {
      mapping: GERMAN,
      currency: 'EUR',
    });
    expect(drafts.map(({ content }) => [content.energyWh, content.cost?.totalMicros])).toEqual([
      [32284, 1234560000],
      [9500, 2300000],
      [30000, 12000000],
    ]);
  });

  it('IE05 asks for the decimal mark when every number reads both ways', async () => {
    const mapping = mappingOf([
      { header: 'date', field: 'date' },
      { header: 'meter kWh', field: 'energy', unit: 'kWh' },
      { header: 'cost', field: 'total' },
    ]);
    const { questions } = await reading('number_mark_unknown.csv', { mapping });
    expect(questions).toEqual([
      {
        code: 'import/decimal_unknown',
        column: 'meter kWh',
        choices: ['.', ','],
        previews: [
          { choice: '.', text: '1.234' },
          { choice: ',', text: '1234' },
        ],
      },
    ]);
    const answered = await reading('number_mark_unknown.csv', { mapping, decimal: '.' });
    expect(answered.drafts.map(({ content }) => content.energyWh)).toEqual([1234, 2345, 3456]);
  });

  it('IE05 accepts and rejects odd numbers', async () => {
    const { drafts, rejected } = await reading('odd_numbers.csv', { mapping: ENGLISH });
    expect(drafts.map(({ row, content }) => [row, content.energyWh])).toEqual([
      [3, 12500],
      [11, 12500],
    ]);
    expect(codesOf(rejected)).toEqual([
      { row: 2, column: 'energy kWh', code: 'row/out_of_range' },
      ...[4, 5, 6, 7, 8, 9, 10].map((row) => ({
        row,
        column: 'energy kWh',
        code: 'row/bad_number',
      })),
    ]);
  });

  it.each([
    ['nul_bytes.csv', [2], [{ row: 3, code: 'row/bad_character' }], []],
    [
      'extra_cells.csv',
      [2],
      [
        { row: 3, code: 'row/column_count' },
        { row: 4, code: 'row/empty_charge' },
      ],
      [],
    ],
    ['repeated_header.csv', [2, 4], [], [{ row: 3, code: 'row/repeated_header' }]],
    ['long_field.csv', [2], [{ row: 3, code: 'row/field_too_long' }], []],
  ])('IE03 reads %s', async (file, rows, rejected, skipped) => {
    const found = await reading(file);
    expect(found.drafts.map(({ row }) => row)).toEqual(rows);
    expect(codesOf(found.rejected)).toEqual(rejected);
    expect(codesOf(found.skipped)).toEqual(skipped);
  });

  it.each([
    ['too_many_columns.csv', 'import/too_many_columns'],
    ['empty.csv', 'import/empty_file'],
    ['header_only.csv', 'import/no_rows'],
    ['picture_named.csv', 'import/not_text'],
    ['meter_log_bad_lines.ndjson', 'import/unknown_format'],
    ['not_a_backup.zip', 'import/unknown_format'],
  ])('IE10 refuses %s as %s', async (file, code) => {
    expect(await failure(file)).toBe(code);
  });

  it('keeps markup as the text it is', async () => {
    const { drafts } = await reading('markup_in_text.csv');
    expect(draftsOf({ drafts } as ImportReading)).toEqual([
      expect.objectContaining({
        network: '<b>x</b>',
        placeLabel: '<img src=x onerror=alert(1)>',
        notes: '[a](javascript:alert(1)) <script>alert(1)</script>',
      }),
    ]);
  });
});

describe('hostile mappings', () => {
  it.each([
    ['proto_keys', 'json/forbidden_key'],
    ['duplicate_keys', 'json/duplicate_key'],
    ['deep', 'json/depth'],
    ['numbers', 'json/number'],
  ])('IE08 refuses %s as %s', (name, code) => {
    const result = parseMapping(sampleText(`hostile/${name}.mapping.json`));
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
