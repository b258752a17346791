import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineSource } from '#lib/app/engine-source.ts';
import type { Cost } from '#lib/domain/session.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openEngineSource } from '#lib/db/engine-source.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addSessions, commit, placeContent, pounds } from '../support/engine-sessions.ts';
import { Repricer } from '../support/repricer.ts';
import { stateHash } from '../support/state-hash.ts';

const GO = {
  name: 'Go',
  kind: 'home' as const,
  currency: 'GBP',
  timeZone: 'Europe/London',
  validFrom: '2026-01-01',
  pricePerKwhMicros: 200_000,
};
/** 10 kWh at 20p, frozen. */
const FROZEN: Cost = {
  basis: 'home_tariff',
  currency: 'GBP',
  totalMicros: 2_000_000,
  pricePerKwhMicros: 200_000,
  tariffId: 'go',
  placeId: 'home',
};
const TARIFF = { kind: 'tariff', tariffId: 'go' } as const;

let page: TestDatabase;
let source: EngineSource;
let repricer: Repricer;

async function openSource(): Promise<EngineSource> {
  const { engine, clock } = page;
  return valueOrThrow(
    await openEngineSource({ profileId: 'test', generation: 'g1', engine, now: () => clock.now() }),
  );
}

function hash(): Promise<string> {
  const { connection } = page.owner;
  if (!connection) throw new Error('the page has no database');
  return stateHash(connection.facts);
}

const change = (
  table: 'tariffs' | 'places' | 'sessions' | 'settings',
  id: string,
  fields: object,
): Promise<void> =>
  commit(source, async (write) => {
    await write.change(table, id, fields);
    return { ok: true, value: undefined };
  });

async function costs(...ids: string[]): Promise<(Cost | undefined)[]> {
  return (await source.facts.read.getMany('sessions', ids)).map((session) => session?.cost);
}
const totals = async (...ids: string[]) =>
  (await costs(...ids)).map((cost) => cost?.totalMicros ?? 'none');

beforeEach(async () => {
  page = await openTestDatabase();
  source = await openSource();
  repricer = new Repricer(source);
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
    write.insert('places', 'home', placeContent({ name: 'Home', isHome: true }));
    write.insert('places', 'ikea', placeContent({ name: 'Ikea', pricePerKwhMicros: 400_000 }));
    write.insert('tariffs', 'go', GO);
    write.insert('settings', 'currency', { value: 'GBP' });
    return { ok: true, value: undefined };
  });
  await addSessions(source, {
    old: { placeId: 'home', localDate: '2025-12-01', cost: { ...FROZEN, tariffId: 'gone' } },
    first: { placeId: 'home', localDate: '2026-01-05', cost: FROZEN },
    typed: { placeId: 'home', localDate: '2026-01-06', ...pounds(1_230_000) },
    unknown: { placeId: 'home', localDate: '2026-01-07' },
    noEnergy: { placeId: 'home', localDate: '2026-01-08', energyWh: undefined, socTo: 80 },
    away: { placeId: 'ikea', localDate: '2026-01-09' },
    running: { placeId: 'home', localDate: '2026-01-10', status: 'active' },
  });
});

afterEach(() => {
  repricer.service.stop();
  page.owner.close();
});

