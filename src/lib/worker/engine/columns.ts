/** How each column is stored. Absent numbers are NaN, absent texts code 0 of their dictionary. */
const KINDS = {
  flags: Uint16Array,
  /** Days since 1970-01-01 of the local date. */
  day: Int32Array,
  /** year × 12 + month − 1 of the local date. */
  month: Int32Array,
  car: Uint32Array,
  place: Uint32Array,
  label: Uint32Array,
  network: Uint32Array,
  currency: Uint32Array,
  homeCurrency: Uint32Array,
  zone: Uint32Array,
  /** Dismissed hints of a session, as one text. */
  dismissed: Uint32Array,
  startedAt: Float64Array,
  endedAt: Float64Array,
  chargingS: Float64Array,
  pluggedS: Float64Array,
  odometerM: Float64Array,
  socFrom: Float64Array,
  socTo: Float64Array,
  energyWh: Float64Array,
  batteryEnergyWh: Float64Array,
  /** The total as frozen, in `currency`. */
  totalMicros: Float64Array,
  /** The converted total, in `homeCurrency`. */
  homeTotalMicros: Float64Array,
  /** The price, in `currency`, of a session that has no total. */
  flatPriceMicros: Float64Array,
  ambientC: Float64Array,
  ratedPowerW: Float64Array,
  durationS: Float64Array,
  /** The total in the settings' currency; derived, so never stored. */
  costMicros: Float64Array,
} as const;

type ColumnName = keyof typeof KINDS;
export type Columns = { [K in ColumnName]: InstanceType<(typeof KINDS)[K]> };
type NumberArray = Columns[ColumnName];

const COLUMN_NAMES = Object.keys(KINDS) as ColumnName[];
/** Columns of a snapshot: all that a row itself says. */
const STORED_COLUMNS = COLUMN_NAMES.filter((name) => name !== 'costMicros');

function make(fill: (name: ColumnName) => NumberArray): Columns {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, fill(name)])) as unknown as Columns;
}

export function newColumns(capacity: number): Columns {
  return make((name) => new KINDS[name](capacity));
}

/** The same columns with more room. */
export function grownColumns(columns: Columns, capacity: number): Columns {
  return make((name) => {
    const grown = new KINDS[name](capacity);
    grown.set(columns[name]);
    return grown;
  });
}

/** Copies of the stored columns with only these rows, in this order. */
export function gatherColumns(columns: Columns, rows: Uint32Array): Record<string, NumberArray> {
  const gathered: Record<string, NumberArray> = {};
  for (const name of STORED_COLUMNS) {
    const from = columns[name];
    const to = new KINDS[name](rows.length);
    for (let at = 0; at < rows.length; at += 1) to[at] = from[rows[at] ?? 0] ?? 0;
    gathered[name] = to;
  }
  return gathered;
}

/** Columns out of a stored value; absent when a column is missing or of another kind or length. */
export function adoptColumns(
  stored: Readonly<Record<string, unknown>>,
  size: number,
): Columns | undefined {
  for (const name of STORED_COLUMNS) {
    const column = stored[name];
    if (!(column instanceof KINDS[name]) || column.length !== size) return undefined;
  }
  return make((name) =>
    name === 'costMicros' ? new Float64Array(size) : (stored[name] as NumberArray),
  );
}
