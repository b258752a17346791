import type { FileContents, FileSettings, Profile } from '#lib/formats/csv/profile.ts';
import type { RowContext } from '#lib/formats/csv/row-context.ts';
import type { RowValues } from '#lib/formats/csv/row-values.ts';

const MAX_EVENTS = 99;

/** 0 meant "no" and "unknown" alike; which one is the person's answer. */
function settlePreconditioning(values: RowValues, row: RowContext): void {
  const zeroIsUnknown = row.plan.options.preconditioningZero === 'unknown';
  if (values.preconditioning === 'no' && zeroIsUnknown) values.preconditioning = undefined;
  const column = row.extra('events');
  const text = row.value(column);
  if (text === '' || values.preconditioning === undefined) return;
  const events = /^\d+(?:\.0+)?$/.test(text) ? Number(text) : NaN;
  if (!(events <= MAX_EVENTS)) {
    row.warn('row/field_dropped', column);
    return;
  }
  if (values.preconditioning === 'no' || events > 0) values.preconditioningEvents = events;
}

/**
 * The old program's own export has no blank cell in that column, so its zeros are ambiguous. A
 * file with blanks says "unknown" by them, and its zeros mean "no".
 */
function settle({ headers, rows, options }: FileContents): FileSettings {
  const at = headers.findIndex(({ name }) => name === 'preconditioning_used');
  const cells = at === -1 ? [] : rows.map((row) => (row[at] ?? '').trim());
  const isAmbiguous = cells.includes('0') && !cells.includes('');
  const preconditioningZero = options.preconditioningZero ?? (isAmbiguous ? 'unknown' : 'no');
  return {
    currency: 'GBP',
    options: { preconditioningZero },
    fileWarnings: isAmbiguous ? [{ code: 'file/preconditioning_zero_ambiguous' }] : [],
  };
}

/** The CSV of the classic program: dates without times, miles, pounds. */
export const plugtrackClassic: Profile = {
  id: 'plugtrack-classic',
  provenance: 'typed',
  signatures: [['charge_delivered_kwh', 'odometer']],
  required: ['date', 'odometer', 'charge_type', 'charge_delivered_kwh'],
  columns: [
    { field: 'date', headers: ['date'] },
    { field: 'odometer', headers: ['odometer'], unit: 'mi' },
    { field: 'current', headers: ['charge_type'] },
    { field: 'ratedPower', headers: ['charge_power_kw'], unit: 'kW' },
    { field: 'placeLabel', headers: ['location_label'] },
    { field: 'network', headers: ['charge_network'] },
    { field: 'energy', headers: ['charge_delivered_kwh'], unit: 'kWh' },
    { field: 'chargingTime', headers: ['duration_mins'], unit: 'min' },
    { field: 'pricePerKwh', headers: ['cost_per_kwh'] },
    { field: 'total', headers: ['total_cost_gbp'] },
    { field: 'socFrom', headers: ['soc_from'] },
    { field: 'socTo', headers: ['soc_to'] },
    { field: 'ambient', headers: ['ambient_temp_c'] },
    { field: 'preconditioning', headers: ['preconditioning_used'] },
    { field: 'notes', headers: ['notes'] },
  ],
  extras: { events: ['preconditioning_events'] },
  mark: '.',
  dates: {},
  ownId: false,
  guard: 'ours',
  odometerRequired: true,
  settle,
  keyParts: (values) => [values.localDate, values.odometerM, values.energyWh],
  adjust: (values, row) => {
    if (values.socFrom === 0 && values.socTo === 0) {
      values.socFrom = undefined;
      values.socTo = undefined;
      row.warn('row/zero_means_unknown', row.plan.columns.socFrom);
    }
    settlePreconditioning(values, row);
  },
};
