import { describe, expect, it } from 'vitest';
import { ok, valueOrThrow, type Result } from '#lib/domain/result.ts';
import type { Done, FactWriter } from '#lib/app/facts.ts';
import type { StoredRow } from '#lib/db/stored.ts';
import { DEVICE, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';
import { stateHash } from '../support/state-hash.ts';

let serial = 0;
const commit = <T>(
  { facts }: TestDatabase,
  work: (write: FactWriter) => Promise<Result<T>> | Result<T>,
): Promise<Done<T>> =>
  facts.commit({ id: `command-${String(serial++)}`, name: 'test' }, work).then(valueOrThrow);

const raw = ({ owner }: TestDatabase, table: string, id: string): Promise<StoredRow | undefined> =>
  owner.use(({ facts }) => facts.table<StoredRow, string>(table).get(id));

const hashOf = ({ owner }: TestDatabase): Promise<string> =>
  owner.use(({ facts }) => stateHash(facts));

const withSession = async (): Promise<TestDatabase> => {
  const db = await openTestDatabase();
  await commit(db, (write) => {
    write.insert('cars', CAR_ID, carContent());
    write.insert('sessions', 's1', sessionContent({ notes: 'rain', socFrom: 20, socTo: 60 }));
    return ok();
  });
  return db;
};

describe('a commit', () => {
  it('stamps all rows of one command with one clock and one number', async () => {
    const db = await withSession();
    const car = await raw(db, 'cars', CAR_ID);
    const session = await raw(db, 'sessions', 's1');
    // 1 July 2026 11:00 UTC in hex milliseconds; the making of the database took counter 0.
    expect(session?._c?.b).toBe(`019f1d55f380-0001-${DEVICE}`);
    expect(car?._c).toEqual(session?._c);
    expect(car?.seq).toBe(2);
    expect(session?.seq).toBe(2);
  });

  it('gives a new clock to the changed fields only, and lists a cleared one', async () => {
    const db = await withSession();
    db.clock.advance(1000);
    await commit(db, async (write) => {
      await write.change('sessions', 's1', { notes: undefined, socTo: 60, energyWh: 12_000 });
      return ok();
    });
    const session = await raw(db, 'sessions', 's1');
    const first = `019f1d55f380-0001-${DEVICE}`;
    const second = `019f1d55f768-0000-${DEVICE}`;
    expect(session).not.toHaveProperty('notes');
    expect(session?._c).toEqual({
      b: first,
      f: { energyWh: second, notes: second, updatedAt: second },
    });
  });

  it('writes nothing when nothing changed', async () => {
    const db = await withSession();
    const before = await raw(db, 'sessions', 's1');
    const done = await commit(db, async (write) =>
      ok(await write.change('sessions', 's1', { socTo: 60 })),
    );
    expect(await raw(db, 'sessions', 's1')).toEqual(before);
    expect(done.seq).toBe(2);
  });

  it('writes nothing when the command refuses', async () => {
    const db = await withSession();
    const before = await hashOf(db);
    const result = await db.facts.commit({ id: 'refused', name: 'test' }, (write) => {
      write.insert('sessions', 's2', sessionContent());
      return { ok: false, error: { code: 'session/invalid' } };
    });
    expect(result).toEqual({ ok: false, error: { code: 'session/invalid' } });
    expect(await hashOf(db)).toBe(before);
  });

  it('refuses an id that exists, also in the trash, and writes nothing of the command', async () => {
    const db = await withSession();
    await commit(db, async (write) => ok(await write.remove('sessions', ['s1'])));
    const before = await hashOf(db);
    const result = await db.facts.commit({ id: 'twice', name: 'test' }, (write) => {
      write.insert('cars', 'other', carContent({ name: 'Other' }));
      write.insert('sessions', 's1', sessionContent());
      return ok();
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'db/row_exists' } });
    expect(await hashOf(db)).toBe(before);
  });

  it('TB08: has one effect when the same submission comes again, also at the same time', async () => {
    const db = await withSession();
    let made = 0;
    const submit = () =>
      db.facts.commit({ id: 'tap', name: 'test' }, (write) =>
        ok(write.insert('sessions', `double-${String(made++)}`, sessionContent()).id),
      );
    const answers = await Promise.all([submit(), submit(), submit()]);
    const again = await submit();
    expect(new Set([...answers, again].map((answer) => valueOrThrow(answer).value))).toEqual(
      new Set(['double-0']),
    );
    expect(await db.facts.read.newestSessions({ limit: 9 })).toHaveLength(2);
  });
});

