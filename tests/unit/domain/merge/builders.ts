import { tickClock } from '#lib/domain/clock.ts';
import { mergeStates, tablesOf } from '#lib/domain/merge/merge-states.ts';
import type { MergeContext } from '#lib/domain/merge/plan.ts';
import type { State, StateRow, TableKind } from '#lib/domain/merge/state.ts';
import { stateText } from '#lib/domain/state-text.ts';

export const DEVICES = {
  A: 'aaaaaaaaaaaaaaaa',
  B: 'bbbbbbbbbbbbbbbb',
  C: 'cccccccccccccccc',
} as const;

const NOW = Date.UTC(2026, 6, 1, 12);

/** The stamp of a device so many milliseconds after noon of 1 July 2026. */
export const at = (ms: number, device: string = DEVICES.A): string =>
  tickClock(undefined, NOW + ms, device);

/** Tables by name; a name with a colon declares its kind. */
export function state(tables: Readonly<Record<string, readonly StateRow[]>>): State {
  return new Map(
    Object.entries(tables).map(([name, rows]) => {
      const [table = '', kind = 'record'] = name.split(':');
      const byId = new Map(rows.map((row) => [row.id, row]));
      return [table, { kind: kind as TableKind, rows: byId }];
    }),
  );
}

export const textOf = (one: State): string => stateText(tablesOf(one));

export const mergedText = (a: State, b: State): string => textOf(mergeStates(a, b));

export const context = (more: Partial<MergeContext> = {}): MergeContext => ({
  nowMs: NOW,
  deviceId: DEVICES.A,
  clock: at(1000),
  ...more,
});

/** So many rows with one stamp, made by the device of the stamp. */
export const manyRows = (count: number, stamp: string, more: object = {}): StateRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `row-${String(i).padStart(4, '0')}`,
    energyWh: 100,
    ...more,
    _c: { b: stamp },
  }));
