import {
  type Stamp,
  canonicalClock,
  clockOf,
  clockedFields,
  isClockedField,
  isStamp,
} from '#lib/domain/clock.ts';
import type { FieldIssue } from '#lib/domain/result.ts';
import { type StateRow, TABLE_KINDS, type TableKind } from './state.ts';

/** Below every stamp a device can give. */
const NO_STAMP: Stamp = '000000000000-0000-0000000000000000';

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What keeps a row of a file from being merged at all: its id, clocks or tombstones. Absent = sound. */
export function rowIssue(row: StateRow): FieldIssue | undefined {
  const broken = (field: string): FieldIssue => ({ field, code: 'merge/bad_row' });
  const { id, _c, _d, _p }: Readonly<Record<string, unknown>> = row;
  if (typeof id !== 'string' || id === '') return broken('id');
  if (_p !== undefined && _p !== null) return isStamp(_p) ? undefined : broken('_p');
  if (!isPlain(_c) || !isStamp(_c['b'])) return broken('_c');
  const { f } = _c;
  if (f !== undefined && !(isPlain(f) && Object.values(f).every(isStamp))) return broken('_c');
  return _d === undefined || _d === null || _d === true ? undefined : broken('_d');
}

/**
 * The kind by which a table is merged: that of this version, else the declared one. Kinds of newer
 * versions merge like records.
 */
export function kindOfTable(table: string, declared: string): TableKind {
  const known = Object.hasOwn(TABLE_KINDS, table) ? TABLE_KINDS[table] : undefined;
  return known ?? (declared === 'entry' || declared === 'event' ? declared : 'record');
}

/** All stamps of a row. */
export function* stampsOf({ _c, _p }: StateRow): Generator<Stamp> {
  if (_p !== undefined) yield _p;
  if (!_c) return;
  yield _c.b;
  for (const field in _c.f) {
    const stamp = _c.f[field];
    if (stamp !== undefined) yield stamp;
  }
}

/**
 * Recognises most canonical rows without building them anew: `b` is the clock of more than half of
 * the present fields, so no other can be more frequent.
 */
function isPlainlyCanonical(row: StateRow, kind: TableKind): boolean {
  const { _c, _p }: Readonly<Record<string, unknown>> = row;
  if (!isPlain(_c) || !isStamp(_c['b']) || _p !== undefined) return false;
  for (const key in _c) if (key !== 'b' && key !== 'f') return false;
  let present = 0;
  for (const key in row) {
    const value = row[key];
    if (value === null || value === undefined) return false;
    if (key === '_d' && (value !== true || kind === 'event')) return false;
    if (isClockedField(key)) present++;
  }
  const { b, f } = _c;
  if (f === undefined) return true;
  if (!isPlain(f)) return false;
  let others = 0;
  for (const field in f) {
    const isOdd = !isClockedField(field) || (field === '_d' && kind === 'event');
    if (isOdd || !isStamp(f[field])) return false;
    if (!Object.hasOwn(row, field)) continue;
    if (f[field] === b) return false;
    others++;
  }
  return Object.keys(f).length > 0 && present > 2 * others;
}

/**
 * The one form of a row: purged ones have an id and a clock only, null is cleared, clocks are
 * canonical, and events have no tombstone. Clocks that are none count as lower than all others.
 */
export function canonicalRow(row: StateRow, kind: TableKind): StateRow {
  if (isPlainlyCanonical(row, kind)) return row;
  if (isStamp(row._p)) return { id: row.id, _p: row._p };
  const clock = isPlain(row._c) && isStamp(row._c.b) ? row._c : { b: NO_STAMP };
  const f = Object.entries(isPlain(clock.f) ? clock.f : {}).filter(([, stamp]) => isStamp(stamp));
  const clocked = { ...row, _c: { b: clock.b, f: Object.fromEntries(f) } };
  const hasField = (field: string) =>
    isClockedField(field) && !(field === '_d' && kind === 'event');
  const values = new Map<string, unknown>();
  const clocks = new Map<string, Stamp>();
  for (const field of [...clockedFields(row), ...f.map(([name]) => name)]) {
    if (!hasField(field)) continue;
    const value = row[field] ?? undefined;
    const isPresent = value !== undefined && (field !== '_d' || value === true);
    if (isPresent) values.set(field, value);
    clocks.set(field, clockOf(clocked, field) ?? NO_STAMP);
  }
  return rowOf(row.id, values, clocks, clock.b);
}

/** A row of its present fields and the clocks of all; `b` is its clock when no field has one. */
export function rowOf(
  id: string,
  values: ReadonlyMap<string, unknown>,
  clocks: ReadonlyMap<string, Stamp>,
  b: Stamp,
): StateRow {
  const _c = clocks.size === 0 ? { b } : canonicalClock(clocks, (field) => values.has(field));
  return { ...Object.fromEntries(values), id, _c };
}
