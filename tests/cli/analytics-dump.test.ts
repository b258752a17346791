import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { SMALL, smallFile } from './small-dataset.ts';

const run = (args: string, file = smallFile()) =>
  inMemory(['analytics-dump', '--dataset', 'd.json', ...args.split(' ').filter(Boolean)], {
    'd.json': file,
  });

async function documentOf(args: string, file = smallFile()): Promise<Record<string, unknown>> {
  const { status, stdout } = await run(args, file);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('as JSON', () => {
  it('adds the classic groups over all sessions', async () => {
    const document = await documentOf('');
    expect(document).toMatchObject({
      format: 'plugtrack-analytics',
      version: 1,
      today: '2026-06-30',
      // 10 + 20 + 30 kWh; 2 + 8 pounds for the 30 kWh that have a cost.
      lifetime_totals: {
        total_sessions: 3,
        total_kwh: 60,
        total_cost: 10,
        currency: 'GBP',
        avg_cost_per_kwh: 10 / 30,
      },
      best_worst_sessions: { largest_session_kwh: { id: 'c' }, smallest_session_kwh: { id: 'a' } },
      seasonal_averages: {},
    });
    expect(document).not.toHaveProperty('selection');
  });

  it.each([
    ['--car Leaf', { car: 'c1' }, 2, 40],
    ['--from 2026-05-15', { from: '2026-05-15' }, 2, 50],
    ['--to-date 2026-05-15', { to: '2026-05-15' }, 2, 30],
    ['--from 2030-01-01 --car Zoe', { from: '2030-01-01', car: 'c2' }, 0, undefined],
  ])('tells of the selection with %s', async (args, choice, sessions, kwh) => {
    const document = await documentOf(args);
    const { totals, homePublic, currents, bestWorst, ...told } = document['selection'] as Record<
      string,
      Record<string, unknown>
    >;
    expect(told).toEqual(choice);
    expect([homePublic, currents, bestWorst]).not.toContain(undefined);
    expect(totals).toMatchObject({ sessions });
    expect(document['lifetime_totals']).toMatchObject({ total_sessions: sessions });
    expect(totals?.['energyWh']).toBe(kwh === undefined ? undefined : kwh * 1000);
    expect(document['all']).toMatchObject({ totals: { sessions: 3 } });
  });

  it('leaves out with --exclude-preconditioned only what is known to be', async () => {
    const preconditioning = ['yes', 'no', undefined];
    const sessions = SMALL.sessions
      .slice(0, 3)
      .map((session, i) => ({ ...session, preconditioning: preconditioning[i] }));
    const document = await documentOf('--exclude-preconditioned', smallFile({ sessions }));
    expect(document['selection']).toMatchObject({
      excludePreconditioned: true,
      totals: { sessions: 2, energyWh: 50_000 },
    });
  });

  it('goes to a file with --output', async () => {
    const { status, stdout, written } = await run('--output a.json');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"ok":true,"file":"a.json"}\n' });
    expect(written.get('a.json')).toBe((await run('')).stdout);
    expect(await run('--output -')).toEqual(await run(''));
  });
});

describe('as CSV', () => {
  it('has a line for each car, then one for all', async () => {
    const { status, stdout } = await run('--format csv --today 2026-07-01');
    expect(status).toBe(0);
    const lines = stdout.split('\r\n');
    expect(lines[0]).toBe(
      'car,total_sessions,total_kwh,total_miles,total_cost,currency,savings_vs_petrol,' +
        'avg_cost_per_kwh,avg_cost_per_mile,cheapest_session_cost_per_mile,' +
        'most_expensive_session_cost_per_mile,fastest_session_power_kw,' +
        'slowest_session_power_kw,most_efficient_session,least_efficient_session,today',
    );
    const cells = lines.slice(1).map((line) => line.split(','));
    expect(cells.map((row) => [row[0], row[1], row[2], row[4], row[7]])).toEqual([
      ['Leaf', '2', '40', '2', '0.2'],
      ['Zoe', '1', '20', '8', '0.4'],
      ['', '3', '60', '10', '0.3333333333333333'],
      ['', undefined, undefined, undefined, undefined],
    ]);
    expect(cells.slice(0, 3).map((row) => row.at(-1))).toEqual(Array(3).fill('2026-07-01'));
  });

  it('follows the filters and guards names against being formulas', async () => {
    const cars = SMALL.cars.map((car) => ({ ...car, name: `=1+${car.id}, "x"` }));
    const { stdout } = await run('--format csv --car c2', smallFile({ cars }));
    const [, ...rows] = stdout.split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^"'=1\+c2, ""x""",1,20,/);
    expect(rows[1]).toMatch(/^,1,20,/);
  });

  it('says in the report that rows were left out', async () => {
    const sessions = [...SMALL.sessions, { ...SMALL.sessions[0], id: 'x', carId: 'c9' }];
    const { status, stdout, written } = await run(
      '--format csv --output t.csv',
      smallFile({ sessions }),
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '{"ok":false,"file":"t.csv"}\n' });
    expect(written.get('t.csv')).toBe((await run('--format csv')).stdout);
  });
});

describe('wrong usage', () => {
  it.each([
    ['--format xml', 'neither json nor csv'],
    ['--output d.json', 'would replace the data'],
    ['--output ./d.json', 'would replace the data'],
    ['--session a', 'takes no --session'],
  ])('is %s', async (args, problem) => {
    const { status, stdout, stderr, written } = await run(args);
    expect({ status, stdout, files: written.size }).toEqual({ status: 2, stdout: '', files: 0 });
    expect(stderr).toContain(problem);
  });
});