describe('re-pricing', () => {
  it('shows what a tariff would change, and writes nothing by looking', async () => {
    await change('tariffs', 'go', { pricePerKwhMicros: 300_000 });
    const before = await hash();
    const preview = await repricer.look(TARIFF);
    expect(preview).toMatchObject({
      sessions: 4,
      typed: 1,
      same: 0,
      changing: 2,
      losing: 0,
      unpriced: 1,
      sums: [{ currency: 'GBP', beforeMicros: 2_000_000, afterMicros: 6_000_000 }],
    });
    expect(await repricer.rows(preview)).toMatchObject([
      { id: 'unknown', after: { currency: 'GBP', totalMicros: 3_000_000 } },
      { id: 'first', before: { totalMicros: 2_000_000 }, after: { totalMicros: 3_000_000 } },
    ]);
    expect(await repricer.rows(preview, 'unpriced')).toMatchObject([
      { id: 'noEnergy', unknown: 'no_energy' },
    ]);
    expect(await hash()).toBe(before);
  });

  it('changes those costs alone, and goes back to the same state in one step', async () => {
    await change('tariffs', 'go', { pricePerKwhMicros: 300_000 });
    const before = await hash();
    const done = valueOrThrow(await repricer.write(await repricer.look(TARIFF)));
    expect(done.changed).toBe(2);
    const ids = ['old', 'first', 'typed', 'unknown', 'noEnergy', 'away'];
    expect(await totals(...ids)).toEqual([
      2_000_000,
      3_000_000,
      1_230_000,
      3_000_000,
      'none',
      'none',
    ]);
    // A second time there is nothing left to do.
    expect(await repricer.look(TARIFF)).toMatchObject({ changing: 0, same: 2 });
    expect(valueOrThrow(await repricer.undo(done))).toEqual({ undone: 2, kept: [] });
    expect(await hash()).toBe(before);
    expect(valueOrThrow(await repricer.undo(done))).toEqual({ undone: 0, kept: [] });
  });

  it('leaves out what a person leaves out, and can keep costs that would be lost', async () => {
    await change('tariffs', 'go', { validFrom: '2026-01-06', pricePerKwhMicros: 100_000 });
    const preview = await repricer.look(TARIFF);
    // The charge of the 5th was priced by it and is dated before its first day now.
    expect(preview).toMatchObject({ changing: 2, losing: 1 });
    expect(await repricer.rows(preview)).toMatchObject([
      { id: 'unknown' },
      { id: 'first', unknown: 'no_price' },
    ]);
    const left = await repricer.write(preview, { leaveOut: ['unknown'], keepLosing: true });
    expect(valueOrThrow(left).changed).toBe(0);
    expect(await totals('first', 'unknown')).toEqual([2_000_000, 'none']);
    const kept = await repricer.write(preview, { keepLosing: true });
    expect(valueOrThrow(kept).changed).toBe(1);
    expect(await totals('first', 'unknown')).toEqual([2_000_000, 1_000_000]);
    const all = await repricer.write(await repricer.look(TARIFF));
    expect(valueOrThrow(all).changed).toBe(1);
    expect(await totals('first')).toEqual(['none']);
  });

  it('finds sessions by place, by selection and by having no cost', async () => {
    const idsOf = async (scope: Parameters<Repricer['look']>[0]) =>
      (await repricer.rows(await repricer.look(scope))).map(({ id }) => id);
    expect(await idsOf({ kind: 'place', placeId: 'ikea' })).toEqual(['away']);
    expect(await idsOf({ kind: 'unknown' })).toEqual(['away', 'unknown']);
    expect(await idsOf({ kind: 'sessions', ids: ['unknown', 'running', 'gone'] })).toEqual([
      'unknown',
    ]);
    const gone = { kind: 'tariff', tariffId: 'none' } as const;
    expect(await repricer.service.previewReprice(gone, () => undefined)).toMatchObject({
      error: { code: 'tariff/unknown' },
    });
  });

  it('touches a charge that ends within the tariff, and only those of its current', async () => {
    await addSessions(source, {
      night: {
        placeId: 'home',
        localDate: '2025-12-31',
        startedAt: Date.parse('2025-12-31T22:00Z'),
        endedAt: Date.parse('2026-01-01T02:00Z'),
      },
    });
    // No price before midnight: the whole cost stays unknown, and it is said why.
    const preview = await repricer.look(TARIFF);
    const unpriced = await repricer.rows(preview, 'unpriced');
    expect(unpriced.map(({ id }) => id)).toContain('night');
    await change('tariffs', 'go', { current: 'DC' });
    expect(await repricer.look(TARIFF)).toMatchObject({ sessions: 1, losing: 1 });
  });

  it('writes nothing at all when something was changed since the preview', async () => {
    const preview = await repricer.look({ kind: 'unknown' });
    expect(preview.changing).toBe(2);
    await change('places', 'ikea', { pricePerKwhMicros: 500_000 });
    const before = await hash();
    const refused = await repricer.write(preview);
    expect(refused).toMatchObject({ error: { code: 'reprice/outdated' } });
    expect(await hash()).toBe(before);
    expect(await totals('away', 'unknown')).toEqual(['none', 'none']);
  });

  it('keeps what was edited after it when it is taken back', async () => {
    const done = valueOrThrow(await repricer.write(await repricer.look({ kind: 'unknown' })));
    await change('sessions', 'away', pounds(9_990_000));
    expect(valueOrThrow(await repricer.undo(done))).toMatchObject({
      kept: [{ table: 'sessions', id: 'away' }],
    });
    expect(await totals('away', 'unknown')).toEqual([9_990_000, 'none']);
  });

  it('answers a repeated command as the first time', async () => {
    const preview = await repricer.look({ kind: 'unknown' });
    const first = await repricer.write(preview, { commandId: 'twice' });
    const seq = await source.seq();
    expect(await repricer.write(preview, { commandId: 'twice' })).toEqual(first);
    expect(await source.seq()).toBe(seq);
  });
});

