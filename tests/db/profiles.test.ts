import { describe, expect, it } from 'vitest';
import type { ProfileSwitch } from '#lib/app/profile-ports.ts';
import { createProfiles } from '#lib/app/profiles.ts';
import type { SentinelNote } from '#lib/app/ports.ts';
import { healSentinel } from '#lib/db/heal-sentinel.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { databaseName } from '#lib/db/names.ts';
import { createProfileStore } from '#lib/db/profile-store.ts';
import { generateSample } from '#lib/domain/sample/generate.ts';
import { fixedClock } from '../support/clock.ts';
import { newEngine, seedOf } from '../support/database.ts';

/** A browser with its notes, and the app as it starts in it. */
function browser() {
  const engine = newEngine();
  const clock = fixedClock();
  const notes = new Map<string, SentinelNote>();
  let chosen = 'default';
  let generations = 0;
  let open: DatabaseOwner | undefined;
  const seed = () => seedOf(clock, `g${String(++generations)}`)();

  const start = async () => {
    const profileId = chosen;
    open = new DatabaseOwner({
      name: databaseName(profileId),
      engine,
      seed,
      note: () => notes.get(profileId),
    });
    const status = await open.open();
    await healSentinel(
      open,
      {
        read: () => notes.get(profileId),
        write: (note) => notes.set(profileId, note),
        clear: () => notes.delete(profileId),
      },
      clock.now(),
    );
    const switcher: ProfileSwitch = {
      current: profileId,
      choose: (id) => (chosen = id),
      forget: (id) => notes.delete(id),
      restart: () => undefined,
    };
    const profiles = createProfiles({
      store: createProfileStore({ engine, seed, now: clock.now }),
      switcher,
      ids: { next: () => crypto.randomUUID() },
      close: () => open?.close(),
      sample: () =>
        Promise.resolve(
          generateSample({ seed: 1, today: clock.today(), timeZone: 'Europe/London' }),
        ),
    });
    return { status, profiles };
  };
  return { start, engine, close: () => open?.close() };
}

describe('sample data', () => {
  it('can be entered, left and entered again, and never looks like lost data', async () => {
    const { start, engine, close } = browser();
    for (let visit = 0; visit < 2; visit++) {
      const own = await start();
      expect(own.status).toEqual({ kind: 'open' });
      expect(own.profiles.current).toEqual({ id: 'default', isSample: false });
      expect(await own.profiles.enterSample(() => undefined)).toEqual({ ok: true });
      close();
      const sample = await start();
      expect(sample.status).toEqual({ kind: 'open' });
      expect(sample.profiles.current).toEqual({ id: 'sample', isSample: true });
      await sample.profiles.leaveSample();
    }
    const names = (await engine.indexedDB.databases()).map(({ name }) => name);
    expect(names).toEqual(['plugtrack-default']);
  });

  it('starts fresh when it is entered over what someone tried out', async () => {
    const { start, close } = browser();
    const own = await start();
    await own.profiles.enterSample(() => undefined);
    close();
    const sample = await start();
    close();
    expect(await sample.profiles.enterSample(() => undefined)).toEqual({ ok: true });
    expect((await start()).status).toEqual({ kind: 'open' });
  });
});
