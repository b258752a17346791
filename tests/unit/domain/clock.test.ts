import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { stateText } from '#lib/domain/state-text.ts';
import {
  clockOf,
  isClockAhead,
  isStamp,
  receiveClock,
  stampDevice,
  stampMs,
  stampRow,
  tickClock,
} from '#lib/domain/clock.ts';

const DEVICE = '9f2c4e7a1b3d5f60';
const at = (ms: string, counter = '0000') => `${ms}-${counter}-${DEVICE}`;
const S1 = at('019a0c3f5b21');
const S2 = at('019a0c3f5b22');
const S3 = at('019a0c3f5b23');

describe('stamps', () => {
  test('have the documented form', () => {
    const stamp = tickClock(undefined, 0x019a0c3f5b21, DEVICE);
    expect(stamp).toBe('019a0c3f5b21-0000-9f2c4e7a1b3d5f60');
    expect(stampMs(stamp)).toBe(0x019a0c3f5b21);
    expect(stampDevice(stamp)).toBe(DEVICE);
    expect(isStamp(stamp)).toBe(true);
    expect(isStamp(stamp.toUpperCase())).toBe(false);
    expect(isStamp(`${stamp}0`)).toBe(false);
    expect(isStamp(5)).toBe(false);
  });

  test('count while the clock stands or goes back', () => {
    expect(tickClock(S1, 0x019a0c3f5b21, DEVICE)).toBe(at('019a0c3f5b21', '0001'));
    expect(tickClock(S1, 0, DEVICE)).toBe(at('019a0c3f5b21', '0001'));
    expect(tickClock(at('019a0c3f5b21', '00ff'), 5, DEVICE)).toBe(at('019a0c3f5b21', '0100'));
    expect(tickClock(S1, 0x019a0c3f5b30, DEVICE)).toBe(at('019a0c3f5b30'));
  });

  test('borrow a millisecond when the counter is full', () => {
    expect(tickClock(at('019a0c3f5b21', 'ffff'), 0, DEVICE)).toBe(at('019a0c3f5b22'));
  });

  test('refuse what has no stamp', () => {
    expect(() => tickClock(undefined, 0, 'phone')).toThrow('device id');
    expect(() => tickClock(undefined, NaN, DEVICE)).toThrow('no stamp');
    expect(() => tickClock(undefined, 2 ** 48, DEVICE)).toThrow('no stamp');
  });

  test('received ones move the clock forward, but not by a day', () => {
    const now = 0x019a0c3f5b21;
    const ahead = tickClock(undefined, now + 86_400_001, DEVICE);
    expect(receiveClock(S1, S2, now)).toBe(S2);
    expect(receiveClock(S2, S1, now)).toBe(S2);
    expect(receiveClock(undefined, S1, now)).toBe(S1);
    expect(isClockAhead(ahead, now)).toBe(true);
    expect(receiveClock(S1, ahead, now)).toBe(S1);
    const edge = tickClock(undefined, now + 86_400_000, DEVICE);
    expect(receiveClock(S1, edge, now)).toBe(edge);
  });
});

describe('clocks of a row', () => {
  test('a new row has one stamp', () => {
    expect(stampRow(undefined, { id: 'a', energyWh: 1, notes: 'x' }, S1)).toEqual({ b: S1 });
  });

  test('a change stamps the fields whose value changed', () => {
    const before = { id: 'a', energyWh: 1, notes: 'x', cost: { b: 1, a: [2] }, _c: { b: S1 } };
    const same = { id: 'a', energyWh: 1, notes: 'x', cost: { a: [2], b: 1 } };
    expect(stampRow(before, same, S2)).toEqual({ b: S1 });
    expect(stampRow(before, { ...same, energyWh: 2 }, S2)).toEqual({ b: S1, f: { energyWh: S2 } });
    const inside = { ...same, cost: { a: [3], b: 1 } };
    expect(stampRow(before, inside, S2)).toEqual({ b: S1, f: { cost: S2 } });
  });

  test('a cleared field stays listed, and keeps its stamp', () => {
    const before = { id: 'a', energyWh: 1, notes: 'x', _c: { b: S1 } };
    const cleared = { id: 'a', energyWh: 1 };
    const clock = stampRow(before, cleared, S2);
    expect(clock).toEqual({ b: S1, f: { notes: S2 } });
    const row = { ...cleared, _c: clock };
    expect(clockOf(row, 'notes')).toBe(S2);
    expect(clockOf(row, 'energyWh')).toBe(S1);
    expect(clockOf(row, 'network')).toBeUndefined();
    expect(stampRow(row, { ...cleared, energyWh: 3 }, S3)).toEqual({ b: S3, f: { notes: S2 } });
    expect(stampRow(row, { ...cleared, notes: 'y' }, S3)).toEqual({ b: S3, f: { energyWh: S1 } });
  });

  test('the shared stamp is the most frequent, then the greatest', () => {
    const before = { a: 1, b: 1, c: 1, _c: { b: S1 } };
    expect(stampRow(before, { a: 2, b: 2, c: 1 }, S2)).toEqual({ b: S2, f: { c: S1 } });
    const two = { a: 1, b: 1, _c: { b: S1 } };
    expect(stampRow(two, { a: 2, b: 1 }, S2)).toEqual({ b: S2, f: { b: S1 } });
  });

  test('deletion is a field, other reserved keys and the id are none', () => {
    const before = { id: 'a', x: 1, y: 1, _c: { b: S1 } };
    const deleted = { id: 'a', x: 1, y: 1, _d: true, _p: 'later' };
    expect(stampRow(before, deleted, S2)).toEqual({ b: S1, f: { _d: S2 } });
  });

  test('of nothing but cleared fields is the greatest of them', () => {
    const before = { x: 1, y: 1, _c: { b: S1, f: { y: S2 } } };
    expect(stampRow({ ...before }, {}, S3)).toEqual({ b: S3, f: { x: S3, y: S3 } });
    expect(stampRow(undefined, {}, S1)).toEqual({ b: S1 });
  });
});

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, é: 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
    [{ '\u{1f600}': 1, '\uff5e': 2 }, '{"\u{1f600}":1,"\uff5e":2}'],
    ['"\\\b\f\n\r\t\u0001\u007f/€\u2028', '"\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f/€\u2028"'],
    [-0, '0'],
    [0.1, '0.1'],
    [1.5e-7, '0.00000015'],
    [-1e-7, '-0.0000001'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [9_007_199_254_740_991, '9007199254740991'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(JSON.parse(canonicalJson(value))).toEqual(
      Object.is(value, -0) ? 0 : JSON.parse(JSON.stringify(value)),
    );
  });

  test.each([
    [NaN],
    [Infinity],
    [2 ** 53],
    [1e21],
    ['\ud800'],
    [{ '\udc00': 1 }],
    [undefined],
    [1n],
    [new Date(0)],
    [new Map()],
  ])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('the text of a state', () => {
  test('does not depend on the order of tables, rows or keys', () => {
    const text = 'cars\n{"a":1,"id":"1"}\n{"id":"2"}\nplaces\n{"id":"1"}\n';
    const cars = [{ id: '2' }, { id: '1', a: 1 }];
    expect(stateText({ places: [{ id: '1' }], cars, tariffs: [] })).toBe(text);
    expect(stateText({ cars: [{ a: 1, id: '1' }, { id: '2' }], places: [{ id: '1' }] })).toBe(text);
  });
});
