import { describe, expect, test } from 'vitest';
import { stampRow } from '#lib/domain/clock.ts';
import { applyPlan, planMerge } from '#lib/domain/merge/merge-states.ts';
import type { Conflict } from '#lib/domain/merge/plan.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { DEVICES, at, context, state, textOf } from './builders.ts';

type Device = 'A' | 'B';
/** Milliseconds, and the fields set (undefined clears), or the purge. */
type Step = readonly [number, Readonly<Record<string, unknown>> | 'purge'];
type Lost = readonly [field: string, kept: unknown, lost: unknown];

const deleted = { _d: true };
const restored = { _d: undefined };
const edited = (notes: unknown) => ({ notes });
const cleared = { notes: undefined };

/** Both devices know the row as A made it at 1; the trashed one went to the trash at 1 as well. */
const LIVE: StateRow = { id: 'x', notes: 'old', energyWh: 10, _c: { b: at(1) } };
const TRASHED: StateRow = { ...LIVE, _d: true };

const OLD = { notes: 'old', energyWh: 10 };
const PURGED = 'purged';

function afterSteps(base: StateRow, device: Device, steps: readonly Step[]): StateRow {
  return steps.reduce<StateRow>((row, [ms, change]) => {
    const stamp = at(ms, DEVICES[device]);
    if (change === 'purge') return { id: row.id, _p: stamp };
    const next = { ...row, ...change };
    const present = Object.entries(next).filter(([, value]) => value !== undefined);
    return { ...(Object.fromEntries(present) as StateRow), _c: stampRow(row, next, stamp) };
  }, base);
}

/** What the two sides saw of each other is told by their device rows. */
const side = (row: StateRow) =>
  state({
    sessions: [row],
    devices: [
      { id: DEVICES.A, label: 'a', _c: { b: at(1) } },
      { id: DEVICES.B, label: 'b', _c: { b: at(1, DEVICES.B) } },
    ],
  });

const asLost = ({ field, kept, lost }: Conflict): Lost => [field, kept, lost];

type Case = readonly [
  name: string,
  base: StateRow,
  a: readonly Step[],
  b: readonly Step[],
  result: Readonly<Record<string, unknown>> | typeof PURGED,
  lost: readonly Lost[],
];

const CASES: readonly Case[] = [
  // Deleting and editing have clocks of their own: both survive, and an edit never revives.
  [
    'delete, then edit',
    LIVE,
    [[2, deleted]],
    [[3, edited('b')]],
    { ...OLD, notes: 'b', _d: true },
    [],
  ],
  [
    'edit, then delete',
    LIVE,
    [[3, deleted]],
    [[2, edited('b')]],
    { ...OLD, notes: 'b', _d: true },
    [],
  ],
  ['delete, then clear', LIVE, [[2, deleted]], [[3, cleared]], { energyWh: 10, _d: true }, []],
  ['clear, then delete', LIVE, [[3, deleted]], [[2, cleared]], { energyWh: 10, _d: true }, []],
  ['delete twice', LIVE, [[2, deleted]], [[3, deleted]], { ...OLD, _d: true }, []],
  // Deleting and restoring are one field.
  [
    'delete and restore after a delete',
    LIVE,
    [
      [2, deleted],
      [4, restored],
    ],
    [[3, deleted]],
    OLD,
    [['_d', undefined, true]],
  ],
  [
    'delete and restore before a delete',
    LIVE,
    [
      [2, deleted],
      [3, restored],
    ],
    [[4, deleted]],
    { ...OLD, _d: true },
    [['_d', true, undefined]],
  ],
  ['restore twice', TRASHED, [[2, restored]], [[3, restored]], OLD, []],
  ['restore, then edit', TRASHED, [[2, restored]], [[3, edited('b')]], { ...OLD, notes: 'b' }, []],
  ['edit, then restore', TRASHED, [[3, restored]], [[2, edited('b')]], { ...OLD, notes: 'b' }, []],
  ['restore, then clear', TRASHED, [[2, restored]], [[3, cleared]], { energyWh: 10 }, []],
  ['clear, then restore', TRASHED, [[3, restored]], [[2, cleared]], { energyWh: 10 }, []],
  // Purged is final, whatever came later; what the other wrote meanwhile is told.
  [
    'restore, then purge',
    TRASHED,
    [[2, restored]],
    [[3, 'purge']],
    PURGED,
    [['_d', undefined, undefined]],
  ],
  [
    'purge, then restore',
    TRASHED,
    [[3, restored]],
    [[2, 'purge']],
    PURGED,
    [['_d', undefined, undefined]],
  ],
  [
    'edit, then purge',
    TRASHED,
    [[2, edited('a')]],
    [[3, 'purge']],
    PURGED,
    [['notes', undefined, 'a']],
  ],
  [
    'purge, then edit',
    TRASHED,
    [[3, edited('a')]],
    [[2, 'purge']],
    PURGED,
    [['notes', undefined, 'a']],
  ],
  ['purge twice', TRASHED, [[2, 'purge']], [[3, 'purge']], PURGED, []],
  // One field, two values.
  [
    'edit, then edit',
    LIVE,
    [[2, edited('a')]],
    [[3, edited('b')]],
    { ...OLD, notes: 'b' },
    [['notes', 'b', 'a']],
  ],
  [
    'edit back and forth, then edit',
    LIVE,
    [
      [2, edited('a')],
      [4, edited('old')],
    ],
    [[3, edited('b')]],
    OLD,
    [['notes', 'old', 'b']],
  ],
  [
    'edit to one value',
    LIVE,
    [[2, edited('same')]],
    [[3, edited('same')]],
    { ...OLD, notes: 'same' },
    [],
  ],
  [
    'clear, then edit',
    LIVE,
    [[2, cleared]],
    [[3, edited('b')]],
    { ...OLD, notes: 'b' },
    [['notes', 'b', undefined]],
  ],
  [
    'edit, then clear',
    LIVE,
    [[3, cleared]],
    [[2, edited('b')]],
    { energyWh: 10 },
    [['notes', undefined, 'b']],
  ],
  ['clear twice', LIVE, [[2, cleared]], [[3, cleared]], { energyWh: 10 }, []],
  [
    'edit of another field, then edit',
    LIVE,
    [[2, { energyWh: 12 }]],
    [[3, edited('b')]],
    { notes: 'b', energyWh: 12 },
    [],
  ],
];

