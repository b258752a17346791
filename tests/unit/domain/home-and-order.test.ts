import { describe, expect, test } from 'vitest';
import { homeClass, matchesHomeAlias } from '#lib/domain/home.ts';
import { type OrderedSession, compareSessions } from '#lib/domain/order.ts';

describe('home', () => {
  test.each([
    ['Home', true],
    ['home - drive', true],
    ['At HOME', true],
    ['Homebase', false],
    ['our  drive', true],
    ['our new drive', false],
    ['Küche', true],
    ['', false],
  ])('%j is at home: %s', (label, expected) => {
    expect(matchesHomeAlias(label, ['home', 'Our Drive', '--', 'KÜCHE'])).toBe(expected);
  });

  test('a place decides before its label, an unknown place does not', () => {
    const places = new Map([
      ['h', { isHome: true }],
      ['p', { isHome: false }],
    ]);
    const classOf = (session: { placeId?: string; placeLabel?: string }) =>
      homeClass(session, places, ['home']);
    expect(classOf({ placeId: 'h', placeLabel: 'Hub' })).toBe('home');
    expect(classOf({ placeId: 'p', placeLabel: 'Home' })).toBe('public');
    expect(classOf({ placeId: 'gone', placeLabel: 'Home' })).toBe('home');
    expect(classOf({ placeId: 'gone' })).toBe('unknown');
    expect(classOf({ placeLabel: '  ' })).toBe('unknown');
    expect(classOf({ placeLabel: 'Hub' })).toBe('public');
  });
});

describe('session order', () => {
  test('goes by date, start, odometer, start SoC and id; absent comes last', () => {
    const ordered: OrderedSession[] = [
      { id: 'z', localDate: '2026-01-01' },
      { id: 'i', localDate: '2026-01-02', startedAt: 1 },
      { id: 'h', localDate: '2026-01-02', startedAt: 2, odometerM: 9 },
      { id: 'g', localDate: '2026-01-02', startedAt: 2 },
      { id: 'f', localDate: '2026-01-02', odometerM: 0, socFrom: 0 },
      { id: 'e', localDate: '2026-01-02', odometerM: 0, socFrom: 5 },
      { id: 'd', localDate: '2026-01-02', odometerM: 0 },
      { id: 'c', localDate: '2026-01-02', odometerM: 8 },
      { id: 'B', localDate: '2026-01-02' },
      { id: 'a', localDate: '2026-01-02' },
    ];
    expect([...ordered].reverse().sort(compareSessions)).toEqual(ordered);
    for (const one of ordered) expect(compareSessions(one, { ...one })).toBe(0);
  });
});
