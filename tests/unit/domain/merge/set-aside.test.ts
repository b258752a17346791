import { describe, expect, test } from 'vitest';
import { Merger } from '#lib/domain/merge/merger.ts';
import { applyPlan, planMerge } from '#lib/domain/merge/merge-states.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { DEVICES, at, context, manyRows, mergedText, state, textOf } from './builders.ts';

const STAMP = at(1, DEVICES.B);
const validate = (_: string, row: StateRow) =>
  row['energyWh'] === -1 ? { field: 'energyWh', code: 'session/energy_range' } : undefined;

describe('a bad row', () => {
  test.each(Array.from({ length: 7 }, (_, i) => i))('at place %i is set aside alone', (place) => {
    const rows = manyRows(7, STAMP).map((row, i) => (i === place ? { ...row, energyWh: -1 } : row));
    const plan = planMerge(new Map(), state({ sessions: rows }), context({ validate }));
    const issue = { field: 'energyWh', code: 'session/energy_range' };
    const [row] = rows.slice(place, place + 1);
    const why = { table: 'sessions', kind: 'record', code: 'merge/bad_row', issue };
    expect(plan.setAside).toEqual([{ ...why, row }]);
    expect(plan.tables[0]?.rows).toEqual(rows.filter((one) => one !== row));
    expect(plan.tables[0]?.counts).toMatchObject({ file: 7, new: 6, setAside: 1 });
  });

  test.each<[string, object]>([
    ['_c', {}],
    ['_c', { _c: { b: 'no stamp' } }],
    ['_c', { _c: { b: STAMP, f: { notes: 5 } } }],
    ['_d', { _c: { b: STAMP }, _d: 'yes' }],
    ['_p', { _p: 'no stamp' }],
    ['id', { id: '', _c: { b: STAMP } }],
  ])('without sound %s is set aside too', (field, row) => {
    const broken = { id: 'a', notes: 'x', ...row } as StateRow;
    const plan = planMerge(new Map(), state({ sessions: [broken] }), context());
    const [aside] = plan.setAside;
    expect([aside?.row, aside?.issue?.field]).toEqual([broken, field]);
    expect(plan.tables[0]?.rows).toEqual([]);
  });

  test('is not asked about when it brings nothing', () => {
    const here = state({ sessions: [{ id: 'a', energyWh: -1, _c: { b: STAMP } }] });
    expect(planMerge(here, here, context({ validate })).setAside).toEqual([]);
  });
});

describe('what a newer version sends', () => {
  const theirs = state({
    sessions: [{ id: 's', regenWh: 5, cost: { tip: 1 }, _c: { b: STAMP }, _y: 'kept' }],
    hologramPlans: [{ id: 'h', depth: 3, _c: { b: STAMP } }],
    'echoes:event': [{ id: 'e', text: 'x', _d: true, _c: { b: STAMP } }],
  });

  test('is named, kept and merged by its kind', () => {
    const plan = planMerge(new Map(), theirs, context());
    expect(plan.unknownTables).toEqual(['echoes', 'hologramPlans']);
    expect(plan.unknownFields).toEqual({ sessions: ['_y', 'regenWh'] });
    const after = applyPlan(new Map(), plan);
    expect(after.get('sessions')).toEqual(theirs.get('sessions'));
    expect(after.get('hologramPlans')).toEqual(theirs.get('hologramPlans'));
    expect(after.get('echoes')?.kind).toBe('event');
    expect(after.get('echoes')?.rows.get('e')).toEqual({ id: 'e', text: 'x', _c: { b: STAMP } });
    const more: StateRow = { id: 'h', depth: 3, width: 4, _c: { b: STAMP, f: { width: at(9) } } };
    const later = state({ hologramPlans: [more] });
    expect(mergedText(after, later)).toContain('"depth":3,"id":"h","width":4');
  });

  test('takes part in merging, field by field, reserved keys too', () => {
    const row = (_y: string, regenWh: number, f: object): StateRow => ({
      id: 's',
      regenWh,
      _y,
      notes: 'n',
      _c: { b: STAMP, f: { ...f } },
    });
    const a = row('a', 1, { _y: at(5), regenWh: at(2) });
    const b = row('b', 2, { _y: at(3, DEVICES.B), regenWh: at(4, DEVICES.B) });
    const plan = planMerge(state({ sessions: [a] }), state({ sessions: [b] }), context());
    const merged = { id: 's', notes: 'n', regenWh: 2, _y: 'a' };
    const _c = { b: at(5), f: { notes: STAMP, regenWh: at(4, DEVICES.B) } };
    expect(plan.tables[0]?.rows).toEqual([{ ...merged, _c }]);
  });

  test('of an unknown kind merges like a record and keeps its word for it', () => {
    const merger = new Merger(context());
    const rows: StateRow[] = [{ id: 'q', spin: 1, _c: { b: STAMP } }];
    merger.addTheirs('quanta', 'superposed', rows, () => undefined);
    expect(merger.finish().tables).toMatchObject([{ name: 'quanta', kind: 'superposed', rows }]);
  });

  test('is decided by the context where a caller knows more', () => {
    const isKnownTable = () => true;
    const isKnownField = (_: string, field: string) => field !== 'depth';
    const plan = planMerge(new Map(), theirs, context({ isKnownTable, isKnownField }));
    expect([plan.unknownTables, plan.unknownFields]).toEqual([[], { hologramPlans: ['depth'] }]);
  });
});

