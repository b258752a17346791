import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type Stamp, clockOf, isClockedField, isSame } from '#lib/domain/clock.ts';
import { rowOf } from './canonical-row.ts';
import type { StateRow, TableKind } from './state.ts';

type Side = 'a' | 'b';

/** A value that is not in the merged row, and the one that is. Both or one may be cleared. */
export interface LostValue {
  readonly field: string;
  readonly kept?: unknown;
  readonly lost?: unknown;
  readonly keptStamp: Stamp;
  readonly lostStamp: Stamp;
  /** The side whose value lost. */
  readonly side: Side;
  /** The stamps do not decide: greater canonical text won. */
  readonly isCollision: boolean;
}

export interface MergedRow {
  /** `a` itself when `b` brings nothing. */
  readonly row: StateRow;
  readonly lost: readonly LostValue[];
  /** `a` has something newer than `b`. */
  readonly isAheadOfB: boolean;
}

const NEVER: Stamp = '';

/**
 * Two copies of a row as one, by the kind of their table. Both must be in canonical form. The
 * order of the two changes nothing in the row.
 */
export function mergeRows(a: StateRow, b: StateRow, kind: TableKind): MergedRow {
  if (a._p !== undefined || b._p !== undefined) return mergePurged(a, b);
  if (isSameRow(a, b)) return { row: a, lost: [], isAheadOfB: false };
  const contentWinner = kind === 'record' ? undefined : greaterContent(a, b);
  const lost: LostValue[] = [];
  const values = new Map<string, unknown>();
  const clocks = new Map<string, Stamp>();
  let isNewsFromB = false;
  let isAheadOfB = false;
  for (const field of fieldsOf(a, b)) {
    if (field === '_d' && kind === 'event') continue;
    const merged = mergeField(a, b, field, field === '_d' ? undefined : contentWinner);
    if (!merged) continue;
    clocks.set(field, merged.stamp);
    if (merged.value !== undefined) values.set(field, merged.value);
    if (merged.lost) lost.push(merged.lost);
    isNewsFromB ||= merged.isNewsFromB;
    isAheadOfB ||= merged.isAheadOfB;
  }
  if (isNewsFromB) return { row: rowOf(a.id, values, clocks, NEVER), lost, isAheadOfB };
  return { row: clocks.size > 0 ? a : withLaterClock(a, b), lost, isAheadOfB };
}

interface MergedField {
  readonly value: unknown;
  readonly stamp: Stamp;
  readonly lost?: LostValue;
  readonly isNewsFromB: boolean;
  readonly isAheadOfB: boolean;
}

/**
 * One field of two rows, absent when neither ever set it. The value has the greater stamp, unless
 * the stamps are equal or the content as a whole has a winner.
 */
function mergeField(
  a: StateRow,
  b: StateRow,
  field: string,
  contentWinner: Side | undefined,
): MergedField | undefined {
  const [left, right] = [valueOf(a, field), valueOf(b, field)];
  const [leftStamp, rightStamp] = [clockOf(a, field) ?? NEVER, clockOf(b, field) ?? NEVER];
  const stamp = leftStamp > rightStamp ? leftStamp : rightStamp;
  if (stamp === NEVER) return undefined;
  const [isOlder, isNewer] = [leftStamp < rightStamp, leftStamp > rightStamp];
  if (isSame(left, right)) {
    return { value: left, stamp, isNewsFromB: isOlder, isAheadOfB: isNewer };
  }
  const isCollision = contentWinner !== undefined || leftStamp === rightStamp;
  const later = isNewer ? 'a' : 'b';
  const winner = isCollision ? (contentWinner ?? greaterValue(left, right)) : later;
  const isA = winner === 'a';
  const [kept, other] = isA ? [left, right] : [right, left];
  const [keptStamp, lostStamp] = isA ? [leftStamp, rightStamp] : [rightStamp, leftStamp];
  return {
    value: kept,
    stamp,
    isNewsFromB: isOlder || !isA,
    isAheadOfB: isNewer || isA,
    ...(lostStamp !== NEVER && {
      lost: {
        field,
        ...(kept !== undefined && { kept }),
        ...(other !== undefined && { lost: other }),
        keptStamp,
        lostStamp,
        side: isA ? 'b' : 'a',
        isCollision,
      },
    }),
  };
}

/** Whether two rows in canonical form are equal, clocks included. */
export function isSameRow(a: StateRow, b: StateRow): boolean {
  if (a._c?.b !== b._c?.b || !isSame(a._c?.f, b._c?.f)) return false;
  for (const key in a) if (key !== '_c' && !isSame(a[key], b[key])) return false;
  for (const key in b) if (!Object.hasOwn(a, key)) return false;
  return true;
}

/** Purged is final. The other copy's values are lost with it, or that it was restored. */
function mergePurged(a: StateRow, b: StateRow): MergedRow {
  const [left, right] = [a._p ?? NEVER, b._p ?? NEVER];
  const keptStamp = left > right ? left : right;
  const side = a._p === undefined ? 'a' : 'b';
  const content = side === 'a' ? a : b;
  const lost: LostValue[] = [];
  for (const field of content._p === undefined ? fieldsOf(content, content) : []) {
    const [value, lostStamp] = [valueOf(content, field), clockOf(content, field)];
    if (lostStamp === undefined || (value === undefined) !== (field === '_d')) continue;
    const what = field === '_d' ? {} : { lost: value };
    lost.push({ field, ...what, keptStamp, lostStamp, side, isCollision: false });
  }
  const row = left === keptStamp ? a : { id: a.id, _p: keptStamp };
  return { row, lost, isAheadOfB: left > right };
}

/** A row without any field has but one clock, which decides nothing. */
function withLaterClock(a: StateRow, b: StateRow): StateRow {
  return b._c !== undefined && (a._c === undefined || b._c.b > a._c.b) ? b : a;
}

/** Null is the same as absent. */
function valueOf(row: StateRow, field: string): unknown {
  return row[field] ?? undefined;
}

function* fieldsOf(a: StateRow, b: StateRow): Generator<string> {
  for (const key in a) if (isClockedField(key)) yield key;
  for (const key in b) if (isClockedField(key) && !Object.hasOwn(a, key)) yield key;
  for (const key in a._c?.f) {
    if (isClockedField(key) && !Object.hasOwn(a, key) && !Object.hasOwn(b, key)) yield key;
  }
  for (const key in b._c?.f) {
    const isListed =
      Object.hasOwn(a, key) || Object.hasOwn(b, key) || Object.hasOwn(a._c?.f ?? {}, key);
    if (isClockedField(key) && !isListed) yield key;
  }
}

/** Cleared is least, then canonical text decides. */
function greaterValue(a: unknown, b: unknown): Side {
  if (a === undefined) return 'b';
  if (b === undefined) return 'a';
  return canonicalJson(a) > canonicalJson(b) ? 'a' : 'b';
}

/** Of rows whose content is fixed by their id: whose content holds. Absent when it is equal. */
function greaterContent(a: StateRow, b: StateRow): Side | undefined {
  const isField = (key: string) => isClockedField(key) && key !== '_d';
  let isEqual = true;
  for (const key of fieldsOf(a, b)) {
    isEqual &&= !isField(key) || isSame(valueOf(a, key), valueOf(b, key));
  }
  if (isEqual) return undefined;
  const content = (row: StateRow) =>
    canonicalJson(
      Object.fromEntries(
        Object.entries(row).filter(([key, value]) => isField(key) && value !== null),
      ),
    );
  return content(a) > content(b) ? 'a' : 'b';
}
