import { describe, expect, it } from 'vitest';
import type { Facts } from '#lib/app/facts.ts';
import { carCommands } from '#lib/app/car-commands.ts';
import { sessionCommands } from '#lib/app/session-commands.ts';
import { trashCommands } from '#lib/app/trash-commands.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { fixedClock } from '../support/clock.ts';
import { newEngine, openTestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';
import { faultyEngine } from '../support/faults.ts';
import { rawHash } from '../support/state-hash.ts';

type Outcome = Result<unknown>;
const counted = (prefix: string) => {
  let n = 0;
  return { next: () => `${prefix}-${String(n++)}` };
};

/** Each command that writes several rows or tables, on a database with a car and 30 sessions. */
const COMMANDS: Record<string, (facts: Facts) => Promise<Outcome>> = {
  'save a session': (facts) =>
    sessionCommands({ facts, clock: fixedClock(), ids: counted('save') }).saveSession({
      commandId: 'save',
      content: sessionContent({ odometerM: 500 }),
      typed: { totalMicros: 2_000_000 },
    }),
  'delete sessions': (facts) =>
    sessionCommands({ facts, clock: fixedClock(), ids: counted('del') }).deleteSessions([
      's1',
      's2',
      's3',
    ]),
  'move sessions': (facts) =>
    sessionCommands({ facts, clock: fixedClock(), ids: counted('move') }).moveSessionsToCar(
      ['s1', 's2'],
      'car-2',
    ),
  'save a car': (facts) =>
    carCommands({ facts, clock: fixedClock(), ids: counted('car') }).saveCar({
      commandId: 'car',
      content: carContent({ name: 'Third' }),
    }),
  'empty the trash': (facts) =>
    trashCommands({ facts, clock: fixedClock(), ids: counted('purge') }).purgeFromTrash([
      { table: 'sessions', id: 'gone-1' },
      { table: 'cars', id: 'gone-2' },
    ]),
};

async function filled({ openTimeoutMs = 5_000 } = {}) {
  const engine = faultyEngine(newEngine());
  const db = await openTestDatabase({ engine, openTimeoutMs });
  await db.facts.commit({ id: 'fill', name: 'fill' }, (write) => {
    write.insert('cars', CAR_ID, carContent());
    write.insert('cars', 'car-2', carContent({ name: 'Second' }));
    write.insert('cars', 'gone-2', carContent({ name: 'Gone' }));
    write.insert('sessions', 'gone-1', sessionContent());
    for (let i = 0; i < 30; i++) write.insert('sessions', `s${String(i)}`, sessionContent());
    return ok();
  });
  await db.facts.commit({ id: 'trash', name: 'trash' }, async (write) => {
    await write.remove('sessions', ['gone-1']);
    return ok(await write.remove('cars', ['gone-2']));
  });
  const hash = () => db.owner.use(({ facts }) => rawHash(facts));
  return { ...db, engine, hash };
}

const undisturbed = new Map<string, string>();
async function expectedAfter(name: string): Promise<string> {
  const known = undisturbed.get(name);
  if (known) return known;
  const { facts, hash } = await filled();
  expect(await COMMANDS[name]!(facts)).toMatchObject({ ok: true });
  undisturbed.set(name, await hash());
  return undisturbed.get(name)!;
}

describe.each(Object.keys(COMMANDS))('ST07: %s', (name) => {
  it.each(['write', 'commit'] as const)(
    'is old or new when any single %s fails',
    async (operation) => {
      const after = await expectedAfter(name);
      let position = 0;
      for (; ; position++) {
        const { facts, engine, hash } = await filled();
        const before = await hash();
        engine.arm({ operation, at: position, error: 'QuotaExceededError' });
        const result = await COMMANDS[name]!(facts);
        const { raised } = engine;
        engine.disarm();
        if (raised === 0) {
          expect(await hash()).toBe(after);
          break;
        }
        expect(result.ok).toBe(false);
        expect(await hash()).toBe(before);
      }
      // At least the row itself, the counter and the submission.
      expect(position).toBeGreaterThanOrEqual(3);
    },
  );

  it('ST05: is repeated once on a fresh connection, with one effect', async () => {
    const after = await expectedAfter(name);
    const { facts, engine, hash } = await filled();
    engine.arm({ operation: 'transaction', at: 0, error: 'InvalidStateError' });
    expect(await COMMANDS[name]!(facts)).toMatchObject({ ok: true });
    expect(engine.raised).toBe(1);
    expect(await hash()).toBe(after);
  });

  it('ST05: says so when the connection stays lost, and leaves everything as it was', async () => {
    const { facts, engine, hash } = await filled({ openTimeoutMs: 1_000 });
    const before = await hash();
    engine.arm({ operation: 'transaction', at: 0, error: 'UnknownError', forEver: true });
    const result = await COMMANDS[name]!(facts);
    engine.disarm();
    expect(result).toMatchObject({ ok: false, error: { code: 'db/closed' } });
    expect(await hash().catch(() => 'closed')).toBe('closed');
    const fresh = await openTestDatabase({ engine });
    expect(await fresh.owner.use((connection) => rawHash(connection.facts))).toBe(before);
  });
});

describe('a full disk', () => {
  it('is told apart from other failures', async () => {
    const { facts, engine } = await filled();
    engine.arm({ operation: 'write', at: 0, error: 'QuotaExceededError' });
    const result = await facts.commit({ id: 'full', name: 'test' }, (write) => {
      write.insert('cars', 'car-3', carContent());
      return ok();
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'db/quota' } });
  });
});
