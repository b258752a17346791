import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockedRow,
  clockOf,
  clockedFields,
  isStamp,
  stampRow,
  tickClock,
} from '#lib/domain/clock.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';

const FIELDS = ['a', 'b', 'c', '_d'];
const DEVICES = ['0000000000000001', 'fffffffffffffffe'];
const value = fc.oneof(fc.integer(), fc.string(), fc.record({ x: fc.array(fc.integer()) }));
const content = fc.dictionary(fc.constantFrom(...FIELDS), value, { noNullPrototype: true });
const history = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(...DEVICES), content), {
  minLength: 1,
  maxLength: 8,
});

describe('the clock', () => {
  test('only ever goes forward, whatever the time says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 47 }), fc.constantFrom(...DEVICES))),
        (ticks) => {
          let last = tickClock(undefined, 0, '0000000000000000');
          for (const [now, device] of ticks) {
            const next = tickClock(last, now, device);
            expect(isStamp(next)).toBe(true);
            expect(next > last).toBe(true);
            last = next;
          }
        },
      ),
    );
  });
});

describe('row clocks', () => {
  test('tell for every field when it last changed, in canonical form', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let row: ClockedRow | undefined;
        let stamp: string | undefined;
        const changed = new Map<string, string>();
        for (const [now, device, next] of steps) {
          stamp = tickClock(stamp, now, device);
          for (const field of FIELDS) {
            const isSame = canonicalJson({ v: row?.[field] }) === canonicalJson({ v: next[field] });
            if (!isSame) changed.set(field, stamp);
          }
          row = { ...next, _c: stampRow(row, next, stamp) };
          for (const field of FIELDS) expect(clockOf(row, field)).toBe(changed.get(field));
        }
        if (!row?._c) return;
        const last = row;
        const { b, f = {} } = row._c;
        const present = clockedFields(row);
        const shares = (one: string) =>
          present.filter((field) => clockOf(last, field) === one).length;
        for (const field of present) {
          const other = clockOf(row, field) ?? '';
          const [mine, theirs] = [shares(b), shares(other)];
          expect(mine > theirs || (mine === theirs && b >= other)).toBe(true);
          expect(f[field]).not.toBe(b);
        }
        expect(row._c).not.toHaveProperty('f', {});
        expect(Object.keys(f)).toEqual(Object.keys(f).toSorted());
      }),
    );
  });
});
