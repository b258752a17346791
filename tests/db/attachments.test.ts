import { describe, expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import { purgeOldTrash } from '#lib/app/purge-trash.ts';
import type { PictureContent } from '#lib/domain/attachment.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openTestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';

const DAY = 86_400_000;

/** A picture of so many bytes, all of them zero. */
const picture = (bytes: number): PictureContent => ({
  mimeType: 'image/jpeg',
  widthPx: 40,
  heightPx: 30,
  bytes,
  data: Buffer.alloc(bytes).toString('base64url'),
});

async function start() {
  const db = await openTestDatabase();
  let n = 0;
  const ids = { next: () => `id-${String(++n).padStart(4, '0')}` };
  const ports = { facts: db.facts, clock: db.clock, ids };
  const commands = createCommands(ports);
  const car = valueOrThrow(
    await commands.saveCar({ commandId: 'car', content: carContent() }),
  ).value;
  const log = (commandId: string, pictures: readonly PictureContent[] = []) =>
    commands.saveSession({
      commandId,
      content: sessionContent({ carId: car.id }),
      typed: {},
      pictures,
    });
  const { session } = valueOrThrow(await log('session')).value;
  const add = (commandId: string, ...pictures: PictureContent[]) =>
    commands.addPictures({ commandId, sessionId: session.id, pictures });
  const { read } = db.facts;
  const bytesOf = async (id = session.id) =>
    (await read.attachmentsOf(id)).map(({ bytes }) => bytes);
  const inTrash = async () =>
    (await read.trash(10)).map(({ table, row }) => ({ table, id: row.id }));
  return { ...db, ports, commands, session, log, add, read, bytesOf, inTrash };
}

describe('pictures of a charge', () => {
  it('are added once, in the order they came, and only to a charge that is there', async () => {
    const { commands, add, bytesOf, read } = await start();
    const ids = valueOrThrow(await add('two', picture(100), picture(200))).value;
    expect(valueOrThrow(await add('two', picture(100), picture(200))).value).toEqual(ids);
    await add('third', picture(300));
    expect(await bytesOf()).toEqual([100, 200, 300]);
    expect(await read.pictureUse()).toEqual({ count: 3, bytes: 600 });
    const lost = { commandId: 'lost', sessionId: 'nobody', pictures: [picture(1)] };
    expect(await commands.addPictures(lost)).toMatchObject({
      ok: false,
      error: { code: 'session/not_found' },
    });
  });

  it('are refused when too large or not what they claim, and then none of them is kept', async () => {
    const { add, bytesOf } = await start();
    const fieldsOf = async (bad: PictureContent) => {
      const result = await add(`bad-${String(bad.bytes)}`, picture(10), bad);
      return result.ok ? [] : result.error.fields?.map(({ field, code }) => [field, code]);
    };
    expect(await fieldsOf(picture(1_000_001))).toEqual([['bytes', 'attachment/too_large']]);
    expect(await fieldsOf({ ...picture(50), bytes: 51 })).toEqual([['data', 'attachment/data']]);
    expect(await bytesOf()).toEqual([]);
    await add('largest', picture(1_000_000));
    expect(await bytesOf()).toEqual([1_000_000]);
  });

  it('come with the charge in one step, or neither of them', async () => {
    const { log, bytesOf, facts } = await start();
    const { session } = valueOrThrow(await log('both', [picture(7), picture(8)])).value;
    expect(await bytesOf(session.id)).toEqual([7, 8]);
    const before = (await facts.read.newestSessions({ limit: 10 })).length;
    expect(await log('neither', [{ ...picture(9), widthPx: 0 }])).toMatchObject({ ok: false });
    expect(await facts.read.newestSessions({ limit: 10 })).toHaveLength(before);
  });

  it('go to the trash one by one and come back', async () => {
    const { commands, add, bytesOf, inTrash } = await start();
    const [first = '', second = ''] = valueOrThrow(await add('two', picture(1), picture(2))).value;
    const deleted = valueOrThrow(await commands.deletePicture(first));
    expect(await bytesOf()).toEqual([2]);
    expect(await inTrash()).toEqual([{ table: 'attachments', id: first }]);
    await commands.undo(deleted.undo);
    expect(await bytesOf()).toEqual([1, 2]);
    await commands.deletePicture(second);
    await commands.restoreFromTrash([{ table: 'attachments', id: second }]);
    expect(await bytesOf()).toEqual([1, 2]);
  });

  it('stay with a deleted charge, and are no entries of the trash of their own', async () => {
    const { commands, session, add, bytesOf, inTrash } = await start();
    await add('one', picture(5));
    await commands.deleteSessions([session.id]);
    expect(await inTrash()).toEqual([{ table: 'sessions', id: session.id }]);
    await commands.restoreFromTrash(await inTrash());
    expect(await bytesOf()).toEqual([5]);
  });

  it('go with a charge that is taken back in the step that made both, and come back with it', async () => {
    const { commands, log, clock, bytesOf, inTrash } = await start();
    const done = valueOrThrow(await log('both', [picture(7), picture(8)]));
    const { id } = done.value.session;
    clock.advance(1000);
    await commands.undo(done.undo);
    expect(await inTrash()).toEqual([{ table: 'sessions', id }]);
    clock.advance(1000);
    expect(valueOrThrow(await commands.restoreFromTrash(await inTrash())).value).toBe(1);
    expect(await bytesOf(id)).toEqual([7, 8]);
  });

  it('are gone for good with their charge, those in the trash too, and no others', async () => {
    const { commands, session, log, clock, add, bytesOf, read } = await start();
    const other = valueOrThrow(await log('other', [picture(9)])).value.session;
    const [, second = ''] = valueOrThrow(await add('two', picture(1), picture(2))).value;
    await commands.deletePicture(second);
    clock.advance(1000);
    await commands.deleteSessions([session.id]);
    const purged = await commands.purgeFromTrash([{ table: 'sessions', id: session.id }]);
    expect(valueOrThrow(purged).value).toBe(1);
    expect(await read.trash(10)).toEqual([]);
    expect(await read.pictureIdsOf([session.id])).toEqual([]);
    expect(await read.pictureUse()).toEqual({ count: 1, bytes: 9 });
    expect(await bytesOf(other.id)).toEqual([9]);
  });

  it('are emptied from the trash after 30 days, like everything else', async () => {
    const { ports, commands, session, clock, add, read, bytesOf } = await start();
    const [first = ''] = valueOrThrow(await add('two', picture(1), picture(2))).value;
    await commands.deletePicture(first);
    clock.advance(29 * DAY);
    await purgeOldTrash(ports);
    expect(await read.pictureIdsOf([session.id])).toHaveLength(2);
    clock.advance(2 * DAY);
    await purgeOldTrash(ports);
    expect(await read.pictureIdsOf([session.id])).toHaveLength(1);
    expect(await bytesOf()).toEqual([2]);
  });
});
