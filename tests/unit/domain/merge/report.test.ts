import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type TakeOther, takeOther } from '#lib/domain/merge/conflicts.ts';
import { planMerge, planReplace } from '#lib/domain/merge/merge-states.ts';
import type { Conflict } from '#lib/domain/merge/plan.ts';
import { type ReportFacts, mergeReport } from '#lib/domain/merge/report.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { DEVICES, at, context, manyRows, state } from './builders.ts';

const S = at(1);
const LATER = at(2, DEVICES.B);
const live = (id: string, energyWh?: number): StateRow => ({
  id,
  ...(energyWh !== undefined && { energyWh }),
  _c: { b: S },
});
const trashed = (id: string, stamp: string): StateRow => ({
  id,
  energyWh: 5,
  _d: true,
  _c: { b: S, f: { _d: stamp } },
});

const source: ReportFacts['source'] = {
  formatVersion: 1,
  schemaVersion: 1,
  createdAt: '2026-07-01T18:03:22.114Z',
  deviceId: DEVICES.B,
  vaultId: '0197c3a1-b2f4-7000-8000-00000000a11e',
  sameVault: true,
  encrypted: true,
};

describe('the report of a merge', () => {
  const here = state({
    sessions: [
      live('only-here', 1),
      live('same', 20),
      { ...live('edited', 300), notes: 'mine' },
      live('to-trash', 4_000),
      trashed('from-trash', S),
      trashed('to-purge', S),
      live('unknown'),
      { id: 'newer', notes: 'newer', _c: { b: at(5) } },
    ],
    cars: [live('car')],
  });
  const theirs = state({
    sessions: [
      live('same', 20),
      { ...live('edited', 350), notes: 'theirs', _c: { b: LATER } },
      { ...live('to-trash', 4_000), _d: true, _c: { b: S, f: { _d: LATER } } },
      { id: 'from-trash', energyWh: 5, _c: { b: S, f: { _d: LATER } } },
      { id: 'to-purge', _p: LATER },
      { id: 'newer', notes: 'older', _c: { b: S } },
      live('added', 60_000),
      { id: 'never-seen', energyWh: 7, _d: true, _c: { b: LATER } },
      { id: 'ahead', energyWh: 9, _c: { b: at(50 * 3_600_000, DEVICES.B) } },
    ],
  });
  const plan = planMerge(here, theirs, context({ deviceId: DEVICES.C }));

  test('counts what happens to every row', () => {
    const { tables, totalsBefore, totalsAfter } = mergeReport(plan, { source, dryRun: true });
    expect(tables).toEqual({
      cars: {
        file: 0,
        here: 1,
        new: 0,
        changed: 0,
        same: 1,
        deleted: 0,
        restored: 0,
        keptHere: 0,
        purged: 0,
        setAside: 0,
      },
      sessions: {
        file: 9,
        here: 8,
        new: 2,
        changed: 4,
        same: 4,
        deleted: 1,
        restored: 1,
        keptHere: 1,
        purged: 1,
        setAside: 1,
      },
    });
    expect(totalsBefore).toEqual({ sessions: 6, energyWh: 4_321 });
    expect(totalsAfter).toEqual({ sessions: 7, energyWh: 1 + 20 + 350 + 5 + 60_000 });
  });

  test('has the documented members and leaves out what is unknown', () => {
    const warnings = [{ code: 'backup/extra_entry', name: 'x.txt' }];
    const report = mergeReport(plan, { source, dryRun: true, warnings, stateHashAfter: 'abc' });
    expect(JSON.parse(canonicalJson(report))).toEqual({
      ok: true,
      mode: 'merge',
      dryRun: true,
      source,
      tables: report.tables,
      unknownTables: [],
      unknownFields: {},
      conflicts: [],
      conflictCount: 0,
      brakes: [],
      warnings: [...warnings, { code: 'sync/clock_ahead', device: DEVICES.B, hours: 50, rows: 1 }],
      totalsBefore: report.totalsBefore,
      totalsAfter: report.totalsAfter,
      stateHashAfter: 'abc',
    });
    const done = mergeReport(plan, {
      source,
      dryRun: false,
      safetyBackup: { name: 'plugtrack-pixel-2026-07-01.zip', verified: true },
      undoId: 'u1',
    });
    expect(done).toMatchObject({ dryRun: false, undoId: 'u1', safetyBackup: { verified: true } });
    expect(done).not.toHaveProperty('stateHashAfter');
  });

  test('is not ok while a brake holds', () => {
    const rows = manyRows(300, S);
    const gone = state({ sessions: rows.map(({ id }) => ({ id, _p: LATER })) });
    const stopped = planMerge(state({ sessions: rows }), gone, context());
    const report = mergeReport(stopped, { source, dryRun: false });
    expect(report).toMatchObject({ ok: false, brakes: [{ rows: 300, percent: 100 }] });
    expect(report.brakes[0]?.ids).toHaveLength(200);
    const agreed = mergeReport(stopped, { source, dryRun: false, isMassDeleteAllowed: true });
    expect(agreed.ok).toBe(true);
  });

  test('lists 200 conflicts and counts all', () => {
    const side = (notes: string, stamp: string) =>
      state({ sessions: manyRows(250, S, { notes }).map((row) => ({ ...row, _c: { b: stamp } })) });
    const report = mergeReport(planMerge(side('a', at(1)), side('b', LATER), context()), {
      source,
      dryRun: true,
    });
    expect([report.conflicts.length, report.conflictCount]).toEqual([200, 250]);
    expect(report.conflicts[0]).toEqual({
      table: 'sessions',
      id: 'row-0000',
      field: 'notes',
      kept: 'b',
      lost: 'a',
      keptStamp: LATER,
      lostStamp: S,
    });
  });

  test('tells collisions, bad rows and a doubled id', () => {
    const other = state({ sessions: [live('same', 21), { id: 'bad', energyWh: 1 }] });
    const { warnings } = mergeReport(planMerge(here, other, context()), { source, dryRun: true });
    expect(warnings).toEqual([
      { code: 'sync/device_id_doubled' },
      { code: 'merge/bad_row', table: 'sessions', id: 'bad', field: '_c', reason: 'merge/bad_row' },
      { code: 'merge/clock_collision', table: 'sessions', id: 'same', field: 'energyWh' },
    ]);
  });
});

