import type { LocalDate } from '#lib/domain/entity.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { unguardFormula } from '#lib/formats/csv/formula.ts';
import { headerCandidates } from '#lib/formats/csv/headers.ts';
import { readQuantity } from '#lib/formats/csv/quantities.ts';
import { isMissing } from '#lib/formats/csv/row-context.ts';
import type { RowReport } from '#lib/formats/csv/report.ts';
import { importedEntityId, importKeyOf } from '#lib/formats/ids.ts';
import type { ClassicCar } from './classic-backup.ts';
import { milesPerKwh, plainNumber } from './figures.ts';
import type { TextTable } from './read-table.ts';

const KEY = 'plugtrack-classic-car';
const MAX_NAME_CHARS = 80;
const REPORTED_CHARS = 80;

type Column =
  | 'id'
  | 'name'
  | 'make'
  | 'model'
  | 'battery_kwh'
  | 'efficiency_mpkwh'
  | 'recommended_full_charge_enabled'
  | 'recommended_full_charge_frequency_value'
  | 'recommended_full_charge_frequency_unit';

const COLUMN_OF: Readonly<Record<string, Column>> = {
  name: 'name',
  make: 'make',
  model: 'model',
  usableBatteryWh: 'battery_kwh',
  profileEfficiencyMPerWh: 'efficiency_mpkwh',
  fullCharge: 'recommended_full_charge_frequency_value',
};

export interface ReadCars {
  readonly cars: readonly ClassicCar[];
  readonly rejected: readonly RowReport[];
  readonly warnings: readonly RowReport[];
}

/** One row of the table while it is read. */
class CarRow {
  readonly row: number;
  private readonly cells: readonly string[];
  private readonly index: ReadonlyMap<string, number>;
  private readonly warnings: RowReport[];

  constructor(
    row: number,
    cells: readonly string[],
    index: ReadonlyMap<string, number>,
    warnings: RowReport[],
  ) {
    this.row = row;
    this.cells = cells;
    this.index = index;
    this.warnings = warnings;
  }

  private cell(column: Column): string {
    return this.cells[this.index.get(column) ?? -1] ?? '';
  }

  report(code: string, column: Column): RowReport {
    return { row: this.row, code, column, text: this.cell(column).slice(0, REPORTED_CHARS) };
  }

  warn(code: string, column: Column): void {
    this.warnings.push(this.report(code, column));
  }

  text(column: Column): string | undefined {
    const text = unguardFormula(this.cell(column)).trim();
    const characters = Array.from(text);
    if (characters.length <= MAX_NAME_CHARS) return text === '' ? undefined : text;
    this.warn('row/text_cut', column);
    return characters.slice(0, MAX_NAME_CHARS).join('').trim();
  }

  value(column: Column): string {
    const text = this.cell(column).trim();
    return isMissing(text) ? '' : text;
  }

  /** A figure of which 0 means that it was never entered. */
  figure(column: Column, read: (text: string) => number | undefined): number | undefined {
    const text = this.value(column);
    if (text === '') return undefined;
    const figure = read(text);
    if (figure === undefined) this.warn('row/field_dropped', column);
    return figure === 0 ? undefined : figure;
  }
}

function fullChargeOf(row: CarRow) {
  if (row.value('recommended_full_charge_enabled') !== '1') return undefined;
  const every = row.figure('recommended_full_charge_frequency_value', plainNumber);
  const unit = row.value('recommended_full_charge_frequency_unit').toLowerCase();
  return every === undefined || unit === '' ? undefined : { every, unit };
}

function contentOf(row: CarRow, createdDate: LocalDate): Record<string, unknown> {
  const make = row.text('make');
  const model = row.text('model');
  const both = [make, model].filter((part) => part !== undefined).join(' ');
  return {
    name: row.text('name') ?? Array.from(both).slice(0, MAX_NAME_CHARS).join(''),
    make,
    model,
    usableBatteryWh: row.figure('battery_kwh', (text) => readQuantity(text, 'energy', 'kwh', '.')),
    profileEfficiencyMPerWh: row.figure('efficiency_mpkwh', milesPerKwh),
    fullCharge: fullChargeOf(row),
    createdDate,
    archived: false,
  };
}

/** A car with the fields that may be stored; what may not is dropped, a car without name refused. */
function carOf(row: CarRow, sourceId: string, createdDate: LocalDate): ClassicCar | RowReport {
  const content = contentOf(row, createdDate);
  const { make, model } = content as { make?: string; model?: string };
  const id = importedEntityId('car', importKeyOf(KEY, [sourceId, make, model]));
  const first = validateCar(content);
  if (first.ok) return { sourceId, row: row.row, id, content: first.value };
  for (const { field } of first.error.fields ?? []) {
    const name = field.split('.')[0] ?? '';
    const column = COLUMN_OF[name];
    if (column === undefined || column === 'name') return row.report('row/bad_value', 'name');
    if (content[name] === undefined) continue;
    row.warn('row/field_dropped', column);
    content[name] = undefined;
  }
  const second = validateCar(content);
  return second.ok
    ? { sourceId, row: row.row, id, content: second.value }
    : row.report('row/bad_value', 'name');
}

/** Reads the table of cars. Error: `import/header_missing`. */
export function readCars(table: TextTable, createdDate: LocalDate): Result<ReadCars> {
  const { records, refused } = table;
  const header = headerCandidates(records, refused).find(({ names }) => names.has('id'));
  if (!header) return fail('import/header_missing', { details: { headers: 'id' } });
  const index = new Map<string, number>();
  header.headers.forEach(({ name }, at) => {
    if (!index.has(name)) index.set(name, at);
  });
  const cars = new Map<string, ClassicCar>();
  const rejected: RowReport[] = [];
  const warnings: RowReport[] = [];
  for (let at = header.row; at < records.length; at += 1) {
    const cells = records[at] ?? [];
    const refusal = refused.get(at + 1);
    if (refusal !== undefined) rejected.push({ row: at + 1, code: refusal });
    if (refusal !== undefined || cells.every((cell) => cell.trim() === '')) continue;
    const row = new CarRow(at + 1, cells, index, warnings);
    const sourceId = row.value('id');
    // Sessions name their car by this id: without one, or with one twice, nobody knows which.
    const car =
      sourceId === '' || cars.has(sourceId)
        ? row.report('row/bad_value', 'id')
        : carOf(row, sourceId, createdDate);
    if ('content' in car) cars.set(sourceId, car);
    else rejected.push(car);
  }
  return ok({ cars: [...cars.values()], rejected, warnings });
}