describe('rows whose content is fixed', () => {
  const entry = (amount: number, b: string): StateRow => ({ id: 'm', amount, _c: { b } });

  test('made by two devices are one, with the later clock and no conflict', () => {
    const here = state({ 'meterEntries:entry': [entry(5, at(2))] });
    const plan = planMerge(
      here,
      state({ 'meterEntries:entry': [entry(5, at(3, DEVICES.B))] }),
      context(),
    );
    expect(plan.tables[0]?.rows).toEqual([entry(5, at(3, DEVICES.B))]);
    expect([plan.conflicts, plan.collisions]).toEqual([[], []]);
  });

  test('that differ: the greater text holds whatever the clocks say, and it is reported', () => {
    const here = state({ 'meterEntries:entry': [entry(7, at(2))] });
    const theirs = state({ 'meterEntries:entry': [entry(5, at(3, DEVICES.B))] });
    for (const [a, b] of [
      [here, theirs],
      [theirs, here],
    ] as const) {
      const plan = planMerge(a, b, context({ deviceId: DEVICES.C }));
      expect(applyPlan(a, plan).get('meterEntries')?.rows.get('m')).toEqual(
        entry(7, at(3, DEVICES.B)),
      );
      const what = { table: 'meterEntries', id: 'm', field: 'amount', stamp: at(3, DEVICES.B) };
      expect([plan.conflicts, plan.collisions]).toEqual([[], [what]]);
    }
  });

  test('are deleted and restored by the clock', () => {
    const gone: StateRow = { ...entry(5, at(1)), _d: true, _c: { b: at(1), f: { _d: at(2) } } };
    const back: StateRow = { ...entry(5, at(1)), _c: { b: at(1), f: { _d: at(3, DEVICES.B) } } };
    const [a, b] = [gone, back].map((row) => state({ 'meterEntries:entry': [row] }));
    if (a && b) expect(mergedText(a, b)).toBe(textOf(b));
  });
});

describe('a null', () => {
  const setting = (value: unknown, b: string): StateRow => ({
    id: 'petrolEconomy',
    value,
    _c: { b },
  });

  test('is a cleared value, which travels with its clock', () => {
    const here = state({ settings: [setting(null, at(2))] });
    const older = state({ settings: [setting(40, STAMP)] });
    const cleared: StateRow = { id: 'petrolEconomy', _c: { b: at(2), f: { value: at(2) } } };
    expect(textOf(here)).toBe(textOf(state({ settings: [cleared] })));
    expect(mergedText(older, here)).toBe(textOf(here));
    const plan = planMerge(older, here, context({ deviceId: DEVICES.C }));
    expect(plan.tables[0]?.rows).toEqual([cleared]);
    const newer = state({ settings: [setting(50, at(3, DEVICES.B))] });
    expect(mergedText(newer, here)).toBe(textOf(newer));
  });
});
