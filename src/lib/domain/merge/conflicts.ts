import { type Stamp, isSame, stampDevice } from '#lib/domain/clock.ts';
import type { KnownStamps } from './known-stamps.ts';
import type { LostValue } from './merge-row.ts';
import type { Collision, Conflict } from './plan.ts';
import type { StateRow } from './state.ts';

/** Written by the app with every change and by nobody: losing one loses nothing. */
const WRITTEN_BY_THE_APP: ReadonlySet<string> = new Set(['createdAt', 'updatedAt']);

interface Candidate {
  readonly conflict: Conflict;
  /** What the side of the winner has seen. */
  readonly winner: KnownStamps | undefined;
}

/**
 * Finds among the values that lost those of another device which the winner's side had not seen.
 * What a side has seen is complete only after its last row, so the answer waits until then.
 */
export class ConflictFinder {
  readonly collisions: Collision[] = [];
  readonly #candidates: Candidate[] = [];

  /** `winner`: what the side of the winner has seen; absent when it has seen nothing. */
  note(table: string, id: string, lost: LostValue, winner: KnownStamps | undefined): void {
    const { field, keptStamp, lostStamp } = lost;
    if (WRITTEN_BY_THE_APP.has(field)) return;
    if (lost.isCollision) {
      const stamp: Stamp = keptStamp > lostStamp ? keptStamp : lostStamp;
      this.collisions.push({ table, id, field, stamp });
      return;
    }
    if (stampDevice(keptStamp) === stampDevice(lostStamp) || winner?.knows(lostStamp)) return;
    const sides = {
      ...('kept' in lost && { kept: lost.kept }),
      ...('lost' in lost && { lost: lost.lost }),
    };
    this.#candidates.push({
      conflict: { table, id, field, ...sides, keptStamp, lostStamp },
      winner,
    });
  }

  /** After the last row of both sides. */
  conflicts(): Conflict[] {
    return this.#candidates
      .filter(({ conflict, winner }) => !winner?.knows(conflict.lostStamp))
      .map(({ conflict }) => conflict);
  }
}

/** What a person does to take the value that lost. */
export type TakeOther =
  | { readonly kind: 'edit'; readonly changes: Readonly<Record<string, unknown>> }
  | { readonly kind: 'delete' }
  | { readonly kind: 'restore' };

/**
 * The ordinary edit that takes the other value of a conflict: changes where `undefined` clears, or
 * the trash. Absent when the row is gone for good or holds that value already.
 */
export function takeOther(row: StateRow | undefined, conflict: Conflict): TakeOther | undefined {
  if (!row || row._p !== undefined) return undefined;
  const { field, lost } = conflict;
  if (field !== '_d') {
    return isSame(row[field], lost) ? undefined : { kind: 'edit', changes: { [field]: lost } };
  }
  if ((lost === true) === (row._d === true)) return undefined;
  return { kind: lost === true ? 'delete' : 'restore' };
}
