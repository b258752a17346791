import { beforeEach, describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Engine } from '#lib/worker/engine/engine.ts';
import { addSessions, commit, startEngine, TODAY } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const CAR = { createdDate: '2026-01-01', archived: false, usableBatteryWh: 60_000 };
const CURVE = [
  [0, 20, 60_000],
  [60, 22, 80_000],
] as const;

let source: MemorySource;

beforeEach(async () => {
  source = new MemorySource();
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', ...CAR });
    write.insert('cars', 'c2', { name: 'Two', ...CAR, maxDcW: 90_000 });
    return { ok: true, value: undefined };
  });
});

const bandOf = async (engine: Engine, carId = 'c1', today = TODAY) =>
  valueOrThrow(await engine.plannerCar(carId, today)).car.bands[2];

describe('what plans need of a car', () => {
  it('is of today, and names the change that it is true for', async () => {
    await addSessions(source, { a: { current: 'DC', curve: CURVE, localDate: '2026-05-01' } });
    const { engine } = await startEngine(source);
    const answer = valueOrThrow(await engine.plannerCar('c1', TODAY));
    expect(answer).toMatchObject({ seq: await source.seq(), today: TODAY });
    expect(answer.car).toMatchObject({ carId: 'c1', ceilingW: 70_000, ceilingSource: 'history' });
    expect(await bandOf(engine)).toMatchObject({ powerW: 70_000, tier: 'curve', samples: 2 });
    expect(await bandOf(engine, 'c1', '2026-04-30')).toMatchObject({ tier: 'modelled' });
    expect(await bandOf(engine, 'c2')).toMatchObject({ powerW: 85_500, tier: 'modelled' });
    expect(await engine.plannerCar('c3', TODAY)).toMatchObject({ error: { code: 'plan/car' } });
  });

  it('follows curves that are changed, taken away or moved to another car', async () => {
    await addSessions(source, { a: { current: 'DC' } });
    const { engine } = await startEngine(source);
    const change = (fields: object) =>
      commit(source, async (write) => {
        await write.change('sessions', 'a', fields);
        return { ok: true, value: undefined };
      });
    expect(await bandOf(engine)).toMatchObject({ tier: 'modelled' });
    await change({ curve: CURVE });
    expect(await bandOf(engine)).toMatchObject({ tier: 'curve', powerW: 70_000 });
    await change({ curve: CURVE.slice(1) });
    expect(await bandOf(engine)).toMatchObject({ tier: 'curve', powerW: 80_000 });
    await change({ carId: 'c2' });
    expect(await bandOf(engine)).toMatchObject({ tier: 'modelled' });
    expect(await bandOf(engine, 'c2')).toMatchObject({ tier: 'curve', powerW: 80_000 });
    await change({ curve: undefined });
    expect(await bandOf(engine, 'c2')).toMatchObject({ tier: 'modelled' });
  });

  it('is the same after a start from the stored columns', async () => {
    await addSessions(source, { a: { current: 'DC', curve: CURVE } });
    const first = await startEngine(source);
    first.runLater();
    await expect.poll(() => source.readDerived('columns')).toBeDefined();
    const answer = await first.engine.plannerCar('c1', TODAY);
    const read = source.rowsRead;
    const { engine } = await startEngine(source);
    expect(source.rowsRead).toBe(read);
    expect(await engine.plannerCar('c1', TODAY)).toEqual(answer);
  });
});
