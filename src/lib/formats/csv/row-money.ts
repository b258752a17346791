import { isCurrency } from '#lib/domain/currency.ts';
import { energyCostMicros } from '#lib/domain/money.ts';
import type { LineKind, ReceiptLine } from '#lib/domain/session.ts';
import type { MappedField } from './mapping-types.ts';
import { readMoney, type WrittenMoney } from './money.ts';
import type { PlannedColumn } from './plan.ts';
import type { RowContext } from './row-context.ts';
import type { RowValues } from './row-values.ts';

const MAX_TOTAL_MICROS = 1_000_000_000_000;
const LINES_SLACK_MICROS = 10_000;
/** A total and price × energy may differ by rounding: 0.02 or 2 %. */
const PRICE_SLACK_MICROS = 20_000;
const PRICE_SLACK_SHARE = 0.02;

const LINE_FIELDS: readonly (readonly [MappedField, LineKind])[] = [
  ['lineEnergy', 'energy'],
  ['lineTime', 'time'],
  ['lineSessionFee', 'session_fee'],
  ['lineIdle', 'idle'],
  ['lineParking', 'parking'],
  ['lineDiscount', 'discount'],
  ['lineTax', 'tax'],
];
const PRICED_LINES: ReadonlySet<LineKind> = new Set(['energy', 'tax', 'discount']);

function readCell(row: RowContext, column: PlannedColumn | undefined): WrittenMoney | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const money = readMoney(text, column.mark, column.minor);
  if (!money) row.reject('row/bad_number', column);
  return money;
}

/** The row's currency: its column, else a code in the cell, else the file's. */
function settleCurrency(
  row: RowContext,
  values: RowValues,
  money: WrittenMoney,
  column: PlannedColumn | undefined,
): void {
  const written = money.currency;
  if (!written || written.fits.includes(values.currency)) return;
  const code = written.fits[0];
  if (written.exact && code && !row.plan.columns.currency) values.currency = code;
  else row.warn('row/currency_differs', column);
}

function readCurrencyColumn(row: RowContext, values: RowValues): void {
  const column = row.plan.columns.currency;
  const word = row.value(column).toUpperCase();
  if (word === '') return;
  if (isCurrency(word)) values.currency = word;
  else row.reject('row/no_currency', column);
}

function readTotal(row: RowContext, values: RowValues): void {
  const column = row.plan.columns.total;
  if (row.plan.ignoresTotal) return;
  const money = readCell(row, column);
  if (!money) return;
  if (money.per !== '') {
    row.reject('row/bad_number', column);
    return;
  }
  if (money.micros < 0) {
    row.reject('row/negative', column);
    return;
  }
  if (money.micros > MAX_TOTAL_MICROS) {
    row.reject('row/out_of_range', column);
    return;
  }
  settleCurrency(row, values, money, column);
  values.totalMicros = money.micros;
}

function readPrice(row: RowContext, values: RowValues): void {
  const column = row.plan.columns.pricePerKwh;
  const money = readCell(row, column);
  if (!money || row.isRefused()) {
    values.pricePerKwhMicros = row.plan.pricePerKwhMicros;
    return;
  }
  if (money.per !== '' && money.per !== 'kwh') {
    row.reject('row/bad_number', column);
    return;
  }
  if (money.micros < 0 || money.micros > MAX_TOTAL_MICROS) {
    row.warn('row/field_dropped', column);
    return;
  }
  settleCurrency(row, values, money, column);
  values.pricePerKwhMicros = money.micros;
}

function readLines(row: RowContext, values: RowValues): void {
  for (const [field, kind] of LINE_FIELDS) {
    const column = row.plan.columns[field];
    const money = readCell(row, column);
    if (!money || money.micros === 0) continue;
    if (kind !== 'discount' && money.micros < 0) {
      row.reject('row/negative', column);
      return;
    }
    const amountMicros = kind === 'discount' ? -Math.abs(money.micros) : money.micros;
    const energyWh = kind === 'energy' ? values.energyWh : undefined;
    (values.lines ??= []).push({
      kind,
      amountMicros,
      ...(energyWh !== undefined && { energyWh }),
    });
  }
}

/** What the file says about money. An unreadable or negative amount rejects the row. */
export function readCosts(row: RowContext, values: RowValues): void {
  values.currency = row.plan.currency;
  readCurrencyColumn(row, values);
  readTotal(row, values);
  readPrice(row, values);
  readLines(row, values);
}

function linesTotal(lines: readonly ReceiptLine[]): number {
  return lines.reduce((sum, line) => sum + (line.included ? 0 : line.amountMicros), 0);
}

/** Completes the total from a full receipt and compares what the file says twice. */
export function checkCosts(row: RowContext, values: RowValues): void {
  const { lines, energyWh, pricePerKwhMicros } = values;
  const { total } = row.plan.columns;
  if (lines && values.totalMicros === undefined && lines.some(({ kind }) => kind === 'energy'))
    values.totalMicros = linesTotal(lines);
  const { totalMicros } = values;
  if (totalMicros === undefined) return;
  if (lines && Math.abs(linesTotal(lines) - totalMicros) > LINES_SLACK_MICROS)
    row.warn('row/lines_total_mismatch', total);
  if (pricePerKwhMicros === undefined || energyWh === undefined) return;
  if (lines?.some(({ kind }) => !PRICED_LINES.has(kind))) return;
  const apart = Math.abs(energyCostMicros(energyWh, pricePerKwhMicros) - totalMicros);
  if (apart > PRICE_SLACK_MICROS && apart > totalMicros * PRICE_SLACK_SHARE)
    row.warn('row/price_total_mismatch');
}
