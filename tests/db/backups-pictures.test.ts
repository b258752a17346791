import { expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import { MAX_PICTURE_BYTES, type PictureContent } from '#lib/domain/attachment.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { backupFile, backupOn, otherSeed, restoreRequest, verifyFresh } from '../support/backup.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';

/** Bytes that compress badly, so many, another beginning for each seed. */
function bytesOf(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return state >> 16;
  });
}

const pictureOf = (bytes: Uint8Array): PictureContent => ({
  mimeType: 'image/jpeg',
  widthPx: 1600,
  heightPx: 1200,
  bytes: bytes.length,
  data: Buffer.from(bytes).toString('base64url'),
});

async function withPictures(db: TestDatabase, pictures: readonly Uint8Array[]): Promise<string> {
  let n = 0;
  const ids = { next: () => `id-${String(++n)}` };
  const commands = createCommands({ facts: db.facts, clock: db.clock, ids });
  const car = valueOrThrow(await commands.saveCar({ commandId: 'car', content: carContent() }));
  const saved = await commands.saveSession({
    commandId: 'session',
    content: sessionContent({ carId: car.value.id }),
    typed: {},
    pictures: pictures.map(pictureOf),
  });
  return valueOrThrow(saved).value.session.id;
}

it('a backup brings back every picture, byte by byte', async () => {
  const pictures = [bytesOf(1, 3), bytesOf(299_999, 5), bytesOf(MAX_PICTURE_BYTES, 7)];
  const from = await openTestDatabase();
  const sessionId = await withPictures(from, pictures);
  const file = await backupFile(from);

  const to = await openTestDatabase({ seed: otherSeed });
  const { service } = backupOn(to);
  valueOrThrow(await service.restore(restoreRequest(file), verifyFresh, () => undefined));
  const restored = await to.facts.read.attachmentsOf(sessionId);
  expect(restored).toHaveLength(pictures.length);
  const bytes = restored.map(({ data }) => Buffer.from(data, 'base64url'));
  const bySize = (a: Uint8Array, b: Uint8Array) => a.length - b.length;
  for (const [at, picture] of bytes.toSorted(bySize).entries()) {
    expect(picture.equals(pictures[at] ?? new Uint8Array())).toBe(true);
  }
  expect(await to.facts.read.pictureUse()).toEqual({ count: 3, bytes: 1_300_000 });
});

it('a picture of a file that breaks a rule is set aside, the others come in', async () => {
  const from = await openTestDatabase();
  const sessionId = await withPictures(from, [bytesOf(10, 3), bytesOf(20, 5)]);
  const [broken] = await from.facts.read.attachmentsOf(sessionId);
  await from.owner.use(({ facts }) =>
    facts.table('attachments').update(broken?.id, { data: 'not base64!' }),
  );
  const file = await backupFile(from);

  const to = await openTestDatabase({ seed: otherSeed });
  const { service } = backupOn(to);
  const request = restoreRequest(file, { mode: 'merge' });
  valueOrThrow(await service.restore(request, verifyFresh, () => undefined));
  const restored = await to.facts.read.attachmentsOf(sessionId);
  expect(restored.map(({ bytes }) => bytes)).toEqual([20]);
  const aside = await to.owner.use(({ facts }) => facts.table('deferred').toArray());
  expect(aside).toMatchObject([{ table: 'attachments', row: { id: broken?.id } }]);
});
