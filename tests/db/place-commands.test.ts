import { describe, expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openTestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';
import { stateHash } from '../support/state-hash.ts';

async function start() {
  const db = await openTestDatabase();
  let n = 0;
  const ids = { next: () => `id-${String(++n)}` };
  const commands = createCommands({ facts: db.facts, clock: db.clock, ids });
  const car = valueOrThrow(
    await commands.saveCar({ commandId: 'car', content: carContent() }),
  ).value;
  const place = async (content: object) =>
    valueOrThrow(await commands.savePlace({ commandId: ids.next(), content })).value;
  const keep = await place({ name: 'The Hub', pricePerKwhMicros: 500_000, network: 'Ohm' });
  const gone = await place({
    name: 'Hub',
    pricePerKwhMicros: 400_000,
    latitude: 51.5,
    longitude: 0,
  });
  const log = async (placeId: string, more: Parameters<typeof sessionContent>[0] = {}) =>
    valueOrThrow(
      await commands.saveSession({
        commandId: ids.next(),
        content: sessionContent({ carId: car.id, placeId, ...more }),
        typed: {},
      }),
    ).value.session;
  const tariff = async (name: string, placeId: string, validFrom: string, validTo?: string) =>
    valueOrThrow(
      await commands.saveTariff({
        commandId: ids.next(),
        content: {
          ...{ name, kind: 'place', placeId, validFrom, pricePerKwhMicros: 600_000 },
          ...(validTo !== undefined && { validTo }),
        },
      }),
    ).value;
  const hash = () => db.owner.use(({ facts }) => stateHash(facts));
  const merge = (taken: Parameters<typeof commands.mergePlaces>[0]['taken'] = []) =>
    commands.mergePlaces({ commandId: 'merge', keepId: keep.id, goneId: gone.id, taken });
  return { ...db, ...{ commands, car, place, keep, gone, log, tariff, hash, merge } };
}

describe('merging two places', () => {
  it('moves sessions of every status and tariffs, and leaves costs as they were', async () => {
    const { facts, keep, gone, log, tariff, merge } = await start();
    const at = await log(gone.id);
    const planned = await log(gone.id, { status: 'planned', localDate: '2026-07-02' });
    const other = await log(keep.id);
    const moved = await tariff('Summer', gone.id, '2026-07-01');
    await tariff('Spring', keep.id, '2026-01-01', '2026-06-30');
    expect(at.cost).toMatchObject({ totalMicros: 4_000_000, placeId: gone.id });

    const done = valueOrThrow(await merge(['position']));
    expect(done.value).toMatchObject({ sessions: 2, tariffs: 1 });
    expect(done.value.place).toMatchObject({
      ...{ id: keep.id, name: 'The Hub', network: 'Ohm', pricePerKwhMicros: 500_000 },
      ...{ latitude: 51.5, longitude: 0 },
    });
    const [first, second, third] = await facts.read.getMany('sessions', [
      at.id,
      planned.id,
      other.id,
    ]);
    expect(first).toMatchObject({ placeId: keep.id });
    expect(first?.cost).toEqual(at.cost);
    expect(second).toMatchObject({ placeId: keep.id, status: 'planned' });
    expect(third).toEqual(other);
    expect((await facts.read.get('tariffs', moved.id))?.placeId).toBe(keep.id);
    expect(await facts.read.get('places', gone.id)).toBeUndefined();
    expect(await facts.read.sessionIdsAt(gone.id)).toEqual([]);
  });

  it('is taken back whole, and done once however often it is sent', async () => {
    const { commands, gone, log, tariff, hash, merge } = await start();
    await log(gone.id);
    await tariff('Any day', gone.id, '2026-01-01');
    const before = await hash();
    const done = valueOrThrow(await merge(['name', 'position', 'network']));
    const after = await hash();
    expect(after).not.toBe(before);
    expect(valueOrThrow(await merge()).seq).toBe(done.seq);
    expect(await hash()).toBe(after);
    const undone = valueOrThrow(await commands.undo(done.undo));
    expect(undone.value.kept).toEqual([]);
    expect(await hash()).toBe(before);
    valueOrThrow(await commands.undo(undone.undo));
    expect(await hash()).toBe(after);
  });

  it('takes over exactly what is chosen, also that there is nothing', async () => {
    const { merge } = await start();
    const { place } = valueOrThrow(await merge(['name', 'network', 'pricePerKwhMicros'])).value;
    expect(place).toMatchObject({ name: 'Hub', pricePerKwhMicros: 400_000 });
    expect(place).not.toHaveProperty('network');
    expect(place).not.toHaveProperty('latitude');
  });

  it('is refused where tariffs would overlap, naming both, and writes nothing', async () => {
    const { gone, keep, log, tariff, hash, merge } = await start();
    await log(gone.id);
    await tariff('Ours', keep.id, '2026-01-01');
    await tariff('Theirs', gone.id, '2026-03-01', '2026-04-30');
    const before = await hash();
    expect(await merge()).toMatchObject({
      error: { code: 'place/tariffs_overlap', details: { kept: 'Ours', moved: 'Theirs' } },
    });
    expect(await hash()).toBe(before);
  });

  it('needs two places that are there, and uses the one that stays again', async () => {
    const { commands, keep, gone, merge } = await start();
    const same = { commandId: 'same', keepId: keep.id, goneId: keep.id, taken: [] };
    expect(await commands.mergePlaces(same)).toMatchObject({ error: { code: 'place/unknown' } });
    const none = { commandId: 'none', keepId: keep.id, goneId: 'nowhere', taken: [] };
    expect(await commands.mergePlaces(none)).toMatchObject({ error: { code: 'place/unknown' } });
    await commands.archivePlace(keep.id, true);
    await commands.archivePlace(gone.id, true);
    expect(valueOrThrow(await merge()).value.place).not.toHaveProperty('archived');
  });
});

describe('archiving and deleting a place', () => {
  it('archives, survives an edit, and is used again', async () => {
    const { facts, commands, keep } = await start();
    const archived = valueOrThrow(await commands.archivePlace(keep.id, true)).value;
    expect(archived.archived).toBe(true);
    const edit = { commandId: 'edit', id: keep.id, content: { name: 'Renamed' } };
    expect(valueOrThrow(await commands.savePlace(edit)).value).toMatchObject({ archived: true });
    valueOrThrow(await commands.archivePlace(keep.id, false));
    expect(await facts.read.get('places', keep.id)).not.toHaveProperty('archived');
    expect(await commands.archivePlace('nowhere', true)).toMatchObject({
      error: { code: 'place/unknown' },
    });
  });

  it('deletes only where nobody charged; a charge in the trash does not count', async () => {
    const { facts, commands, keep, gone, log } = await start();
    const { id } = await log(gone.id, { status: 'planned', localDate: '2026-07-02' });
    expect(await commands.deletePlace(gone.id)).toMatchObject({
      error: { code: 'place/has_sessions' },
    });
    expect(await facts.read.get('places', gone.id)).toBeDefined();
    valueOrThrow(await commands.deletePlace(keep.id));
    expect(await facts.read.get('places', keep.id)).toBeUndefined();
    valueOrThrow(await commands.deleteSessions([id]));
    expect(valueOrThrow(await commands.deletePlace(gone.id)).value).toBe(1);
  });
});
