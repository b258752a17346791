import { canonicalJson } from './canonical-json.ts';

/** `mmmmmmmmmmmm-cccc-dddddddddddddddd`: milliseconds, counter, device, in lower-case hex. */
export type Stamp = string;

/** The clocks of a row: `b` for most present fields, `f` for all others and for cleared ones. */
export interface RowClock {
  readonly b: Stamp;
  readonly f?: Readonly<Record<string, Stamp>>;
}

/**
 * A row with its clocks. Keys with `_` are reserved: `_c` and `_p` are clocks themselves, `_d` and
 * those of newer versions have a clock like any field.
 */
export interface ClockedRow {
  readonly _c?: RowClock;
  readonly [field: string]: unknown;
}

const STAMP = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}$/;
const DEVICE_ID = /^[0-9a-f]{16}$/;
const MAX_COUNTER = 0xffff;
const MAX_MS = 0xffff_ffff_ffff;
/** Stamps further ahead than this are not believed. */
const MAX_CLOCK_AHEAD_MS = 86_400_000;

/** Whether a value is a well-formed stamp. */
export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP.test(value);
}

/** The milliseconds of a stamp. */
export function stampMs(stamp: Stamp): number {
  return parseInt(stamp.slice(0, 12), 16);
}

/** The device that made a stamp. */
export function stampDevice(stamp: Stamp): string {
  return stamp.slice(18);
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}

/**
 * The next stamp of a device: always greater than `last`, even if the clock stands or goes back.
 * Throws if the device id is not 16 hex digits or the time does not fit.
 */
export function tickClock(last: Stamp | undefined, nowMs: number, deviceId: string): Stamp {
  if (!DEVICE_ID.test(deviceId)) throw new RangeError('a device id has 16 hex digits');
  const lastMs = last === undefined ? -1 : stampMs(last);
  let ms = Math.max(Math.floor(nowMs), lastMs);
  let counter = 0;
  if (last !== undefined && ms === lastMs) counter = parseInt(last.slice(13, 17), 16) + 1;
  if (counter > MAX_COUNTER) {
    ms += 1;
    counter = 0;
  }
  if (!(ms >= 0 && ms <= MAX_MS)) throw new RangeError(`no stamp for ${ms}`);
  return `${hex(ms, 12)}-${hex(counter, 4)}-${deviceId}`;
}

/** The greatest stamp this device's clock lets it believe; those above are too far ahead. */
export function latestBelieved(nowMs: number): Stamp {
  const ms = Math.min(Math.max(Math.floor(nowMs) + MAX_CLOCK_AHEAD_MS, 0), MAX_MS);
  return `${hex(ms, 12)}-ffff-${'f'.repeat(16)}`;
}

/** Whether a stamp is too far ahead of this device's clock to be believed. */
export function isClockAhead(stamp: Stamp, nowMs: number): boolean {
  return stampMs(stamp) > nowMs + MAX_CLOCK_AHEAD_MS;
}

/** The clock after receiving a stamp; one that is too far ahead never moves it. */
export function receiveClock(
  last: Stamp | undefined,
  received: Stamp,
  nowMs: number,
): Stamp | undefined {
  if (isClockAhead(received, nowMs)) return last;
  return last === undefined || received > last ? received : last;
}

/** Whether a key of a row is a field with a clock: all but the id and the clocks themselves. */
export function isClockedField(key: string): boolean {
  return key !== 'id' && key !== '_c' && key !== '_p';
}

/** The present fields of a row: those with a value. */
export function clockedFields(row: ClockedRow): string[] {
  return Object.keys(row).filter((key) => isClockedField(key) && row[key] !== undefined);
}

/** The clock of a field. Absent = never set, lower than every stamp. */
export function clockOf(row: ClockedRow, field: string): Stamp | undefined {
  const clock = row._c;
  if (!clock) return undefined;
  if (clock.f && Object.hasOwn(clock.f, field)) return clock.f[field];
  return row[field] === undefined ? undefined : clock.b;
}

/**
 * The one canonical form of field clocks: `b` is the stamp most present fields share (ties: the
 * greatest; none present: the greatest of all), the others are in `f`. At least one clock.
 */
export function canonicalClock(
  clocks: ReadonlyMap<string, Stamp>,
  isPresent: (field: string) => boolean,
): RowClock {
  const counts = new Map<Stamp, number>();
  let greatest = '';
  for (const [field, stamp] of clocks) {
    if (stamp > greatest) greatest = stamp;
    if (isPresent(field)) counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
  }
  let b = '';
  let most = 0;
  for (const [stamp, count] of counts) {
    if (count > most || (count === most && stamp > b)) [b, most] = [stamp, count];
  }
  if (most === 0) b = greatest;
  const others = [...clocks]
    .filter(([field, stamp]) => stamp !== b || !isPresent(field))
    .sort(([a], [z]) => (a < z ? -1 : 1));
  return others.length > 0 ? { b, f: Object.fromEntries(others) } : { b };
}

/** Whether two values of a field are the same plain data. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * The clocks of a row after a local change: fields whose value changed, appeared or were cleared
 * get the stamp, all others keep theirs. Objects and lists are one field each. Pass rows without
 * fields that stay on the device.
 */
export function stampRow(
  previous: ClockedRow | undefined,
  next: ClockedRow,
  stamp: Stamp,
): RowClock {
  const clocks = new Map<string, Stamp>();
  const cleared = previous
    ? [...clockedFields(previous), ...Object.keys(previous._c?.f ?? {})]
    : [];
  for (const field of new Set([...clockedFields(next), ...cleared])) {
    const known = previous && clockOf(previous, field);
    const isKept = known !== undefined && isSame(previous?.[field], next[field]);
    clocks.set(field, isKept ? known : stamp);
  }
  if (clocks.size === 0) return { b: stamp };
  return canonicalClock(clocks, (field) => next[field] !== undefined);
}
