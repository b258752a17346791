import { describe, expect, it } from 'vitest';
import { createCommands } from '#lib/app/commands.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { CurvePoint } from '#lib/domain/session.ts';
import { openTestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';
import { rawHash, stateHash } from '../support/state-hash.ts';

async function start(more: Parameters<typeof sessionContent>[0] = {}) {
  const db = await openTestDatabase();
  let n = 0;
  const ids = { next: () => `id-${String(++n)}` };
  const commands = createCommands({ facts: db.facts, clock: db.clock, ids });
  const car = valueOrThrow(
    await commands.saveCar({ commandId: 'car', content: carContent() }),
  ).value;
  const saved = await commands.saveSession({
    commandId: 'session',
    content: sessionContent({ carId: car.id, socFrom: 20, socTo: 90, ...more }),
    typed: { totalMicros: 3_000_000 },
  });
  const { session } = valueOrThrow(saved).value;
  const stored = async () => {
    const row = await db.facts.read.get('sessions', session.id);
    if (!row) throw new Error('the session is gone');
    return row;
  };
  const hash = () => db.owner.use(({ facts }) => stateHash(facts));
  return { ...db, commands, id: session.id, session, stored, hash };
}

const MISSING = { ok: false, error: { code: 'db/row_missing' } };

describe('hints of a session', () => {
  it('are put away once each, in the order of the acts', async () => {
    const { commands, id, stored } = await start();
    await commands.dismissHint(id, 'storage_high');
    await commands.dismissHint(id, 'dc_taper');
    const again = valueOrThrow(await commands.dismissHint(id, 'storage_high'));
    expect(again.value.dismissedHints).toEqual(['storage_high', 'dc_taper']);
    expect((await stored()).dismissedHints).toEqual(['storage_high', 'dc_taper']);
  });

  it('come back one by one; the last one leaves no list behind', async () => {
    const { commands, id, session, stored } = await start();
    await commands.dismissHint(id, 'storage_high');
    await commands.dismissHint(id, 'from_a_newer_version');
    const restored = valueOrThrow(await commands.restoreHint(id, 'storage_high')).value;
    expect(restored.dismissedHints).toEqual(['from_a_newer_version']);
    await commands.restoreHint(id, 'from_a_newer_version');
    const now = await stored();
    expect(now).toEqual({ ...session, updatedAt: now.updatedAt });
  });

  it('write nothing when there is nothing to change', async () => {
    const { commands, id, owner } = await start();
    await commands.dismissHint(id, 'dc_taper');
    const hash = () => owner.use(({ facts }) => rawHash(facts));
    const before = await hash();
    expect((await commands.dismissHint(id, 'dc_taper')).ok).toBe(true);
    expect((await commands.restoreHint(id, 'storage_low')).ok).toBe(true);
    expect(await hash()).toBe(before);
  });

  it('are taken back like any other edit', async () => {
    const { commands, id, hash } = await start();
    const before = await hash();
    const { undo } = valueOrThrow(await commands.dismissHint(id, 'dc_taper'));
    const dismissed = await hash();
    expect(dismissed).not.toBe(before);
    const redo = valueOrThrow(await commands.undo(undo)).undo;
    expect(await hash()).toBe(before);
    await commands.undo(redo);
    expect(await hash()).toBe(dismissed);
  });

  it('leave all else as it was, the frozen cost and an edit of the form included', async () => {
    const { commands, id, session, stored } = await start();
    await commands.dismissHint(id, 'dc_taper');
    expect((await stored()).cost).toEqual(session.cost);
    await commands.saveSession({
      commandId: 'edit',
      id,
      content: sessionContent({ carId: session.carId, socFrom: 20, socTo: 90, notes: 'windy' }),
      typed: { totalMicros: 3_000_000 },
    });
    expect(await stored()).toMatchObject({ notes: 'windy', dismissedHints: ['dc_taper'] });
  });

  it('of a session that is not there are a failure, also in the trash', async () => {
    const { commands, id } = await start();
    expect(await commands.dismissHint('nobody', 'dc_taper')).toMatchObject(MISSING);
    await commands.deleteSessions([id]);
    expect(await commands.dismissHint(id, 'dc_taper')).toMatchObject(MISSING);
    expect(await commands.restoreHint(id, 'dc_taper')).toMatchObject(MISSING);
  });

  it('have codes of sound text', async () => {
    const { commands, id, hash } = await start();
    const before = await hash();
    expect(await commands.dismissHint(id, 'x'.repeat(201))).toMatchObject({
      ok: false,
      error: { code: 'session/invalid', fields: [{ code: 'session/dismissed_hints' }] },
    });
    expect(await hash()).toBe(before);
  });
});

describe('the curve of a session', () => {
  const CURVE: readonly CurvePoint[] = [
    [0, 20, 50_000],
    [60, 24.5, 80_000],
    [600, 90, 0],
  ];

  it('is kept as given, replaced and taken back', async () => {
    const { commands, id, hash, stored } = await start();
    const before = await hash();
    const first = valueOrThrow(await commands.saveCurve(id, CURVE));
    expect(first.value.curve).toEqual(CURVE);
    await commands.saveCurve(id, CURVE.slice(1));
    expect((await stored()).curve).toEqual(CURVE.slice(1));
    await commands.saveCurve(id, CURVE);
    await commands.undo(first.undo);
    // Written again since, so it stays.
    expect((await stored()).curve).toEqual(CURVE);
    await commands.saveCurve(id, []);
    expect(await stored()).not.toHaveProperty('curve');
    expect(await hash()).toBe(before);
  });

  const tooLong = Array.from({ length: 5001 }, (_, second): CurvePoint => [second, 50, 7000]);
  it.each<[string, readonly CurvePoint[]]>([
    ['seconds that do not rise', [...CURVE, [600, 91, 0]]],
    ['a state of charge above 100', [[0, 100.1, 0]]],
    ['a state of charge below 0', [[0, -0.1, 0]]],
    ['a negative power', [[0, 50, -1]]],
    ['a number that is none', [[0, 50, NaN]]],
    ['more than 5,000 points', tooLong],
  ])('is refused with %s', async (_, curve) => {
    const { commands, id, hash } = await start();
    const before = await hash();
    expect(await commands.saveCurve(id, curve)).toMatchObject({
      ok: false,
      error: { code: 'session/invalid', fields: [{ field: 'curve', code: 'session/curve' }] },
    });
    expect(await hash()).toBe(before);
  });

  it('may have 5,000 points', async () => {
    const { commands, id } = await start();
    expect((await commands.saveCurve(id, tooLong.slice(1))).ok).toBe(true);
  });

  it('of a session that is not there is a failure', async () => {
    const { commands } = await start();
    expect(await commands.saveCurve('nobody', CURVE)).toMatchObject(MISSING);
  });
});

describe('notes of a session', () => {
  it('take another paragraph, and lose it again with undo', async () => {
    const { commands, id, stored, hash } = await start({ notes: 'Cold night' });
    const before = await hash();
    const done = valueOrThrow(await commands.addNote(id, 'Plan: 20 to 80'));
    expect((await stored()).notes).toBe('Cold night\n\nPlan: 20 to 80');
    expect((await stored()).cost?.totalMicros).toBe(3_000_000);
    expect((await commands.undo(done.undo)).ok).toBe(true);
    expect(await hash()).toBe(before);
  });

  it('start with it when there are none, and refuse what has no room', async () => {
    const { commands, id, stored } = await start();
    await commands.addNote(id, 'Plan');
    expect((await stored()).notes).toBe('Plan');
    const refused = await commands.addNote(id, 'x'.repeat(4000));
    expect(refused.ok ? [] : refused.error.fields?.map(({ code }) => code)).toEqual([
      'session/text_length',
    ]);
    expect((await stored()).notes).toBe('Plan');
    expect(await commands.addNote('nobody', 'Plan')).toMatchObject(MISSING);
  });
});