describe('taking back', () => {
  it('ST11: restores the state before a delete, an edit and a creation, by hash', async () => {
    const db = await withSession();
    const before = await hashOf(db);
    const steps: Done<unknown>[] = [];
    steps.push(
      await commit(db, async (write) =>
        ok(await write.change('sessions', 's1', { notes: 'sun', ambientC: 9 })),
      ),
    );
    steps.push(await commit(db, (write) => ok(write.insert('sessions', 's2', sessionContent()))));
    steps.push(await commit(db, async (write) => ok(await write.remove('sessions', ['s1', 's2']))));
    expect(await hashOf(db)).not.toBe(before);
    const undone = valueOrThrow(
      await db.facts.undo(
        { id: 'undo', name: 'undo' },
        steps.reverse().map((step) => step.undo),
      ),
    );
    expect(await hashOf(db)).toBe(before);
    expect(undone.value.kept).toEqual([]);
    const redone = valueOrThrow(await db.facts.undo({ id: 'redo', name: 'undo' }, [undone.undo]));
    expect(redone.value.kept).toEqual([]);
    expect(await db.facts.read.newestSessions({ limit: 9 })).toEqual([]);
  });

  it('keeps what was edited since, and says so', async () => {
    const db = await withSession();
    const edit = await commit(db, async (write) =>
      ok(await write.change('sessions', 's1', { notes: 'first', ambientC: 9 })),
    );
    const create = await commit(db, (write) =>
      ok(write.insert('sessions', 's2', sessionContent())),
    );
    db.clock.advance(1000);
    await commit(db, async (write) => {
      await write.change('sessions', 's1', { notes: 'second' });
      await write.change('sessions', 's2', { notes: 'mine' });
      return ok();
    });
    const undone = valueOrThrow(
      await db.facts.undo({ id: 'undo-edited', name: 'undo' }, [create.undo, edit.undo]),
    );
    const s1 = await db.facts.read.get('sessions', 's1');
    expect(s1?.notes).toBe('second');
    expect(s1).not.toHaveProperty('ambientC');
    expect((await db.facts.read.get('sessions', 's2'))?.notes).toBe('mine');
    expect(undone.value.kept).toEqual([
      { table: 'sessions', id: 's2' },
      { table: 'sessions', id: 's1' },
    ]);
  });

  it('ST11: the trash gives rows back; purging leaves id and clock only', async () => {
    const db = await withSession();
    const before = await hashOf(db);
    await commit(db, async (write) => ok(await write.remove('sessions', ['s1'])));
    const [item] = await db.facts.read.trash(5);
    expect(item).toMatchObject({ table: 'sessions', row: { id: 's1', notes: 'rain' } });
    await commit(db, async (write) => ok(await write.restore('sessions', ['s1'])));
    expect(await hashOf(db)).toBe(before);
    await commit(db, async (write) => ok(await write.remove('sessions', ['s1'])));
    const purged = await commit(db, async (write) => ok(await write.purge('sessions', ['s1'])));
    expect(await raw(db, 'sessions', 's1')).toEqual({
      id: 's1',
      seq: purged.seq,
      _p: purged.undo.stamp,
    });
    expect(await db.facts.read.trash(5)).toEqual([]);
  });
});

