import { type Stamp, stampRow } from '#lib/domain/clock.ts';
import type { StateRow } from './state.ts';

/**
 * The row of the device that wrote a file, after the file was restored into an empty profile,
 * which has an id of its own. `row` is the file's, if it has one. A purged row stays as it is.
 */
export function closeDevice(row: StateRow | undefined, deviceId: string, stamp: Stamp): StateRow {
  if (row?._p !== undefined || row?.['closed'] === true) return row;
  const next = { ...row, id: deviceId, closed: true };
  return { ...next, _c: stampRow(row, next, stamp) };
}