describe('the plan of a replacement', () => {
  const here = state({
    sessions: [
      live('gone', 1),
      live('same', 20),
      live('edited', 300),
      trashed('back', S),
      trashed('out', S),
    ],
    devices: [{ id: DEVICES.A, label: 'this', _c: { b: S } }],
  });
  const theirs = state({
    sessions: [
      live('same', 20),
      { ...live('edited', 50), _c: { b: at(0) } },
      live('back', 7),
      live('new', 1_000),
      { id: 'purged', _p: S },
      { id: 'bad', energyWh: 1 },
    ],
    devices: [{ id: DEVICES.B, label: 'other', _c: { b: LATER } }],
  });
  const staysHere = (table: string, id: string) => table === 'devices' && id === DEVICES.A;
  const plan = planReplace(here, theirs, { ...context(), staysHere });

  test('takes the rows of the file with their clocks, older ones too', () => {
    const [devices, sessions] = plan.tables;
    expect(sessions?.rows.map(({ id }) => id)).toEqual(['same', 'edited', 'back', 'new', 'purged']);
    expect(sessions?.rows[1]).toEqual({ ...live('edited', 50), _c: { b: at(0) } });
    expect(devices?.rows.map(({ id }) => id)).toEqual([DEVICES.B]);
    expect(plan.setAside.map(({ row }) => row.id)).toEqual(['bad']);
    expect(plan.clock).toBe(at(1000));
  });

  test('counts in the same form', () => {
    const { mode, tables, brakes, conflicts, totalsBefore, totalsAfter } = mergeReport(plan, {
      source,
      dryRun: true,
    });
    expect([mode, brakes, conflicts]).toEqual(['replace', [], []]);
    expect(tables['sessions']).toEqual({
      file: 6,
      here: 5,
      new: 2,
      changed: 2,
      same: 1,
      deleted: 1,
      restored: 1,
      keptHere: 0,
      purged: 0,
      setAside: 1,
    });
    expect(tables['devices']).toMatchObject({ file: 1, here: 1, new: 1, keptHere: 1, deleted: 0 });
    expect(totalsBefore).toEqual({ sessions: 3, energyWh: 321 });
    expect(totalsAfter).toEqual({ sessions: 4, energyWh: 20 + 50 + 7 + 1_000 });
  });
});

describe('taking the other value of a conflict', () => {
  const stamps = { table: 'sessions', id: 'x', keptStamp: LATER, lostStamp: S };
  const row: StateRow = { id: 'x', notes: 'kept', _c: { b: LATER } };
  const gone: StateRow = { ...row, _d: true };

  test.each<
    [string, StateRow | undefined, Omit<Conflict, keyof typeof stamps>, TakeOther | undefined]
  >([
    [
      'sets it',
      row,
      { field: 'notes', lost: 'other' },
      { kind: 'edit', changes: { notes: 'other' } },
    ],
    [
      'clears it',
      row,
      { field: 'notes', kept: 'kept' },
      { kind: 'edit', changes: { notes: undefined } },
    ],
    ['deletes', row, { field: '_d', lost: true }, { kind: 'delete' }],
    ['restores', gone, { field: '_d', kept: true }, { kind: 'restore' }],
    ['does nothing twice', row, { field: 'notes', lost: 'kept' }, undefined],
    ['does not delete twice', gone, { field: '_d', lost: true }, undefined],
    [
      'cannot bring back a purged row',
      { id: 'x', _p: LATER },
      { field: 'notes', lost: 'a' },
      undefined,
    ],
    ['cannot edit what is not there', undefined, { field: 'notes', lost: 'a' }, undefined],
  ])('%s', (_, current, conflict, expected) => {
    expect(takeOther(current, { ...stamps, ...conflict })).toEqual(expected);
  });
});
