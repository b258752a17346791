import { OWN_BITS } from './flags.ts';
import { adoptColumns, gatherColumns } from './columns.ts';
import { Dictionary } from './dictionary.ts';
import { SessionTable } from './session-table.ts';

export const SNAPSHOT_KEY = 'columns';
/** Raised when columns or their meaning change; older snapshots are then made anew. */
const FORMAT = 3;
/** Joins many short texts, which never hold it: one long text is read many times faster. */
const SEPARATOR = '\u0000';

const DICTIONARIES = [
  'cars',
  'places',
  'labels',
  'networks',
  'currencies',
  'zones',
  'dismissals',
] as const;

export interface LoadedSnapshot {
  readonly seq: number;
  readonly table: SessionTable;
  readonly order: Uint32Array;
}

/** All listed rows in session order as one storable value, true for `seq`. */
export function packSnapshot(table: SessionTable, order: Uint32Array, seq: number): unknown {
  const columns = gatherColumns(table.columns, order);
  const flags = columns['flags'];
  flags?.forEach((bits, at) => (flags[at] = bits & OWN_BITS));
  const joined = (texts: readonly string[]): string =>
    Array.from(order, (slot) => texts[slot] ?? '').join(SEPARATOR);
  return {
    format: FORMAT,
    seq,
    size: order.length,
    columns,
    ids: joined(table.texts.ids),
    notes: joined(table.texts.notes),
    dictionaries: DICTIONARIES.map((name) => table.texts[name].texts),
  };
}

/** A snapshot read back. Absent when it is missing, of another format or not whole. */
export function unpackSnapshot(value: unknown): LoadedSnapshot | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const stored = value as Readonly<Record<string, unknown>>;
  const { format, seq, size, columns, ids, notes, dictionaries } = stored;
  if (format !== FORMAT || typeof seq !== 'number' || typeof size !== 'number') return undefined;
  if (typeof columns !== 'object' || columns === null || !Array.isArray(dictionaries)) {
    return undefined;
  }
  const adopted = adoptColumns(columns as Readonly<Record<string, unknown>>, size);
  const idList = split(ids, size);
  const noteList = split(notes, size);
  const [cars, places, labels, networks, currencies, zones, dismissals] = (
    dictionaries as unknown[]
  ).map(dictionary);
  if (!adopted || !idList || !noteList) return undefined;
  if (!cars || !places || !labels || !networks || !currencies) return undefined;
  if (!zones || !dismissals) return undefined;
  const texts = {
    ids: idList,
    notes: noteList,
    ...{ cars, places, labels, networks, currencies, zones, dismissals },
  };
  const order = Uint32Array.from({ length: size }, (_, slot) => slot);
  return { seq, table: new SessionTable(adopted, texts), order };
}

function split(value: unknown, size: number): string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = size === 0 ? [] : value.split(SEPARATOR);
  return parts.length === size ? parts : undefined;
}

function dictionary(value: unknown): Dictionary | undefined {
  const isTexts = Array.isArray(value) && value.every((text) => typeof text === 'string');
  return isTexts ? new Dictionary(value) : undefined;
}
