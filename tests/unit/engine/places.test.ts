import { beforeEach, expect, it } from 'vitest';
import {
  addSessions,
  commit,
  placeContent,
  pounds,
  startEngine,
  TODAY,
} from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

let source: MemorySource;

beforeEach(async () => {
  source = new MemorySource();
  const car = { createdDate: '2026-01-01', archived: false };
  await commit(source, (write) => {
    write.insert('cars', 'c1', { name: 'One', ...car });
    write.insert('cars', 'c2', { name: 'Two', ...car });
    write.insert('places', 'hub', placeContent({ name: 'Hub' }));
    write.insert('places', 'pub', placeContent({ name: 'Pub' }));
    return { ok: true, value: undefined };
  });
});

it('adds up what all cars charged at each place', async () => {
  await addSessions(source, {
    // 10 kWh in 30 min and 20 kWh in 30 min: 30 kW. 30p and 50p per kWh.
    a: { placeId: 'hub', chargingS: 1800, localDate: '2026-03-01', ...pounds(3_000_000) },
    b: {
      ...{ placeId: 'hub', carId: 'c2', chargingS: 1800, energyWh: 20_000 },
      ...{ localDate: '2026-05-04', ...pounds(10_000_000) },
    },
    // Neither a time nor a price, and a free one: no part in power and price.
    c: { placeId: 'hub', localDate: '2026-04-01' },
    d: { placeId: 'hub', localDate: '2026-04-02', ...pounds(0) },
    e: { placeId: 'gone', localDate: '2026-04-03' },
    f: { placeId: 'hub', localDate: '2026-05-05', status: 'planned' },
  });
  const { engine } = await startEngine(source);
  const answer = await engine.places(TODAY);
  expect(answer.seq).toBe(await source.seq());
  expect([...answer.figures]).toEqual([
    [
      'hub',
      {
        key: 'hub',
        name: 'Hub',
        sessions: 4,
        energyWh: 50_000,
        costMicros: 13_000_000,
        medianPricePerKwhMicros: 400_000,
        // At 3.5 mi/kWh, nine tenths of which come from the plug.
        medianCostPerMileMicros: expect.closeTo(400_000 / 3.15, 6) as number,
        averagePowerW: 30_000,
        lastDate: '2026-05-04',
      },
    ],
  ]);
});

it('leaves out what is not known', async () => {
  await addSessions(source, { a: { placeId: 'pub', energyWh: undefined } });
  const { engine } = await startEngine(source);
  const { figures } = await engine.places(TODAY);
  expect(figures.get('pub')).toEqual({
    ...{ key: 'pub', name: 'Pub', sessions: 1, lastDate: '2026-03-01' },
  });
  expect(figures.has('hub')).toBe(false);
});
