import { describe, expect, test } from 'vitest';
import {
  applyPlan,
  planMerge,
  takeSetAside,
  withSetAside,
} from '#lib/domain/merge/merge-states.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { DEVICES, at, context, manyRows, state, textOf } from './builders.ts';

const HOUR = 3_600_000;
const STAMP = at(1);

const trashed = (row: StateRow): StateRow => ({
  ...row,
  _d: true,
  _c: { b: STAMP, f: { _d: at(2, DEVICES.B) } },
});
const purged = ({ id }: StateRow): StateRow => ({ id, _p: at(2, DEVICES.B) });

/** Merging a copy in which the first rows of so many are gone. */
function hiding(count: number, gone: number, how = trashed) {
  const rows = manyRows(count, STAMP);
  const theirs = rows.map((row, i) => (i < gone ? how(row) : row));
  return planMerge(state({ sessions: rows }), state({ sessions: theirs }), context());
}

describe('a merge that hides unusually much', () => {
  test.each([
    [1000, 60, 6],
    [1000, 900, 90],
    [50, 50, 100],
    [419, 21, 6],
    [774, 240, 32],
  ])('of %i rows %i stops', (count, gone, percent) => {
    const ids = manyRows(gone, STAMP).map(({ id }) => id);
    const brake = { code: 'merge/mass_delete', table: 'sessions', rows: gone, percent, ids };
    expect(hiding(count, gone).brakes).toEqual([brake]);
    expect(hiding(count, gone, purged).brakes).toEqual([brake]);
  });

  test.each([
    [20, 20],
    [100, 20],
    [420, 21],
    [10_000, 500],
  ])('of %i rows %i goes on', (count, gone) => {
    expect(hiding(count, gone).brakes).toEqual([]);
  });

  test('counts live rows only, and not what this device hid itself', () => {
    const rows = manyRows(100, STAMP);
    const here = state({ sessions: rows.map((row, i) => (i < 90 ? trashed(row) : row)) });
    const theirs = state({ sessions: rows.map(trashed) });
    const plan = planMerge(here, theirs, context());
    expect(plan.brakes).toEqual([]);
    expect(plan.tables[0]?.counts).toMatchObject({ here: 100, deleted: 10, changed: 10 });
  });

  test('stops again the next time, and in tables nobody knows', () => {
    const rows = manyRows(100, STAMP);
    const first = rows.map((row, i) => (i < 30 ? trashed(row) : row));
    const here = state({ hologramPlans: rows });
    const plan = planMerge(here, state({ hologramPlans: first }), context());
    expect(plan.brakes).toMatchObject([{ table: 'hologramPlans', rows: 30, percent: 30 }]);
    const again = state({ hologramPlans: rows.map((row, i) => (i < 60 ? trashed(row) : row)) });
    const next = planMerge(applyPlan(here, plan), again, context());
    expect(next.brakes).toMatchObject([{ rows: 30, percent: 43 }]);
  });

  test('cannot hide an event at all', () => {
    const rows = manyRows(100, STAMP);
    const here = state({ 'siteEvents:event': rows });
    const plan = planMerge(here, state({ 'siteEvents:event': rows.map(trashed) }), context());
    expect([plan.brakes, plan.tables[0]?.rows]).toEqual([[], []]);
  });
});

