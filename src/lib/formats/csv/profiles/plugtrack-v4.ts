import { readMoney } from '#lib/formats/csv/money.ts';
import type { Profile } from '#lib/formats/csv/profile.ts';
import type { RowContext } from '#lib/formats/csv/row-context.ts';
import type { RowValues } from '#lib/formats/csv/row-values.ts';

/** Pence of a column that overrides another one. */
function pence(row: RowContext, name: string): number | undefined {
  const column = row.extra(name);
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const money = readMoney(text, column.mark, true);
  if (!money) row.reject('row/bad_number', column);
  else if (money.micros < 0) row.reject('row/negative', column);
  return money?.micros;
}

/** A typed total replaces the computed one, and then no price explains it. */
function settleCost(values: RowValues, row: RowContext): void {
  const total = pence(row, 'totalOverride');
  const price = pence(row, 'priceOverride');
  if (price !== undefined) values.pricePerKwhMicros = price;
  if (total === undefined) return;
  values.totalMicros = total;
  values.pricePerKwhMicros = undefined;
}

/** The CSV of the v4 program: pence, kilometres, wall-clock times that claim to be UTC. */
export const plugtrackV4: Profile = {
  id: 'plugtrack-v4',
  provenance: 'typed',
  signatures: [['charge_start_at', 'cost_basis']],
  columns: [
    { field: 'date', headers: ['date'] },
    { field: 'start', headers: ['charge_start_at'] },
    { field: 'end', headers: ['charge_end_at'] },
    { field: 'socFrom', headers: ['start_soc'] },
    { field: 'socTo', headers: ['end_soc'] },
    { field: 'energy', headers: ['kwh_added'], unit: 'kWh' },
    { field: 'odometer', headers: ['odometer_at_session_km'], unit: 'km' },
    { field: 'current', headers: ['charging_type'] },
    { field: 'chargingTime', headers: ['actual_charge_seconds'], unit: 's' },
    { field: 'total', headers: ['cost_pence'], minor: true },
    { field: 'pricePerKwh', headers: ['tariff_p_per_kwh'], minor: true },
    { field: 'placeLabel', headers: ['location_name'] },
    { field: 'network', headers: ['charge_network'] },
    { field: 'notes', headers: ['notes'] },
    { field: 'sourceCar', headers: ['car_id'] },
    { field: 'sourceId', headers: ['id'] },
  ],
  extras: {
    label: ['user_label'],
    totalOverride: ['total_cost_pence_override'],
    priceOverride: ['cost_per_kwh_override_p'],
  },
  mark: '.',
  dates: {},
  ownId: true,
  guard: 'v4',
  ignoresOffset: (options) => options.v4Times !== 'utc',
  settle: () => ({ currency: 'GBP' }),
  keyParts: (values) => [values.sourceCar, values.sourceId],
  adjust: (values, row) => {
    settleCost(values, row);
    values.placeLabel ??= row.text(row.extra('label'));
    if (values.socFrom === 0 && values.socTo === 0) {
      values.socFrom = undefined;
      values.socTo = undefined;
      row.warn('row/zero_means_unknown', row.plan.columns.socFrom);
    }
  },
};
