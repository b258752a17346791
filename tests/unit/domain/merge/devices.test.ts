import { describe, expect, test } from 'vitest';
import { tickClock } from '#lib/domain/clock.ts';
import { closeDevice } from '#lib/domain/merge/close-device.ts';
import { applyPlan, mergeStates, planMerge } from '#lib/domain/merge/merge-states.ts';
import type { State, StateRow } from '#lib/domain/merge/state.ts';
import { joinVaults } from '#lib/domain/merge/vault-id.ts';
import { DEVICES, at, context, state, textOf } from './builders.ts';

const row = (id: string, b: string, more: object = {}): StateRow => ({
  id,
  name: id,
  ...more,
  _c: { b },
});
const cars = (...rows: StateRow[]): State => state({ cars: rows });

describe('an id that two copies share', () => {
  const before = cars(row('a', at(1)));

  test.each<[string, State]>([
    ['a row this device never made', cars(row('a', at(1)), row('b', at(3)))],
    [
      'a later edit it never made',
      cars(row('a', at(1), { name: 'x' }), row('a', at(4), { name: 'y' })),
    ],
    ['another value under its stamp', cars(row('a', at(1), { name: 'other' }))],
    ['a purge it never made', cars({ id: 'a', _p: at(2) })],
  ])('is noticed by %s', (_, theirs) => {
    // The copy was restored from a backup and went on; so did this device.
    const here = mergeStates(before, cars(row('c', at(5))));
    const plan = planMerge(here, theirs, context({ clock: at(5) }));
    expect(plan.isDeviceIdDoubled).toBe(true);
    expect(textOf(applyPlan(here, plan))).toBe(textOf(mergeStates(here, theirs)));
  });

  test.each<[string, State]>([
    ['its own older copy', before],
    ['its own copy', cars(row('a', at(1)), row('c', at(5)))],
    ['another device that took its rows over', cars(row('a', at(1)), row('b', at(6, DEVICES.B)))],
    ['a row it emptied since', cars(row('a', at(1)), row('p', at(2)))],
  ])('is not suspected because of %s', (_, theirs) => {
    const here = mergeStates(before, cars(row('c', at(5)), { id: 'p', _p: at(4) }));
    expect(planMerge(here, theirs, context({ clock: at(5) })).isDeviceIdDoubled).toBe(false);
  });
});

describe('a device that was silent for 500 days', () => {
  const DAY = 86_400_000;

  test('rejoins with its own changes, and the others keep theirs', () => {
    const then = cars(row('a', at(0), { notes: 'n' }), row('b', at(0)));
    const now = 500 * DAY;
    const others = cars(
      { ...row('a', at(0), { notes: 'new' }), _c: { b: at(0), f: { notes: at(400 * DAY) } } },
      { id: 'b', _p: at(300 * DAY) },
      row('c', at(now - DAY)),
    );
    const mine = mergeStates(
      then,
      cars({
        ...row('a', at(0), { make: 'VW' }),
        _c: { b: at(0), f: { make: at(DAY, DEVICES.B) } },
      }),
    );
    const nowMs = context().nowMs + now;
    const plan = planMerge(others, mine, context({ nowMs, clock: at(now - DAY) }));
    const after = applyPlan(others, plan).get('cars')?.rows;
    expect(after?.get('a')).toMatchObject({ name: 'a', notes: 'new', make: 'VW' });
    expect(after?.get('b')).toEqual({ id: 'b', _p: at(300 * DAY) });
    expect([plan.setAside, plan.conflicts, plan.brakes]).toEqual([[], [], []]);
    const back = planMerge(
      mine,
      others,
      context({ nowMs, deviceId: DEVICES.B, clock: at(DAY, DEVICES.B) }),
    );
    expect(textOf(applyPlan(mine, back))).toBe(textOf(applyPlan(others, plan)));
  });
});

describe('the clock after a merge', () => {
  test.each<[string, string | undefined, string | undefined, string]>([
    ['is the greatest stamp of the file', at(1), undefined, at(7, DEVICES.B)],
    ['is the clock of the file', at(1), at(9, DEVICES.B), at(9, DEVICES.B)],
    ['stays where it is further', at(20), at(9, DEVICES.B), at(20)],
    ['starts with the first stamp', undefined, undefined, at(7, DEVICES.B)],
  ])('%s', (_, clock, sourceClock, expected) => {
    const theirs = cars(row('a', at(3)), { id: 'b', _p: at(7, DEVICES.B) });
    const here = cars(row('a', at(3)));
    const plan = planMerge(here, theirs, context({ clock, sourceClock, deviceId: DEVICES.C }));
    expect(plan.clock).toBe(expected);
    const next = tickClock(plan.clock, 0, DEVICES.C);
    expect(next > expected).toBe(true);
  });
});

describe('families of copies', () => {
  const [low, high] = [
    '0197c3a1-b2f4-7000-8000-00000000a11e',
    '0197c3a1-b2f4-7000-8000-00000000b000',
  ];

  test('become one under the smaller id, and only when a person agreed', () => {
    expect(joinVaults(high, low, true)).toEqual({ ok: true, value: low });
    expect(joinVaults(low, high, true)).toEqual({ ok: true, value: low });
    expect(joinVaults(low, low, false)).toEqual({ ok: true, value: low });
    expect(joinVaults(undefined, high, false)).toEqual({ ok: true, value: high });
    expect(joinVaults(low, high, false)).toMatchObject({
      ok: false,
      error: { code: 'sync/other_vault' },
    });
  });
});

describe('the device whose file was restored into an empty profile', () => {
  const stamp = at(9, DEVICES.B);

  test('is closed, once', () => {
    const device = row(DEVICES.A, at(1), { label: 'pixel' });
    const closed = closeDevice(device, DEVICES.A, stamp);
    expect(closed).toEqual({ ...device, closed: true, _c: { b: at(1), f: { closed: stamp } } });
    expect(closeDevice(closed, DEVICES.A, at(10))).toBe(closed);
  });

  test('is recorded when the file does not know it', () => {
    const closed = closeDevice(undefined, DEVICES.A, stamp);
    expect(closed).toEqual({ id: DEVICES.A, closed: true, _c: { b: stamp } });
  });
});