describe('two devices and one row', () => {
  test('are 24 cases', () => {
    expect(CASES).toHaveLength(24);
  });

  test.each(CASES)('%s', (_, base, stepsA, stepsB, result, lost) => {
    const a = side(afterSteps(base, 'A', stepsA));
    const b = side(afterSteps(base, 'B', stepsB));
    const onA = planMerge(a, b, context({ clock: at(5) }));
    const onB = planMerge(b, a, context({ clock: at(5, DEVICES.B), deviceId: DEVICES.B }));
    expect(textOf(applyPlan(b, onB))).toBe(textOf(applyPlan(a, onA)));

    const { _c, _p, ...row } = applyPlan(a, onA).get('sessions')?.rows.get('x') ?? { id: '' };
    if (result === PURGED) expect([row, _p !== undefined]).toEqual([{ id: 'x' }, true]);
    else expect([row, _p]).toEqual([{ id: 'x', ...result }, undefined]);
    expect(_c === undefined).toBe(result === PURGED);

    for (const plan of [onA, onB]) {
      expect(plan.conflicts.map(asLost)).toEqual(lost);
      expect(plan.collisions).toEqual([]);
      expect(plan.isDeviceIdDoubled).toBe(false);
    }
    expect(onB.conflicts).toEqual(onA.conflicts);
  });
});

describe('a value that lost is no conflict', () => {
  const edit = (row: StateRow, device: Device, ms: number, notes: string) =>
    afterSteps(row, device, [[ms, edited(notes)]]);

  test('when the same device wrote both', () => {
    const first = edit(LIVE, 'B', 2, 'first');
    const plan = planMerge(side(first), side(edit(first, 'B', 3, 'second')), context());
    expect(plan.tables.find(({ name }) => name === 'sessions')?.counts.changed).toBe(1);
    expect(plan.conflicts).toEqual([]);
  });

  test('when the later writer had seen it', () => {
    const a = edit(LIVE, 'A', 2, 'a');
    const seen = state({
      sessions: [edit(a, 'B', 4, 'b')],
      devices: [{ id: DEVICES.A, label: 'a', lastSeenAt: 3, _c: { b: at(3) } }],
    });
    expect(planMerge(side(a), seen, context()).conflicts).toEqual([]);
    // Without the row of the device nobody can tell, and it is rather told once too often.
    const unsure = state({ sessions: [edit(a, 'B', 4, 'b')] });
    expect(planMerge(side(a), unsure, context()).conflicts).toHaveLength(1);
  });

  test('when only the app wrote it', () => {
    const made = (ms: number, device: Device) =>
      side({
        id: 'x',
        notes: 'n',
        createdAt: ms,
        updatedAt: ms,
        _c: { b: at(ms, DEVICES[device]) },
      });
    expect(planMerge(made(2, 'A'), made(3, 'B'), context({ clock: at(2) })).conflicts).toEqual([]);
  });
});
