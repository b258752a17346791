import { describe, expect, it } from 'vitest';
import { ok } from '#lib/domain/result.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import type { StoredRow } from '#lib/db/stored.ts';
import { SCHEMA_STEPS, type SchemaStep } from '#lib/db/versions/schema.ts';
import { newEngine, openTestDatabase, seedOf } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';
import { rawHash } from '../support/state-hash.ts';

const NEXT = SCHEMA_STEPS.length + 1;

/** A step that gives every session a field and an index, as a later version might. */
const nextStep = (row: NonNullable<SchemaStep['row']>): SchemaStep => ({
  version: NEXT,
  stores: { sessions: 'id, seq, trashedAt, localDate, [carId+localDate], energyClass' },
  row,
  minReader: 1,
  minWriter: NEXT,
});

const classify = (table: string, row: StoredRow): StoredRow =>
  table === 'sessions'
    ? { ...row, energyClass: Number(row['energyWh']) > 5000 ? 'big' : 'small' }
    : row;

async function oldDatabase() {
  const engine = newEngine();
  const db = await openTestDatabase({ engine });
  await db.facts.commit({ id: 'fill', name: 'test' }, (write) => {
    write.insert('cars', CAR_ID, carContent());
    write.insert('sessions', 's1', sessionContent({ energyWh: 9000 }));
    write.insert('sessions', 's2', sessionContent({ energyWh: 900 }));
    return ok();
  });
  const hash = await db.owner.use(({ facts }) => rawHash(facts));
  db.owner.close();
  return { engine, clock: db.clock, hash };
}

describe('a new schema', () => {
  it('changes every row by a pure function and says who may write from now on', async () => {
    const { engine } = await oldDatabase();
    const { owner, facts } = await openTestDatabase({
      engine,
      steps: [...SCHEMA_STEPS, nextStep(classify)],
    });
    expect(owner.status).toEqual({ kind: 'open' });
    expect(owner.connection?.identity).toMatchObject({
      schema: NEXT,
      minWriter: NEXT,
      minReader: 1,
    });
    const sessions = await facts.read.getMany('sessions', ['s1', 's2']);
    expect(sessions.map((row) => (row as { energyClass?: string }).energyClass)).toEqual([
      'big',
      'small',
    ]);
    expect(await facts.read.all('cars')).toHaveLength(1);
  });

  it('TB04: leaves the old version whole when it fails in the middle', async () => {
    const { engine, clock, hash } = await oldDatabase();
    const failing = new DatabaseOwner({
      name: 'plugtrack-test',
      engine,
      seed: seedOf(clock),
      steps: [
        ...SCHEMA_STEPS,
        nextStep((table, row) => {
          if (row.id === 's2') throw new Error('cannot read this row');
          return classify(table, row);
        }),
      ],
    });
    expect(await failing.open()).toMatchObject({ kind: 'unavailable' });
    const { owner } = await openTestDatabase({ engine });
    expect(owner.status).toEqual({ kind: 'open' });
    expect(await owner.use(({ facts }) => rawHash(facts))).toBe(hash);
  });

  it('is read only for code that is too old to write it', async () => {
    const { engine } = await oldDatabase();
    const newer = await openTestDatabase({ engine, steps: [...SCHEMA_STEPS, nextStep(classify)] });
    newer.owner.close();
    const { owner } = await openTestDatabase({ engine });
    expect(owner.status).toEqual({ kind: 'newer', readable: true });
  });
});

describe('a table that begins with a step', () => {
  const B = '019f1d55f380-0001-bbbbbbbbbbbbbbbb';
  const D = '019f1d55f381-0000-bbbbbbbbbbbbbbbb';
  const picture = { id: 'a1', sessionId: 's1', data: 'AAAA', _c: { b: B } };
  const binned = { id: 'a2', sessionId: 's1', _d: true, _c: { b: B, f: { _d: D } } };
  const deferred = (table: string, row: { readonly id: string }) => ({
    id: `${table}/${row.id}`,
    table,
    kind: 'record',
    code: 'backup/unknown_table',
    at: 1,
    row,
  });

  it('takes the rows over that a newer version had sent before, and no others', async () => {
    const engine = newEngine();
    const old = await openTestDatabase({ engine, steps: SCHEMA_STEPS.slice(0, 2) });
    await old.owner.use(async ({ facts }) => {
      await facts
        .table('deferred')
        .bulkPut([
          deferred('attachments', picture),
          deferred('attachments', binned),
          deferred('hologramPlans', { id: 'h1' }),
        ]);
    });
    old.owner.close();
    const { owner, facts } = await openTestDatabase({ engine });
    expect(await facts.read.attachmentsOf('s1')).toEqual([
      { id: 'a1', sessionId: 's1', data: 'AAAA' },
    ]);
    const rows = await owner.use(({ facts: db }) => db.table('attachments').toArray());
    const { seq } = (await owner.use(({ facts: db }) => db.table('meta').get('change'))) as {
      seq: number;
    };
    expect(rows).toEqual([
      { ...picture, seq },
      { ...binned, seq, trashedAt: Date.UTC(2026, 6, 1, 11, 0, 0, 1) },
    ]);
    const left = await owner.use(({ facts: db }) => db.table('deferred').toArray());
    expect(left).toEqual([deferred('hologramPlans', { id: 'h1' })]);
  });
});

describe('the steps of the schema', () => {
  it('rise by one and never ask for more than themselves', () => {
    expect(SCHEMA_STEPS.map(({ version }) => version)).toEqual(SCHEMA_STEPS.map((_, i) => i + 1));
    for (const { version, minReader, minWriter } of SCHEMA_STEPS) {
      expect(minReader).toBeLessThanOrEqual(minWriter);
      expect(minWriter).toBeLessThanOrEqual(version);
    }
  });

  it('keep what was released: the stores of the first step', () => {
    const record = 'id, seq, trashedAt';
    expect(SCHEMA_STEPS[0]?.stores).toEqual({
      cars: record,
      places: record,
      tariffs: record,
      sessions: `${record}, localDate, [carId+localDate]`,
      settings: record,
      imports: record,
      mappings: record,
      devices: record,
      meta: 'key',
      submissions: 'id, at',
      journals: 'id, jobId',
      drafts: 'key',
      derived: 'key',
    });
  });
});
