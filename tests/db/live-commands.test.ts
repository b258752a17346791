import { describe, expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import type { UndoStep } from '#lib/app/facts.ts';
import { createFacts } from '#lib/db/fact-store.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { seedOf } from '../support/database.ts';
import { sessionContent } from '../support/facts.ts';
import { HOUR, invalid, MINUTE, NOON, refused, startLive } from '../support/live.ts';

describe('starting a charge', () => {
  it('makes an active session that begins now, with what was said', async () => {
    const { begin, car, home, running } = await startLive();
    const started = await begin({
      ...{ socFrom: 42.5, targetSoc: 80, ratedPowerW: 7_400, current: 'AC' },
      pricePerKwhMicros: 300_000,
    });
    const { id, createdAt, updatedAt, ...content } = valueOrThrow(started).value;
    expect([createdAt, updatedAt, await running()]).toEqual([NOON, NOON, [id]]);
    expect(content).toEqual({
      carId: car.id,
      placeId: home.id,
      status: 'active',
      localDate: '2026-07-01',
      timeZone: 'Europe/London',
      startedAt: NOON,
      socFrom: 42.5,
      ratedPowerW: 7_400,
      current: 'AC',
      live: { since: NOON, targetSoc: 80, pricePerKwhMicros: 300_000 },
    });
  });

  it('needs a car and nothing else', async () => {
    const { commands, car, running } = await startLive();
    const started = await commands.startCharge({ commandId: 'a', carId: car.id });
    expect(await running()).toEqual([valueOrThrow(started).value.id]);
    expect(await commands.startCharge({ commandId: 'b', carId: 'nobody' })).toMatchObject(
      invalid('session/car'),
    );
  });

  it('happens once, however often it is sent', async () => {
    const { begin, running } = await startLive();
    const first = valueOrThrow(await begin({ commandId: 'tap' }));
    const again = valueOrThrow(await begin({ commandId: 'tap' }));
    expect(again.value.id).toBe(first.value.id);
    expect(await running()).toEqual([first.value.id]);
  });

  it('is refused while the car charges, naming that session; another car may', async () => {
    const { begin, saveCar, running } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    expect(await begin()).toEqual({
      ok: false,
      error: { code: 'live/already_charging', details: { sessionId: id } },
    });
    const other = await saveCar('zoe');
    const second = valueOrThrow(await begin({ carId: other.id })).value;
    expect((await running()).sort()).toEqual([id, second.id].sort());
  });

  it('in two tabs at once has one effect, 50 times', async () => {
    const first = await startLive();
    // A second tab has its own connection to the same database.
    const owner = new DatabaseOwner({
      name: 'plugtrack-test',
      engine: first.engine,
      seed: seedOf(first.clock),
    });
    await owner.open();
    const facts = createFacts(owner, first.clock.now);
    const other = createCommands({ facts, clock: first.clock, ids: first.ids });
    for (let round = 0; round < 50; round++) {
      const begin = (commands: typeof other, tab: string) =>
        commands.startCharge({ commandId: `${tab}-${String(round)}`, carId: first.car.id });
      const answers = await Promise.all([begin(first.commands, 'a'), begin(other, 'b')]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      const [id = ''] = await first.running();
      expect(await first.running()).toHaveLength(1);
      const ends = await Promise.all([
        first.stop(id),
        other.stopCharge({ commandId: `end-${String(round)}`, id, energyWh: 20_000 }),
      ]);
      expect(ends.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(await first.running()).toEqual([]);
    }
    expect(await first.facts.read.newestSessions({ limit: 100 })).toHaveLength(50);
    owner.close();
  });

  it('is taken back', async () => {
    const { begin, commands, running, hash } = await startLive();
    const before = await hash();
    const { undo } = valueOrThrow(await begin());
    expect((await commands.undo(undo)).ok).toBe(true);
    expect(await running()).toEqual([]);
    expect(await hash()).toBe(before);
  });

  it('refuses what cannot be', async () => {
    const { begin, running } = await startLive();
    expect(await begin({ socFrom: 101 })).toMatchObject(invalid('session/soc_range'));
    expect(await begin({ targetSoc: -1 })).toMatchObject(invalid('session/soc_range'));
    expect(await begin({ ratedPowerW: 99 })).toMatchObject(invalid('session/power_range'));
    expect(await begin({ placeId: 'nowhere' })).toMatchObject(invalid('session/place'));
    expect(await running()).toEqual([]);
  });
});

describe('while it charges', () => {
  it('readings are kept in order, and the target and the charger can change', async () => {
    const { begin, commands, clock, stored } = await startLive();
    const { id } = valueOrThrow(await begin({ socFrom: 20, targetSoc: 80 })).value;
    clock.advance(10 * MINUTE);
    await commands.readSoc(id, 24);
    clock.advance(10 * MINUTE);
    await commands.readSoc(id, 28.5);
    await commands.changeLive(id, { targetSoc: 90, ratedPowerW: 11_000, current: 'AC' });
    expect(await stored(id)).toMatchObject({
      ratedPowerW: 11_000,
      current: 'AC',
      live: {
        targetSoc: 90,
        readings: [
          { at: NOON + 10 * MINUTE, soc: 24 },
          { at: NOON + 20 * MINUTE, soc: 28.5 },
        ],
      },
    });
    await commands.changeLive(id, { targetSoc: undefined, ratedPowerW: undefined });
    const now = await stored(id);
    expect(now).not.toHaveProperty('ratedPowerW');
    expect(now.live).not.toHaveProperty('targetSoc');
    expect(now.live?.readings).toHaveLength(2);
  });

  it('pauses are noted once each', async () => {
    const { begin, commands, clock, stored } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(MINUTE);
    await commands.pauseCharge(id);
    clock.advance(MINUTE);
    await commands.pauseCharge(id);
    clock.advance(MINUTE);
    await commands.resumeCharge(id);
    await commands.resumeCharge(id);
    clock.advance(MINUTE);
    await commands.pauseCharge(id);
    expect((await stored(id)).live?.pauses).toEqual([
      { from: NOON + MINUTE, to: NOON + 3 * MINUTE },
      { from: NOON + 4 * MINUTE },
    ]);
  });

  it('each act is taken back', async () => {
    const { begin, commands, clock, hash } = await startLive();
    const { id } = valueOrThrow(await begin({ targetSoc: 80 })).value;
    const acts = [
      () => commands.readSoc(id, 50),
      () => commands.pauseCharge(id),
      () => commands.changeLive(id, { targetSoc: 100 }),
      () => commands.cancelCharge(id),
    ];
    for (const act of acts) {
      clock.advance(MINUTE);
      const before = await hash();
      const { undo } = valueOrThrow(await act());
      expect(await hash()).not.toBe(before);
      await commands.undo(undo);
      expect(await hash()).toBe(before);
    }
  });

  it('refuses what cannot be, and a clock that ran back', async () => {
    const { begin, commands, clock, hash } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    const before = await hash();
    expect(await commands.readSoc(id, 100.5)).toMatchObject(invalid('session/live'));
    expect(await commands.changeLive(id, { targetSoc: 200 })).toMatchObject(
      invalid('session/soc_range'),
    );
    expect(await commands.changeLive(id, { ratedPowerW: 1 })).toMatchObject(
      invalid('session/power_range'),
    );
    clock.advance(-HOUR);
    expect(await commands.readSoc(id, 50)).toMatchObject(refused('live/clock_changed'));
    expect(await commands.pauseCharge(id)).toMatchObject(refused('live/clock_changed'));
    expect(await hash()).toBe(before);
  });

  it('nothing can be done to a charge that has ended or never was', async () => {
    const { begin, stop, commands } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    await stop(id);
    const acts: ((of: string) => Promise<unknown>)[] = [
      (of) => commands.readSoc(of, 50),
      (of) => commands.pauseCharge(of),
      (of) => commands.resumeCharge(of),
      (of) => commands.changeLive(of, { targetSoc: 70 }),
      (of) => commands.cancelCharge(of),
      (of) => stop(of),
    ];
    for (const act of acts) {
      expect(await act(id)).toMatchObject(refused('live/not_charging'));
      expect(await act('nobody')).toMatchObject(refused('db/row_missing'));
    }
  });
});

describe('a charge that would run beside another one of its car', () => {
  it('is not brought back by an undo of its end, nor out of the trash', async () => {
    const { begin, stop, commands, clock, running, hash } = await startLive();
    const ends = [
      { end: (id: string) => stop(id, { energyWh: 5_000 }), isInTrash: false },
      { end: (id: string) => commands.cancelCharge(id), isInTrash: false },
      { end: (id: string) => commands.deleteSessions([id]), isInTrash: true },
    ];
    for (const { end, isInTrash } of ends) {
      const { id } = valueOrThrow(await begin()).value;
      clock.advance(HOUR);
      const { undo } = valueOrThrow<{ undo: UndoStep }>(await end(id));
      clock.advance(MINUTE);
      const { id: next } = valueOrThrow(await begin()).value;
      const before = await hash();
      expect(await commands.undo(undo)).toMatchObject(refused('live/already_charging'));
      if (isInTrash) {
        const restored = await commands.restoreFromTrash([{ table: 'sessions', id }]);
        expect(restored).toMatchObject(refused('live/already_charging'));
      }
      expect([await hash(), await running()]).toEqual([before, [next]]);
      // Once that one has ended, the former may go on.
      await commands.cancelCharge(next);
      valueOrThrow(await commands.undo(undo));
      expect(await running()).toEqual([id]);
      await commands.cancelCharge(id);
    }
  });
});

describe('stopping a charge', () => {
  it('completes it with what the charger shows, and freezes the cost', async () => {
    const { begin, stop, clock, running, stored } = await startLive();
    const { id } = valueOrThrow(await begin({ socFrom: 20, targetSoc: 80 })).value;
    clock.advance(2 * HOUR);
    const { session } = valueOrThrow(await stop(id, { energyWh: 12_000, socTo: 47 })).value;
    expect(session).toMatchObject({
      ...{ status: 'completed', startedAt: NOON, endedAt: NOON + 2 * HOUR, chargingS: 7_200 },
      ...{ energyWh: 12_000, socFrom: 20, socTo: 47 },
      // 12 kWh at 25 p.
      cost: { basis: 'home_tariff', currency: 'GBP', totalMicros: 3_000_000 },
    });
    expect(session).not.toHaveProperty('live');
    expect(await stored(id)).toEqual(session);
    expect(await running()).toEqual([]);
  });

  it('counts the time under power, also when it stops in a pause', async () => {
    const { begin, stop, clock, commands } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(HOUR);
    await commands.pauseCharge(id);
    clock.advance(30 * MINUTE);
    await commands.resumeCharge(id);
    clock.advance(15 * MINUTE);
    await commands.pauseCharge(id);
    clock.advance(5 * HOUR);
    expect(valueOrThrow(await stop(id)).value.session.chargingS).toBe(75 * 60);
  });

  it('takes the price of the stall, and the total before it', async () => {
    const { begin, stop, clock } = await startLive();
    for (const [typed, cost] of [
      [{}, { basis: 'typed_price', totalMicros: 7_900_000, pricePerKwhMicros: 790_000 }],
      [{ totalMicros: 9_000_000 }, { basis: 'typed_total', totalMicros: 9_000_000 }],
    ] as const) {
      const { id } = valueOrThrow(await begin({ pricePerKwhMicros: 790_000 })).value;
      clock.advance(HOUR);
      const done = valueOrThrow(await stop(id, { energyWh: 10_000, ...typed }));
      expect(done.value.session.cost).toMatchObject(cost);
    }
  });

  it('needs one figure', async () => {
    const { begin, stop, clock, stored } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    clock.advance(MINUTE);
    expect(await stop(id, {})).toMatchObject(invalid('session/empty'));
    expect((await stored(id)).status).toBe('active');
    expect((await stop(id, { socTo: 50 })).ok).toBe(true);
  });

  it('within the same second has no charging time', async () => {
    const { begin, stop } = await startLive();
    const { id } = valueOrThrow(await begin()).value;
    const { session } = valueOrThrow(await stop(id)).value;
    expect(session.endedAt).toBe(session.startedAt);
    expect(session).not.toHaveProperty('chargingS');
  });

  it('is taken back, and then runs on', async () => {
    const { begin, stop, clock, commands, hash, running } = await startLive();
    const { id } = valueOrThrow(await begin({ targetSoc: 80 })).value;
    clock.advance(HOUR);
    await commands.readSoc(id, 50);
    const before = await hash();
    const { undo } = valueOrThrow(await stop(id));
    await commands.undo(undo);
    expect(await hash()).toBe(before);
    expect(await running()).toEqual([id]);
  });

  it('by the form of a session leaves nothing of the running charge', async () => {
    const { begin, commands, car, stored } = await startLive();
    const { id } = valueOrThrow(await begin({ targetSoc: 80 })).value;
    const saved = await commands.saveSession({
      ...{ commandId: 'form', id, typed: {} },
      content: sessionContent({ carId: car.id, localDate: '2026-07-01' }),
    });
    expect(saved.ok).toBe(true);
    expect(await stored(id)).not.toHaveProperty('live');
  });
});

describe('figures', () => {
  it('know nothing of a charge that runs or was cancelled', async () => {
    const { begin, commands, facts } = await startLive();
    const { id } = valueOrThrow(await begin({ socFrom: 50 })).value;
    expect(await facts.read.newestSessions({ limit: 10 })).toEqual([]);
    await commands.cancelCharge(id);
    expect(await facts.read.newestSessions({ limit: 10 })).toEqual([]);
    expect((await begin()).ok).toBe(true);
  });
});
