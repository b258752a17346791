import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { SMALL, smallFile } from './small-dataset.ts';

const run = (args: string, file = smallFile()) =>
  inMemory([...args.split(' '), '--dataset', 'd.json'], { 'd.json': file });

async function sessionsOf(args: string): Promise<Record<string, unknown>> {
  const { status, stdout } = await run(`metrics-dump ${args}`.trim());
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { sessions: Record<string, unknown> }).sessions;
}

describe('metrics-dump', () => {
  it('prints completed sessions of all cars in session order', async () => {
    expect(Object.keys(await sessionsOf(''))).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['--car Leaf', ['a', 'c']],
    ['--car c2', ['b']],
    ['--session b', ['b']],
    ['--session b --car Leaf', []],
    ['--session d', []],
    ['--from 2026-05-15', ['b', 'c']],
    ['--to-date 2026-05-15', ['a', 'b']],
    ['--from 2026-05-02 --to-date 2026-05-31 --car Zoe', ['b']],
  ])('prints with %s only those', async (args, ids) => {
    expect(Object.keys(await sessionsOf(args))).toEqual(ids);
  });

  it('computes from all sessions, whatever it prints', async () => {
    const all = await sessionsOf('');
    // The first charge of the car keeps being its baseline, the later one does not become it.
    expect(all['a']).toMatchObject({ baseline: true });
    expect(await sessionsOf('--session c')).toEqual({ c: all['c'] });
  });
});

describe('--car', () => {
  it.each([
    ['an unknown name', 'leaf', SMALL.cars],
    ['a name of two', 'Leaf', [...SMALL.cars, { ...SMALL.cars[0], id: 'c3' }]],
  ])('fails for %s and tells the names', async (_, name, cars) => {
    for (const command of ['metrics-dump', 'reminders-run', 'analytics-dump']) {
      const { status, stdout } = await run(`${command} --car ${name}`, smallFile({ cars }));
      expect(status).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        error: 'cli/car_unknown',
        car: name,
        names: cars.map((car) => car.name).sort(),
      });
    }
  });

  it('takes an id before a name', async () => {
    const cars = [...SMALL.cars, { id: 'c3', name: 'c1', createdDate: '2026-01-01' }];
    const { stdout } = await run('metrics-dump --car c1', smallFile({ cars }));
    const { sessions } = JSON.parse(stdout) as { sessions: object };
    expect(Object.keys(sessions)).toEqual(['a', 'c']);
  });
});

describe('reminders-run', () => {
  // Leaf: from its first charge on 1 May, due 8 May. Zoe: from 15 May, due 15 June.
  const statuses = async (args: string) => {
    const { stdout } = await run(`reminders-run ${args}`);
    const { reminders } = JSON.parse(stdout) as {
      reminders: { carId: string; status: string; daysLate: number }[];
    };
    return reminders.map(({ carId, status, daysLate }) => [carId, status, daysLate]);
  };

  it('prints the latest first', async () => {
    expect(await statuses('--today 2026-06-12')).toEqual([
      ['c1', 'critical', 35],
      ['c2', 'upcoming', -3],
    ]);
  });

  it('keeps with --due what is due', async () => {
    expect(await statuses('--today 2026-06-12 --due')).toEqual([['c1', 'critical', 35]]);
    expect(await statuses('--today 2026-05-01 --due')).toEqual([]);
    expect(await statuses('--today 2026-06-19 --due --car Zoe')).toEqual([['c2', 'overdue', 4]]);
  });

  it('does not fail because something is due', async () => {
    expect(await run('reminders-run')).toMatchObject({ status: 0, stderr: '' });
  });
});
