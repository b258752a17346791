import { describe, expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import { copyCommands } from '#lib/app/copies.ts';
import { purgeOldTrash } from '#lib/app/purge-trash.ts';
import { allLiveSessions } from '#lib/db/all-sessions.ts';
import { generateSample } from '#lib/domain/sample/generate.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { copyFormat } from '#lib/formats/dataset.ts';
import { openTestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';
import { stateHash } from '../support/state-hash.ts';

async function start() {
  const db = await openTestDatabase();
  let n = 0;
  const ids = { next: () => `id-${String(++n)}` };
  const ports = { facts: db.facts, clock: db.clock, ids };
  const commands = createCommands(ports);
  const car = valueOrThrow(
    await commands.saveCar({ commandId: 'car', content: carContent({ usableBatteryWh: 40_000 }) }),
  ).value;
  const home = valueOrThrow(
    await commands.savePlace({ commandId: 'home', content: { name: 'Home', isHome: true } }),
  ).value;
  const tariff = valueOrThrow(
    await commands.saveTariff({
      commandId: 'tariff',
      content: {
        name: 'Flat',
        kind: 'home',
        validFrom: '2026-01-01',
        validTo: '2026-06-30',
        pricePerKwhMicros: 201_900,
      },
    }),
  ).value;
  const log = (
    commandId: string,
    more: Parameters<typeof sessionContent>[0] = {},
    typed = {},
    id?: string,
  ) =>
    commands.saveSession({
      commandId,
      ...(id !== undefined && { id }),
      content: sessionContent({ carId: car.id, placeId: home.id, ...more }),
      typed,
    });
  return { ...db, ports, commands, car, home, tariff, log };
}

const codes = (issues: readonly { code: string }[] = []) => issues.map(({ code }) => code);

describe('logging a session', () => {
  it('freezes the cost with its basis, exactly', async () => {
    const { log, tariff } = await start();
    const { session } = valueOrThrow(await log('a', { energyWh: 10_200 })).value;
    // 10.2 kWh at 20.19 p: £2.059380
    expect(session.cost).toMatchObject({
      basis: 'home_tariff',
      currency: 'GBP',
      totalMicros: 2_059_380,
      tariffId: tariff.id,
    });
  });

  it('never changes a frozen cost when the tariff, the place or another field changes', async () => {
    const { log, commands, tariff, home } = await start();
    const { session } = valueOrThrow(await log('a')).value;
    await commands.saveTariff({
      commandId: 'dearer',
      id: tariff.id,
      content: { ...tariff, pricePerKwhMicros: 900_000 },
    });
    await commands.savePlace({
      commandId: 'free',
      id: home.id,
      content: { ...home, isFree: true },
    });
    const edited = valueOrThrow(await log('b', { notes: 'rain' }, {}, session.id)).value.session;
    expect(edited.notes).toBe('rain');
    expect(edited.cost).toEqual(session.cost);
    const more = valueOrThrow(await log('c', { energyWh: 20_000 }, {}, session.id)).value.session;
    expect(more.cost).toMatchObject({ basis: 'place_free', totalMicros: 0 });
  });

  it('keeps a typed 0 as free and an unknown price as no cost', async () => {
    const { log } = await start();
    const free = valueOrThrow(await log('free', {}, { totalMicros: 0 })).value.session;
    expect(free.cost).toMatchObject({ basis: 'typed_total', totalMicros: 0 });
    const late = valueOrThrow(await log('late', { localDate: '2026-07-01' })).value.session;
    expect(late).not.toHaveProperty('cost');
  });

  it('refuses what cannot be, with the field, and writes nothing', async () => {
    const { log, owner } = await start();
    const before = await owner.use(({ facts }) => stateHash(facts));
    const bad = await log('bad', {
      socFrom: 20,
      socTo: 101,
      energyWh: -1,
      localDate: '2026-02-30',
    });
    expect(bad.ok).toBe(false);
    const issues = bad.ok ? [] : (bad.error.fields ?? []);
    expect(new Map(issues.map(({ field, code }) => [field, code]))).toEqual(
      new Map([
        ['socTo', 'session/soc_range'],
        ['energyWh', 'session/energy_range'],
        ['localDate', 'session/date'],
      ]),
    );
    expect(await log('stranger', { carId: 'nobody' })).toMatchObject({
      ok: false,
      error: { fields: [{ field: 'carId', code: 'session/car' }] },
    });
    expect(await owner.use(({ facts }) => stateHash(facts))).toBe(before);
  });

  it('warns of odometers that go back or jump, of overlaps and of doubles, and saves', async () => {
    const { log, commands, car } = await start();
    const startedAt = Date.UTC(2026, 5, 30, 10);
    await log('first', { odometerM: 10_000_000, startedAt, endedAt: startedAt + 3_600_000 });
    const check = await commands.checkSession({
      content: sessionContent({
        carId: car.id,
        odometerM: 9_000_000,
        startedAt: startedAt + 1_800_000,
        endedAt: startedAt + 7_200_000,
      }),
      typed: {},
    });
    expect(codes(check.warnings).sort()).toEqual([
      'session/duplicate_suspected',
      'session/odometer_below_last',
      'session/overlap',
    ]);
    expect(check.previousReading).toEqual({ odometerM: 10_000_000, localDate: '2026-06-30' });
    const far = valueOrThrow(
      await log('far', { localDate: '2026-07-01', odometerM: 13_000_001, energyWh: 9_000 }),
    ).value;
    expect(codes(far.warnings)).toContain('session/odometer_jump');
  });

  it('clears a field that an edit leaves empty and keeps fields it does not know', async () => {
    const { log, facts } = await start();
    const { session } = valueOrThrow(await log('a', { notes: 'old', socTo: 80 })).value;
    await facts.commit({ id: 'newer', name: 'test' }, async (write) =>
      ok(await write.change('sessions', session.id, { regenWh: 5 } as object)),
    );
    const edited = valueOrThrow(await log('b', { socTo: 80 }, {}, session.id)).value.session;
    expect(edited).not.toHaveProperty('notes');
    expect(edited).toMatchObject({ socTo: 80, regenWh: 5 });
  });

  it('allows only the status changes that make sense', async () => {
    const { log } = await start();
    const { session } = valueOrThrow(await log('a')).value;
    expect(await log('b', { status: 'planned' }, {}, session.id)).toMatchObject({
      ok: false,
      error: { fields: [{ field: 'status', code: 'session/status_change' }] },
    });
  });
});

describe('cars, places, tariffs', () => {
  it('deletes a car only without history', async () => {
    const { commands, car, log } = await start();
    const { session } = valueOrThrow(await log('a')).value;
    expect(await commands.deleteCar(car.id)).toMatchObject({
      ok: false,
      error: { code: 'car/has_sessions' },
    });
    await commands.deleteSessions([session.id]);
    expect(valueOrThrow(await commands.deleteCar(car.id)).value).toBe(1);
  });

  it('refuses overlapping tariffs and names the clash', async () => {
    const { commands, tariff } = await start();
    const second = { name: 'Next', kind: 'home', validFrom: '2026-06-30', pricePerKwhMicros: 1 };
    expect(await commands.saveTariff({ commandId: 'clash', content: second })).toMatchObject({
      ok: false,
      error: { code: 'tariff/overlap', details: { name: 'Flat' } },
    });
    const later = { ...second, validFrom: '2026-07-01' };
    expect((await commands.saveTariff({ commandId: 'fits', content: later })).ok).toBe(true);
    expect(
      (await commands.saveTariff({ commandId: 'dc', content: { ...second, current: 'DC' } })).ok,
    ).toBe(true);
    const same = { ...tariff, name: 'Renamed' };
    expect(
      (await commands.saveTariff({ commandId: 'self', id: tariff.id, content: same })).ok,
    ).toBe(true);
  });
});

describe('making room for a tariff', () => {
  const next = { name: 'Next', kind: 'home', validFrom: '2026-03-01', pricePerKwhMicros: 1 };

  it('says when the other would have to end, and ends it in the same step', async () => {
    const { commands, facts, tariff } = await start();
    const refused = await commands.saveTariff({ commandId: 'clash', content: next });
    expect(refused).toMatchObject({
      error: {
        details: { id: tariff.id, from: '2026-01-01', to: '2026-06-30', end: '2026-02-28' },
      },
    });
    const done = valueOrThrow(
      await commands.saveTariff({ commandId: 'room', content: next, ends: [tariff.id] }),
    );
    const dates = async () =>
      (await facts.read.all('tariffs')).map(({ name, validFrom, validTo }) => [
        name,
        validFrom,
        validTo,
      ]);
    expect(await dates()).toEqual([
      ['Flat', '2026-01-01', '2026-02-28'],
      ['Next', '2026-03-01', undefined],
    ]);
    await commands.undo(done.undo);
    expect(await dates()).toEqual([['Flat', '2026-01-01', '2026-06-30']]);
  });

  it('cannot be done where nothing of the other would be left', async () => {
    const { commands, tariff } = await start();
    const early = { ...next, validFrom: '2026-01-01' };
    const refused = await commands.saveTariff({
      commandId: 'early',
      content: early,
      ends: [tariff.id],
    });
    expect(refused.ok).toBe(false);
    expect(!refused.ok && refused.error.details).not.toHaveProperty('end');
  });

  it('ends nothing when another tariff is in the way too', async () => {
    const { commands, facts, tariff } = await start();
    const later = { ...next, name: 'Later', validFrom: '2026-07-01' };
    await commands.saveTariff({ commandId: 'later', content: later });
    expect(
      await commands.saveTariff({ commandId: 'room', content: next, ends: [tariff.id] }),
    ).toMatchObject({ error: { details: { name: 'Later' } } });
    expect((await facts.read.get('tariffs', tariff.id))?.validTo).toBe('2026-06-30');
  });

  it('saves several in one step, or none', async () => {
    const { commands, facts, tariff } = await start();
    const summer = { ...next, name: 'Summer', validFrom: '2026-04-01', validTo: '2026-09-30' };
    const winter = { ...next, name: 'Winter', validFrom: '2026-09-30', validTo: '2027-03-31' };
    const ends = [tariff.id];
    expect(
      await commands.saveTariffs({ commandId: 'bad', contents: [summer, winter], ends }),
    ).toMatchObject({ error: { fields: [{ field: '1.validFrom' }], details: { name: 'Summer' } } });
    expect(await facts.read.all('tariffs')).toHaveLength(1);
    const contents = [summer, { ...winter, validFrom: '2026-10-01' }];
    const done = valueOrThrow(await commands.saveTariffs({ commandId: 'good', contents, ends }));
    expect(done.value.map(({ name }) => name)).toEqual(['Summer', 'Winter']);
    expect((await facts.read.get('tariffs', tariff.id))?.validTo).toBe('2026-03-31');
    await commands.undo(done.undo);
    expect(await facts.read.all('tariffs')).toMatchObject([{ validTo: '2026-06-30' }]);
  });

  it('takes bands away when the form has none', async () => {
    const { commands, tariff } = await start();
    const bands = [{ label: 'night', from: '00:30', to: '05:30', pricePerKwhMicros: 75_000 }];
    const save = async (commandId: string, content: object) =>
      valueOrThrow(await commands.saveTariff({ commandId, id: tariff.id, content })).value;
    expect((await save('with', { ...tariff, bands })).bands).toEqual(bands);
    expect(await save('without', tariff)).not.toHaveProperty('bands');
  });
});

describe('a tariff for one current', () => {
  it('prices a charge again when its current becomes known, unless no tariff asks for it', async () => {
    const { commands, log } = await start();
    const { session } = valueOrThrow(await log('a')).value;
    const before = session.cost?.totalMicros;
    const edited = async (commandId: string) =>
      valueOrThrow(await log(commandId, { current: 'DC' }, {}, session.id)).value.session;
    await commands.deleteTariff(session.cost?.tariffId ?? '');
    expect((await edited('b')).cost?.totalMicros).toBe(before);
    await log('c', {}, {}, session.id);
    await commands.saveTariff({
      commandId: 'dc',
      content: {
        name: 'DC',
        kind: 'home',
        current: 'DC',
        validFrom: '2026-01-01',
        pricePerKwhMicros: 0,
      },
    });
    expect((await edited('d')).cost).toMatchObject({ totalMicros: 0 });
  });
});

describe('settings', () => {
  it('are checked key by key, and pairs as they will be', async () => {
    const { commands, facts } = await start();
    expect(await commands.saveSettings({ currency: 'XXY' })).toMatchObject({
      ok: false,
      error: { fields: [{ field: 'currency', code: 'setting/range' }] },
    });
    expect(await commands.saveSettings({ hygieneLowSoc: 90 })).toMatchObject({
      ok: false,
      error: { fields: [{ field: 'hygieneLowSoc', code: 'setting/order' }] },
    });
    expect((await commands.saveSettings({ hygieneLowSoc: 90, hygieneHighSoc: 95 })).ok).toBe(true);
    await commands.resetSetting('hygieneLowSoc');
    await commands.resetSetting('hygieneHighSoc');
    expect(await facts.read.all('settings')).toEqual([]);
    expect((await commands.saveSettings({ hygieneLowSoc: 30 })).ok).toBe(true);
    expect(await facts.read.all('settings')).toMatchObject([{ id: 'hygieneLowSoc', value: 30 }]);
  });
});

describe('the trash', () => {
  it('is emptied of what has been in it for 30 days, not before', async () => {
    const { commands, log, clock, facts, ports } = await start();
    const { session } = valueOrThrow(await log('a')).value;
    await commands.deleteSessions([session.id]);
    clock.advance(30 * 86_400_000 - 1);
    await purgeOldTrash(ports);
    expect(await facts.read.trash(9)).toHaveLength(1);
    clock.advance(2);
    await purgeOldTrash(ports);
    expect(await facts.read.trash(9)).toEqual([]);
  });

  it('ST11: takes back a bulk edit as one step', async () => {
    const { commands, log, owner } = await start();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push(valueOrThrow(await log(name)).value.session.id);
    const before = await owner.use(({ facts }) => stateHash(facts));
    const moved = valueOrThrow(await commands.setPlaceOfSessions(ids, undefined));
    expect(moved.value).toBe(3);
    expect(await owner.use(({ facts }) => stateHash(facts))).not.toBe(before);
    await commands.undo(moved.undo);
    expect(await owner.use(({ facts }) => stateHash(facts))).toBe(before);
  });
});

describe('a complete copy', () => {
  it('gives back what was saved, into an empty profile only', async () => {
    const sample = generateSample({ seed: 3, today: '2026-06-30', timeZone: 'Europe/London' });
    const text = copyFormat.write(sample);
    const { facts, owner, clock } = await openTestDatabase();
    const saved: { content: Blob }[] = [];
    const copies = copyCommands({
      facts,
      clock,
      ids: { next: () => crypto.randomUUID() },
      files: {
        save: (file) => {
          saved.push(file);
          return Promise.resolve();
        },
      },
      format: () => Promise.resolve(copyFormat),
      allSessions: () => allLiveSessions(owner),
    });
    const restored = valueOrThrow(await copies.restore(new Blob([text])));
    expect(restored.value).toEqual({ cars: 2, sessions: sample.sessions.length });
    await copies.download();
    const again = copyFormat.parse(await saved[0]!.content.text());
    expect(
      valueOrThrow(again).sessions.map(({ id, energyWh, cost }) => ({ id, energyWh, cost })),
    ).toEqual(sample.sessions.map(({ id, energyWh, cost }) => ({ id, energyWh, cost })));
    expect(await copies.restore(new Blob([text]))).toMatchObject({
      ok: false,
      error: { code: 'dataset/not_empty' },
    });
    expect((await copies.restore(new Blob(['{"format":"other"}']))).ok).toBe(false);
  });
});
