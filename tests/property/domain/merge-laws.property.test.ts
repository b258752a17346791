import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStamp, tickClock } from '#lib/domain/clock.ts';
import { canonicalRow, rowIssue } from '#lib/domain/merge/canonical-row.ts';
import { mergeStates, planMerge, tablesOf } from '#lib/domain/merge/merge-states.ts';
import { Merger } from '#lib/domain/merge/merger.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import { type State, type StateRow, type TableKind, isLiveRow } from '#lib/domain/merge/state.ts';
import { stateText } from '#lib/domain/state-text.ts';

// Few stamps, so that equal ones with different values are frequent, as only hostile files have them.
const STAMPS = [1, 2, 3].flatMap((ms) =>
  ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'].map((device) => tickClock(undefined, ms, device)),
);
const stamp = fc.constantFrom(...STAMPS);
const value = fc.constantFrom<unknown>(0, 1, 'x', 'y', [1], { a: 1 }, null, undefined);
const field = fc.constantFrom('id', 'a', 'b', 'c', '_d', '_c', '_p', '_x');

const content = fc.record({
  a: value,
  b: value,
  _x: value,
  _d: fc.constantFrom(true, null, undefined),
});
const clock = fc.record(
  { b: stamp, f: fc.dictionary(field, stamp, { maxKeys: 4, noNullPrototype: true }) },
  { requiredKeys: ['b'] },
);
const soundRow = fc.tuple(content, clock).map(([fields, _c]) => ({ ...fields, _c }));
const purgedRow = stamp.map((_p): object => ({ _p }));
const ODD = [
  { b: STAMPS[0], f: null },
  { b: STAMPS[1], f: 5 },
  { b: STAMPS[2], f: {}, z: 1 },
];
const brokenRow = fc
  .tuple(content, fc.constantFrom<unknown>(undefined, {}, { b: 'no' }, 5, ...ODD))
  .map(([fields, _c]) => ({ ...fields, ...(_c !== undefined && { _c }) }));
const anyRow: fc.Arbitrary<object> = fc.oneof(
  { weight: 8, arbitrary: soundRow },
  { weight: 1, arbitrary: purgedRow },
  { weight: 1, arbitrary: brokenRow },
);

const KINDS: readonly (readonly [string, TableKind])[] = [
  ['cars', 'record'],
  ['meterEntries', 'entry'],
  ['siteEvents', 'event'],
];
const anyState: fc.Arbitrary<State> = fc
  .tuple(...KINDS.map(() => fc.array(anyRow, { minLength: 1, maxLength: 3 })))
  .map((tables) => {
    const named = KINDS.map(([name, kind], i) => {
      const rows = (tables[i] ?? []).map((row, at): StateRow => ({ ...row, id: `${at}` }));
      return [name, { kind, rows: new Map(rows.map((row) => [row.id, row])) }] as const;
    });
    return new Map(named);
  });

const textOf = (state: State): string => stateText(tablesOf(state));
const merged = (a: State, b: State): string => textOf(mergeStates(a, b));
const MANY = { numRuns: 700 };

describe('merging any states, hostile ones too', () => {
  test('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(anyState, anyState, anyState, (a, b, c) => {
        expect(merged(b, a)).toBe(merged(a, b));
        expect(merged(a, mergeStates(b, c))).toBe(merged(mergeStates(a, b), c));
        expect(merged(a, a)).toBe(textOf(a));
        expect(merged(mergeStates(a, b), a)).toBe(merged(a, b));
      }),
      MANY,
    );
  });

  test('gives rows in canonical form, and a live row vanishes only by a tombstone or a purge', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        for (const [name, { kind, rows }] of mergeStates(a, b)) {
          for (const [id, row] of rows) {
            expect(canonicalRow(row, kind)).toEqual(row);
            if (row._p === undefined) expect(isStamp(row._c?.b)).toBe(true);
            if (isLiveRow(row)) continue;
            const sources = [a, b].map((state) => state.get(name)?.rows.get(id));
            expect(sources.some((source) => source && !isLiveRow(source))).toBe(true);
          }
        }
      }),
      MANY,
    );
  });

  test('is planned as it is merged, apart from rows without sound clocks, which are set aside', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        const here = mergeStates(a, new Map());
        const plan = planMerge(here, b, { nowMs: 10, deviceId: 'c'.repeat(16), clock: undefined });
        const aside = new Set(plan.setAside.map(({ table, row }) => `${table} ${row.id}`));
        for (const [name, { rows }] of b) {
          for (const [id, row] of rows) expect(aside.has(`${name} ${id}`)).toBe(!!rowIssue(row));
        }
        const sound = new Map(
          [...b].map(([name, { kind, rows }]) => {
            const kept = [...rows].filter(([, row]) => !rowIssue(row));
            return [name, { kind, rows: new Map(kept) }] as const;
          }),
        );
        const all = tablesOf(mergeStates(here, sound));
        for (const { name, rows } of plan.tables) {
          const byId = new Map(all[name]?.map((row) => [row.id, row]));
          const unchanged = new Map(here.get(name)?.rows);
          for (const row of rows) unchanged.set(row.id, row);
          expect(stateText({ [name]: [...unchanged.values()] })).toBe(
            stateText({ [name]: [...byId.values()] }),
          );
        }
      }),
      MANY,
    );
  });

  test('is counted as it is planned, without holding rows', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        const here = mergeStates(a, new Map());
        const context = { nowMs: 10, deviceId: 'c'.repeat(16), clock: undefined };
        const counter = new Merger(context, true);
        for (const [name, { kind, rows }] of here) counter.addHere(name, kind, rows.values());
        for (const [name, { kind, rows }] of b) {
          counter.addTheirs(name, kind, rows.values(), (id) => here.get(name)?.rows.get(id));
        }
        const withoutRows = ({ tables, ...rest }: MergePlan) => ({
          ...rest,
          counts: tables.map(({ name, counts }) => [name, counts]),
        });
        const counted = counter.finish();
        expect(withoutRows(counted)).toEqual(withoutRows(planMerge(here, b, context)));
        for (const { rows } of counted.tables)
          for (const row of rows) expect(row).not.toHaveProperty('a');
      }),
      MANY,
    );
  });
});