describe('a clock that is ahead', () => {
  const ahead = at(24 * HOUR + 1, DEVICES.B);
  const edge = at(24 * HOUR, DEVICES.B);
  const here = state({ cars: [{ id: 'a', name: 'Leaf', _c: { b: STAMP } }] });
  const edited: StateRow = { id: 'a', name: 'Zoe', _c: { b: ahead } };
  const cleared: StateRow = { id: 'b', make: 'VW', _c: { b: STAMP, f: { name: ahead } } };
  const gone: StateRow = { id: 'c', _p: ahead };
  const sound: StateRow = { id: 'd', name: 'Ioniq', _c: { b: edge } };
  const theirs = state({ cars: [edited, cleared, gone, sound] });

  test('sets its rows aside and nothing else, and never moves this one', () => {
    const plan = planMerge(here, theirs, context({ sourceClock: ahead }));
    const why = {
      table: 'cars',
      kind: 'record',
      code: 'sync/clock_ahead',
      device: DEVICES.B,
      hours: 24,
    };
    expect(plan.setAside).toEqual([edited, cleared, gone].map((row) => ({ ...why, row })));
    expect(plan.tables[0]?.rows).toEqual([sound]);
    expect(plan.tables[0]?.counts).toMatchObject({ file: 4, new: 1, changed: 0, setAside: 3 });
    expect(plan.clock).toBe(edge);
    expect(plan.conflicts).toEqual([]);
  });

  test('is told in hours', () => {
    const row: StateRow = { id: 'a', name: 'Zoe', _c: { b: at(87_660 * HOUR, DEVICES.B) } };
    expect(planMerge(here, state({ cars: [row] }), context()).setAside[0]?.hours).toBe(87_660);
  });

  test('is believed when its time has come', () => {
    const set = planMerge(here, theirs, context());
    const waiting = withSetAside(applyPlan(here, set), set.setAside);
    expect(takeSetAside(waiting, context()).state).toBe(waiting);
    const later = takeSetAside(waiting, context({ nowMs: context().nowMs + HOUR }));
    const all = planMerge(here, theirs, context({ isOwnClockWrong: true }));
    expect(later.plan?.setAside).toEqual([]);
    expect(textOf(later.state)).toBe(textOf(applyPlan(here, all)));
  });

  test('is believed when its time has come on the list of another device, too', () => {
    const listed = withSetAside(new Map(), planMerge(here, theirs, context()).setAside);
    const early = planMerge(here, listed, context());
    expect(early.unknownTables).toEqual([]);
    expect(early.tables).toMatchObject([{ rows: [], counts: { file: 3, setAside: 3, same: 1 } }]);
    expect(early.setAside).toMatchObject([
      { code: 'sync/clock_ahead', row: edited, device: DEVICES.B, hours: 24 },
      { row: cleared },
      { row: gone },
    ]);
    const known = withSetAside(here, early.setAside);
    expect(planMerge(known, listed, context()).setAside).toEqual([]);
    const later = planMerge(here, listed, context({ nowMs: context().nowMs + HOUR }));
    expect(later.setAside).toEqual([]);
    expect(later.tables[0]?.counts).toMatchObject({ file: 3, new: 2, changed: 1, setAside: 0 });
  });

  test('is believed, and followed, when the person says that this clock is wrong', () => {
    const plan = planMerge(here, theirs, context({ isOwnClockWrong: true }));
    expect([plan.setAside, plan.clock]).toEqual([[], ahead]);
    expect(plan.tables[0]?.rows.find(({ id }) => id === 'a')).toEqual(edited);
  });

  test('does not matter in a row that is here already', () => {
    const own = state({ cars: [edited] });
    const plan = planMerge(own, state({ cars: [edited] }), context());
    expect([plan.setAside, plan.tables[0]?.rows]).toEqual([[], []]);
  });

  test('of a value that came in late tells what it lost against', () => {
    const mine: StateRow = { id: 'a', name: 'mine', _c: { b: at(30 * HOUR) } };
    const devices: StateRow = { id: DEVICES.B, label: 'b', _c: { b: at(29 * HOUR, DEVICES.B) } };
    const later = context({ nowMs: context().nowMs + 30 * HOUR });
    const set = planMerge(new Map(), state({ cars: [edited] }), context());
    const own = withSetAside(state({ cars: [mine], devices: [devices] }), set.setAside);
    const { plan } = takeSetAside(own, later);
    expect(plan?.conflicts).toMatchObject([{ field: 'name', kept: 'mine', lost: 'Zoe' }]);
  });
});