describe('reading', () => {
  it('gives the newest sessions in session order, ties by time, then odometer', async () => {
    const db = await openTestDatabase();
    await commit(db, (write) => {
      write.insert('sessions', 'date-only', sessionContent({ localDate: '2026-06-30' }));
      write.insert(
        'sessions',
        'early',
        sessionContent({ localDate: '2026-06-30', startedAt: 100 }),
      );
      write.insert(
        'sessions',
        'planned',
        sessionContent({ localDate: '2026-07-01', status: 'planned' }),
      );
      for (let i = 0; i < 60; i++) {
        write.insert('sessions', `old-${String(i)}`, sessionContent({ localDate: '2026-01-01' }));
      }
      write.insert('sessions', 'newest', sessionContent({ localDate: '2026-07-01' }));
      return ok();
    });
    const newest = await db.facts.read.newestSessions({ limit: 3 });
    expect(newest.map((session) => session.id)).toEqual(['newest', 'date-only', 'early']);
  });

  it('leaves out what is dated after a day, for one car and for all', async () => {
    const db = await openTestDatabase();
    await commit(db, (write) => {
      for (const localDate of ['2026-06-29', '2026-06-30', '2026-07-01', '2026-07-02']) {
        write.insert('sessions', localDate, sessionContent({ localDate }));
      }
      return ok();
    });
    const ids = async (filter: { carId?: string; until?: string; limit: number }) =>
      (await db.facts.read.newestSessions(filter)).map(({ id }) => id);
    expect(await ids({ until: '2026-07-01', limit: 2 })).toEqual(['2026-07-01', '2026-06-30']);
    expect(await ids({ carId: CAR_ID, until: '2026-06-30', limit: 1 })).toEqual(['2026-06-30']);
    expect(await ids({ until: '2026-06-28', limit: 2 })).toEqual([]);
    expect(await ids({ limit: 1 })).toEqual(['2026-07-02']);
  });

  it('reads a crowded day once, and not the days before it', async () => {
    const db = await openTestDatabase();
    await commit(db, (write) => {
      for (let at = 0; at < 90; at++) {
        const localDate = at < 40 ? '2026-06-30' : '2026-06-29';
        write.insert('sessions', `s${String(at)}`, sessionContent({ localDate, startedAt: at }));
      }
      return ok();
    });
    const read: string[] = [];
    await db.owner.use(async ({ facts }) => {
      facts.table<StoredRow>('sessions').hook('reading', (row) => {
        read.push(row.id);
        return row;
      });
      return Promise.resolve();
    });
    const newest = await db.facts.read.newestSessions({ until: '2026-06-30', limit: 2 });
    expect(newest.map(({ id }) => id)).toEqual(['s39', 's38']);
    // The row that ends the reading is not handed on.
    expect(read).toHaveLength(40);
    expect(new Set(read).size).toBe(40);
  });

  it('finds readings and neighbours around a session, past rows without odometer', async () => {
    const db = await openTestDatabase();
    await commit(db, (write) => {
      write.insert('sessions', 'a', sessionContent({ localDate: '2026-01-01', odometerM: 1000 }));
      for (let day = 2; day <= 28; day++) {
        const localDate = `2026-01-${String(day).padStart(2, '0')}`;
        write.insert('sessions', `day-${String(day)}`, sessionContent({ localDate }));
      }
      write.insert('sessions', 'b', sessionContent({ localDate: '2026-02-01', odometerM: 5000 }));
      write.insert(
        'sessions',
        'other',
        sessionContent({ carId: 'c2', localDate: '2026-01-31', odometerM: 9 }),
      );
      return ok();
    });
    const b = (await db.facts.read.get('sessions', 'b'))!;
    const readings = await db.facts.read.readingsAround(b);
    expect(readings.previous?.id).toBe('a');
    expect(readings.next).toBeUndefined();
    const { previous } = await db.facts.read.neighbours(b);
    expect(previous?.id).toBe('day-28');
  });

  it('tells a watcher of each commit, and of nothing that was refused', async () => {
    const db = await withSession();
    const seen: number[] = [];
    let arrived: () => void = () => undefined;
    const stop = db.facts.watch(
      async (read) => (await read.all('cars')).length,
      (count) => {
        seen.push(count);
        arrived();
      },
    );
    const next = () =>
      new Promise<void>((resolve) => {
        arrived = resolve;
      });
    await next();
    const second = next();
    await commit(db, (write) => ok(write.insert('cars', 'second', carContent())));
    await second;
    stop();
    expect(seen).toEqual([1, 2]);
  });
});
