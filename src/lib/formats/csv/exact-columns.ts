/** Columns of our own lossless file, in the order in which they are written. */
export const EXACT_COLUMNS = [
  'plugtrack_session_v1',
  'car_id',
  'car',
  'status',
  'local_date',
  'started_at',
  'ended_at',
  'time_zone',
  'charging_s',
  'plugged_s',
  'odometer_m',
  'current',
  'rated_power_w',
  'peak_power_w',
  'place_id',
  'place',
  'place_label',
  'network',
  'energy_wh',
  'battery_energy_wh',
  'soc_from',
  'soc_to',
  'cost_basis',
  'currency',
  'total_micros',
  'price_per_kwh_micros',
  'cost_rest',
  'ambient_c',
  'preconditioning',
  'preconditioning_events',
  'notes',
  'curve',
  'dismissed_hints',
  'source',
  'import_key',
  'provenance',
  'created_at',
  'updated_at',
  'more',
] as const;
export type ExactColumn = (typeof EXACT_COLUMNS)[number];

/** Number columns and the session fields they hold. `whole`: only integers. */
export const EXACT_NUMBERS = [
  { column: 'charging_s', field: 'chargingS', whole: true },
  { column: 'plugged_s', field: 'pluggedS', whole: true },
  { column: 'odometer_m', field: 'odometerM', whole: true },
  { column: 'rated_power_w', field: 'ratedPowerW', whole: true },
  { column: 'peak_power_w', field: 'peakPowerW', whole: true },
  { column: 'energy_wh', field: 'energyWh', whole: true },
  { column: 'battery_energy_wh', field: 'batteryEnergyWh', whole: true },
  { column: 'soc_from', field: 'socFrom', whole: false },
  { column: 'soc_to', field: 'socTo', whole: false },
  { column: 'ambient_c', field: 'ambientC', whole: false },
  { column: 'preconditioning_events', field: 'preconditioningEvents', whole: true },
] as const satisfies readonly { column: ExactColumn; field: string; whole: boolean }[];

export const EXACT_TEXTS = [
  { column: 'place_id', field: 'placeId' },
  { column: 'place_label', field: 'placeLabel' },
  { column: 'network', field: 'network' },
  { column: 'notes', field: 'notes' },
  { column: 'source', field: 'source' },
  { column: 'import_key', field: 'importKey' },
] as const satisfies readonly { column: ExactColumn; field: string }[];

export const EXACT_JSON = [
  { column: 'curve', field: 'curve' },
  { column: 'dismissed_hints', field: 'dismissedHints' },
  { column: 'provenance', field: 'provenance' },
] as const satisfies readonly { column: ExactColumn; field: string }[];
