import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { sessionContent } from '../support/facts.ts';
import { DAY, HOUR, invalid, NOON, refused, startLive } from '../support/live.ts';

describe('a clock that looks wrong at the start', () => {
  it.each([
    ['1970', Date.UTC(1970, 0, 1)],
    ['before the newest charge', Date.UTC(2026, 5, 1)],
    ['2099', Date.UTC(2099, 0, 1)],
  ])('is asked about: %s', async (_, at) => {
    const { begin, commands, car, clock, running } = await startLive();
    await commands.saveSession({
      commandId: 'log',
      content: sessionContent({ carId: car.id }),
      typed: {},
    });
    clock.advance(at - NOON);
    expect(await begin()).toMatchObject(refused('live/clock'));
    expect(await running()).toEqual([]);
    expect((await begin({ isClockRight: true })).ok).toBe(true);
  });
});

describe('a clock that was changed while it charged', () => {
  it.each<[string, { ms?: number; zone?: string }, string]>([
    ['back before the start', { ms: -HOUR }, 'back'],
    ['ahead of what a charge lasts', { ms: 14 * DAY + 1000 }, 'too_long'],
    ['to another zone', { ms: HOUR, zone: 'Europe/Berlin' }, 'other_zone'],
  ])('%s: start and end are asked for', async (_, { ms = 0, zone = 'Europe/London' }, trouble) => {
    const { begin, stop, clock, place, stored } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(ms);
    place.zone = zone;
    expect(await stop(id)).toEqual({
      ok: false,
      error: { code: 'live/clock_changed', details: { trouble } },
    });
    expect((await stored(id)).status).toBe('active');
    // As the person says: the evening before, for three hours. The zone is that of the start.
    const startedAt = Date.UTC(2026, 5, 30, 20);
    const times = { startedAt, endedAt: startedAt + 3 * HOUR };
    clock.advance(2 * HOUR);
    const { session } = valueOrThrow(await stop(id, { energyWh: 9_000, ...times })).value;
    expect(session).toMatchObject({
      ...{ ...times, localDate: '2026-06-30', timeZone: 'Europe/London', chargingS: 10_800 },
    });
  });

  it('back before a reading is noticed, though not before the start', async () => {
    const { begin, stop, clock, commands } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(3 * HOUR);
    await commands.readSoc(id, 60);
    clock.advance(-HOUR);
    expect(await stop(id)).toMatchObject(refused('live/clock_changed'));
  });

  it('never gives an end before its start, whatever is typed', async () => {
    const { begin, stop, clock } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(-HOUR);
    const times = { startedAt: NOON, endedAt: NOON - 1 };
    expect(await stop(id, { energyWh: 1, ...times })).toMatchObject(invalid('session/end'));
    const long = { startedAt: NOON - 15 * DAY, endedAt: NOON };
    expect(await stop(id, { energyWh: 1, ...long })).toMatchObject(invalid('session/end'));
  });

  it('by an hour in spring or autumn is no trouble', async () => {
    // 25 October 2026, 00:30: the clocks go back at 02:00.
    const { begin, stop, clock } = await startLive({ at: Date.UTC(2026, 9, 24, 23, 30) });
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(4 * HOUR);
    expect(valueOrThrow(await stop(id)).value.session.chargingS).toBe(4 * 3600);
  });
});
