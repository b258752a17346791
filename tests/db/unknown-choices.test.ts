import { expect, it } from 'vitest';
import { allLiveSessions } from '#lib/db/all-sessions.ts';
import { openEngineSource } from '#lib/db/engine-source.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { backupFile, otherSeed } from '../support/backup.ts';
import { appOn, asFile } from '../support/backups-app.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';

/** A charge as a newer version stores it. */
const NEWER = {
  current: 'MCS',
  preconditioning: 'partly',
  cost: { basis: 'roaming', currency: 'GBP', totalMicros: 9_000_000 },
} as const;

/** A backup of a newer version: one charge, with choices that this one does not know. */
async function newerFile(): Promise<Blob> {
  const db = await openTestDatabase({ seed: otherSeed });
  await db.facts.commit({ id: 'newer', name: 'test' }, (write) => {
    write.insert('cars', CAR_ID, carContent());
    const content = { ...sessionContent(), ...NEWER } as unknown as ReturnType<
      typeof sessionContent
    >;
    write.insert('sessions', 's1', content);
    return ok();
  });
  return backupFile(db);
}

async function restored(file: Blob, db: TestDatabase): Promise<void> {
  const { backups } = appOn(db);
  const seen = valueOrThrow(await backups.preview(asFile(file), {}, () => undefined));
  expect(seen.merge.tables['sessions']).toMatchObject({ file: 1, setAside: 0 });
  valueOrThrow(await backups.restore(seen.previewId, { mode: 'merge' }, () => undefined));
}

const storedSession = async (db: TestDatabase) =>
  (await appOn(db).store.rowsById('sessions', ['s1'])).get('s1');

it('stays in its row through restore, edits of other fields and backup, and is read as unknown', async () => {
  const db = await openTestDatabase();
  await restored(await newerFile(), db);
  const session = await db.facts.read.get('sessions', 's1');
  expect(session).toMatchObject({ cost: { basis: 'typed_total', totalMicros: 9_000_000 } });
  expect([session?.current, session?.preconditioning]).toEqual([undefined, undefined]);
  const [listed] = await allLiveSessions(db.owner);
  expect(listed).toEqual(session);
  const source = valueOrThrow(
    await openEngineSource({
      profileId: 'test',
      generation: db.owner.connection?.identity.generation ?? '',
      engine: db.engine,
      now: () => db.clock.now(),
    }),
  );
  expect((await source.sessionsSince(0, 10))[0]?.current).toBeUndefined();

  // As a form saves it: every field it shows, the empty ones too.
  valueOrThrow(
    await db.facts.commit({ id: 'edit', name: 'test' }, async (write) => {
      const { cost } = session ?? {};
      const shown = { current: undefined, preconditioning: undefined, cost };
      return ok(await write.change('sessions', 's1', { ...shown, notes: 'edited' }));
    }),
  );
  expect(await storedSession(db)).toMatchObject({ ...NEWER, notes: 'edited' });
  const again = await openTestDatabase({ seed: otherSeed });
  await restored(await backupFile(db), again);
  expect(await storedSession(again)).toMatchObject({ ...NEWER, notes: 'edited' });
});

it('gives way to a choice that a person makes', async () => {
  const db = await openTestDatabase();
  await restored(await newerFile(), db);
  valueOrThrow(
    await db.facts.commit({ id: 'choose', name: 'test' }, async (write) =>
      ok(await write.change('sessions', 's1', { current: 'DC' })),
    ),
  );
  expect(await storedSession(db)).toMatchObject({ ...NEWER, current: 'DC' });
});