const MANY = 5_200;

describe('re-pricing of more than one transaction holds', () => {
  beforeEach(async () => {
    const rows = Array.from({ length: MANY }, (_, i) => [
      `many-${String(i).padStart(5, '0')}`,
      { placeId: 'ikea', localDate: '2026-02-01' },
    ]);
    await addSessions(source, Object.fromEntries(rows) as Parameters<typeof addSessions>[1]);
  });

  it('is cancelled between two chunks as if it had not begun', async () => {
    const before = await hash();
    const preview = await repricer.look({ kind: 'place', placeId: 'ikea' });
    expect(preview.changing).toBe(MANY + 1);
    const cancelled = await repricer.write(preview, {}, ({ done }) => {
      if (done > 0) repricer.service.cancelCommit();
    });
    expect(cancelled).toMatchObject({ error: { code: 'reprice/cancelled' } });
    expect(await hash()).toBe(before);
  });

  it('is taken back at the next start when its tab died, and undone whole otherwise', async () => {
    const before = await hash();
    let commits = 0;
    const dying: EngineSource = {
      ...source,
      facts: {
        ...source.facts,
        commit: async (command, work) => {
          const done = await source.facts.commit(command, work);
          if (command.name === 'repriceChunk' && (commits += 1) === 2) throw new Error('died');
          return done;
        },
      },
    };
    const victim = new Repricer(dying);
    const lost = await victim.write(await victim.look({ kind: 'place', placeId: 'ikea' }));
    expect(lost).toMatchObject({ error: { code: 'worker/crashed' } });
    expect(await totals('many-00000', 'away')).toEqual([4_000_000, 4_000_000]);
    victim.service.stop();

    const next = new Repricer(await openSource());
    await next.service.start();
    const preview = await next.look({ kind: 'place', placeId: 'ikea' });
    expect(preview.changing).toBe(MANY + 1);
    expect(await hash()).toBe(before);
    const done = valueOrThrow(await next.write(preview));
    expect(await totals('many-00000', 'many-05199')).toEqual([4_000_000, 4_000_000]);
    expect(valueOrThrow(await next.undo(done))).toEqual({ undone: MANY + 1, kept: [] });
    expect(await hash()).toBe(before);
    next.service.stop();
  });
});

it('a frozen cost stays whatever becomes of tariffs, places and settings', async () => {
  valueOrThrow(await repricer.write(await repricer.look({ kind: 'unknown' })));
  const ids = ['old', 'first', 'typed', 'unknown', 'noEnergy', 'away'];
  const frozen = await costs(...ids);
  await change('tariffs', 'go', { pricePerKwhMicros: 900_000, validFrom: '2026-03-01' });
  await change('places', 'ikea', { pricePerKwhMicros: 10_000, isFree: true });
  await change('places', 'home', { isHome: false });
  await change('settings', 'currency', { value: 'EUR' });
  await commit(source, async (write) => {
    await write.remove('tariffs', ['go']);
    await write.remove('places', ['ikea']);
    return { ok: true, value: undefined };
  });
  // The engine has taken all of it in.
  await repricer.look({ kind: 'unknown' });
  expect(await costs(...ids)).toEqual(frozen);
});
