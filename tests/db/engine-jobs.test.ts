import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineSource } from '#lib/app/engine-source.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openEngineSource } from '#lib/db/engine-source.ts';
import type { SessionQuery } from '#lib/worker/api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { classicFile, Importer } from '../support/engine-imports.ts';
import { addSessions, commit } from '../support/engine-sessions.ts';
import { stateHash } from '../support/state-hash.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
/** More than a repeated submission remembers the undo of. */
const FILE = classicFile(
  ...Array.from(
    { length: 250 },
    (_, i) => `2026-01-${String((i % 28) + 1).padStart(2, '0')},${100 + i},AC,10,,1.00,,`,
  ),
);

let page: TestDatabase;
let source: EngineSource;
let importer: Importer;

async function openSource(): Promise<EngineSource> {
  return valueOrThrow(
    await openEngineSource({
      profileId: 'test',
      generation: 'g1',
      engine: page.engine,
      now: () => page.clock.now(),
    }),
  );
}

function hash(): Promise<string> {
  const { connection } = page.owner;
  if (!connection) throw new Error('the page has no database');
  return stateHash(connection.facts);
}

beforeEach(async () => {
  page = await openTestDatabase();
  source = await openSource();
  importer = new Importer(source);
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', createdDate: '2025-01-01', archived: false });
    return { ok: true, value: undefined };
  });
});

afterEach(() => {
  importer.service.stop();
  page.owner.close();
});

describe('on the real database', () => {
  it('imports, adds nothing the second time, and goes back to the state before', async () => {
    const before = await hash();
    const report = await importer.run(FILE);
    expect(report.counts).toMatchObject({ new: 250 });
    const imported = await hash();
    expect(imported).not.toBe(before);
    expect((await importer.run(FILE)).counts).toMatchObject({ same: 250, new: 0 });
    expect(await hash()).toBe(imported);
    const undone = await importer.service.undoImport(report.importId ?? '', 'undo');
    expect(valueOrThrow(undone)).toEqual({ undone: 250, kept: [] });
    expect(await hash()).toBe(before);
    expect((await importer.run(FILE)).counts).toMatchObject({ new: 250, deleted: 0 });
    expect(await hash()).toBe(imported);
  });

  it('takes back an import whose tab died after the commit, with edited rows as they were', async () => {
    await importer.run(classicFile('2026-01-01,100,AC,10,,9.99,,first'));
    const before = await hash();
    const dying: EngineSource = {
      ...source,
      facts: {
        ...source.facts,
        commit: async (command, work) => {
          const done = await source.facts.commit(command, work);
          throw new Error(`died after ${command.name}, ok: ${String(done.ok)}`);
        },
      },
    };
    const victim = new Importer(dying);
    const preview = await victim.preview(FILE);
    expect(preview.report.counts).toMatchObject({ changed: 1, new: 249 });
    expect(await victim.commit(preview)).toMatchObject({ error: { code: 'worker/crashed' } });
    expect(await hash()).not.toBe(before);
    victim.service.stop();

    const next = new Importer(await openSource());
    await next.service.start();
    expect((await next.preview(FILE)).report.counts).toMatchObject({ changed: 1, new: 249 });
    // Jobs wait for the clearing up.
    await next.service.undoImport('none', 'none');
    expect(await hash()).toBe(before);
    next.service.stop();
  });

  it('follows what the page commits and keeps the roll-ups for it', async () => {
    valueOrThrow(await importer.service.start());
    const heard: number[] = [];
    importer.service.onChange((seq) => heard.push(seq));
    const fromPage = { ...source, facts: page.facts };
    await addSessions(fromPage, { a: { localDate: '2026-05-01', energyWh: 7_000 } });
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe(await source.seq());
    const months = async () => (await source.readDerived('months')) as MonthRollups | undefined;
    await expect.poll(async () => (await months())?.seq).toBe(await source.seq());
    expect((await months())?.months).toMatchObject([
      { carId: 'c1', month: '2026-05', all: { energyWh: 7_000 } },
    ]);
    const window = valueOrThrow(await importer.service.window(NEWEST, 0, 10));
    expect(window.rows).toMatchObject([{ id: 'a', energyWh: 7_000 }]);
  });
});
