import { type Stamp, stampDevice, stampMs } from '#lib/domain/clock.ts';
import { stampsOf } from './canonical-row.ts';
import type { SetAsideRow } from './plan.ts';
import type { StateRow } from './state.ts';

const MS_PER_HOUR = 3_600_000;
/** No stamp of a device is as low: whatever was set aside is the same everywhere. */
const NO_STAMP: Stamp = '000000000000-0000-0000000000000000';
const SET_ASIDE = '!';

/** Between these, the second excluded, are the ids of all set-aside rows. */
export const SET_ASIDE_RANGE: readonly [string, string] = [SET_ASIDE, '"'];

/** The id of a row that was set aside: another version of the row is another one. */
export function setAsideId({ code, table, row }: SetAsideRow): string {
  return `${SET_ASIDE}${code}/${table}/${row.id}/${latestStamp(row) ?? ''}`;
}

/** The greatest stamp of a row that may be broken in any way; absent without one. */
export function latestStamp(row: StateRow): Stamp | undefined {
  const stamps = [...stampsOf(row)].filter((stamp: unknown) => typeof stamp === 'string');
  return stamps.sort().at(-1);
}

/** Whose stamp is the furthest ahead of this time, and by how many whole hours. */
export function clockAhead(
  row: StateRow,
  nowMs: number,
): { readonly device: string; readonly hours: number } | undefined {
  const latest = latestStamp(row);
  if (latest === undefined) return undefined;
  const hours = Math.round((stampMs(latest) - nowMs) / MS_PER_HOUR);
  return { device: stampDevice(latest), hours };
}

/** A set-aside row as it travels: the same on every device, whenever it was found. */
export function travellingSetAside(aside: SetAsideRow): StateRow {
  const { table, kind, code, row } = aside;
  return { id: setAsideId(aside), table, kind, code, row, _c: { b: NO_STAMP } };
}

/** The row that travelled, as it was set aside; absent for what is no such row. */
export function setAsideOf(travelled: StateRow, nowMs: number): SetAsideRow | undefined {
  const { table, kind, code, row, _p }: Readonly<Record<string, unknown>> = travelled;
  if (_p !== undefined || typeof table !== 'string' || !isRow(row)) return undefined;
  const aside = { table, kind: typeof kind === 'string' ? kind : 'record', row };
  if (code !== 'sync/clock_ahead') return { ...aside, code: 'merge/bad_row' };
  return { ...aside, code, ...clockAhead(row, nowMs) };
}

const isRow = (value: unknown): value is StateRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
