import type { PlannedColumn } from './plan.ts';
import { readQuantity } from './quantities.ts';
import type { RowContext } from './row-context.ts';
import type { RowValues } from './row-values.ts';

const MAX_WH = 1_000_000;
/** A meter and the energy column may differ by rounding: 0.1 kWh or 2 %. */
const METER_SLACK_WH = 100;
const METER_SLACK_SHARE = 0.02;

/** Whole Wh of an energy cell. An unreadable, negative or absurd one rejects the row. */
function readEnergy(row: RowContext, column: PlannedColumn | undefined): number | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const energyWh = readQuantity(text, 'energy', column.unit, column.mark);
  if (energyWh === undefined) row.reject('row/bad_number', column);
  else if (energyWh < 0) row.reject('row/negative', column);
  else if (energyWh > MAX_WH) row.reject('row/out_of_range', column);
  return energyWh;
}

/** A meter reading only helps; one that cannot be read is left out. */
function readMeter(row: RowContext, column: PlannedColumn | undefined): number | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const registerWh = readQuantity(text, 'energy', column.unit, column.mark);
  if (registerWh !== undefined && registerWh >= 0) return registerWh;
  row.warn('row/field_dropped', column);
  return undefined;
}

/** Energy, battery energy and the meter readings around them. */
export function readEnergies(row: RowContext, values: RowValues): void {
  const { columns } = row.plan;
  values.energyWh = readEnergy(row, columns.energy);
  const batteryWh = readEnergy(row, columns.batteryEnergy);
  if (batteryWh !== 0) values.batteryEnergyWh = batteryWh;
  if (!columns.meterStart || row.isRefused()) return;
  values.meterStartWh = readMeter(row, columns.meterStart);
  const meterEndWh = readMeter(row, columns.meterEnd);
  if (values.meterStartWh === undefined || meterEndWh === undefined) return;
  const risen = meterEndWh - values.meterStartWh;
  if (values.energyWh === undefined) {
    if (risen < 0 || risen > MAX_WH) {
      row.warn('row/field_dropped', columns.meterEnd);
      return;
    }
    values.energyWh = risen;
    values.computed = { energyWh: 'computed' };
    row.warn('row/energy_from_meter', columns.energy ?? columns.meterEnd);
    return;
  }
  const apart = Math.abs(values.energyWh - risen);
  if (apart > METER_SLACK_WH && apart > values.energyWh * METER_SLACK_SHARE)
    row.warn('row/meter_mismatch', columns.energy);
}
