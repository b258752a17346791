import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { SMALL, smallFile } from './small-dataset.ts';

const run = (args: string, file: string | Uint8Array = smallFile(), world = {}) =>
  inMemory(`${args} --dataset d.json`.split(' '), { 'd.json': file }, world);

const todayOf = async (args: string, changes = {}, world = {}) => {
  const { stdout } = await run(`reminders-run ${args}`.trim(), smallFile(changes), world);
  return (JSON.parse(stdout) as { today: string }).today;
};

describe('the date that is counted from', () => {
  it('is that of the data', async () => {
    expect(await todayOf('')).toBe('2026-06-30');
    expect(await todayOf('--now 2026-09-01T00:00:00Z')).toBe('2026-06-30');
  });

  it('is --today before all', async () => {
    expect(await todayOf('--today 2026-02-28')).toBe('2026-02-28');
    expect(await todayOf('--today 2026-02-28', { today: undefined })).toBe('2026-02-28');
  });

  it.each([
    ['the clock in the zone of the machine', '', 'UTC', '2026-06-30'],
    ['the clock in the zone of the machine', '', 'Europe/London', '2026-07-01'],
    ['the clock in --time-zone', '--time-zone America/New_York', 'Europe/London', '2026-06-30'],
    ['--now', '--now 2026-07-05T23:30:00Z', 'Europe/London', '2026-07-06'],
    ['--now', '--now 2026-07-05T23:30:00+01:00', 'UTC', '2026-07-05'],
    ['universal time where the machine names no zone', '', '+05:00', '2026-06-30'],
  ])('is by %s where the data names none', async (_, args, zone, expected) => {
    const world = { timeZone: () => zone };
    expect(await todayOf(args, { today: undefined }, world)).toBe(expected);
  });
});

describe('data that cannot be read', () => {
  it.each([
    ['text', 'hello', 'json/syntax', { position: 0 }],
    ['half a file', smallFile().slice(0, 200), 'json/syntax', {}],
    ['bytes of no text', new Uint8Array([0x7b, 0xff, 0x7d]), 'json/syntax', {}],
    ['another document', '{"format":"plugtrack-metrics","version":1}', 'dataset/shape', {}],
    ['a later version', smallFile({ version: 2 }), 'dataset/shape', { at: 'format' }],
    ['no date of ours', smallFile({ today: '30/06/2026' }), 'dataset/shape', { at: 'today' }],
    [
      'one car twice',
      smallFile({ cars: [...SMALL.cars, SMALL.cars[0]] }),
      'dataset/duplicate_id',
      { table: 'cars', id: 'c1' },
    ],
  ])('is %s: one JSON value says so', async (_, file, error, details) => {
    const { status, stdout, stderr } = await run('metrics-dump', file);
    expect(status).toBe(1);
    expect(stdout.endsWith('}\n')).toBe(true);
    const answer = JSON.parse(stdout) as { message: string };
    expect(answer).toMatchObject({ error, ...details });
    expect(stderr).toBe(`plugtrack: ${answer.message}\n`);
  });
});

describe('rows that cannot be used', () => {
  const broken = smallFile({
    sessions: [
      ...SMALL.sessions,
      { ...SMALL.sessions[0], id: 'lost', carId: 'c9' },
      { ...SMALL.sessions[0], id: 'bad\u001b[31m', energyWh: -1 },
    ],
  });

  it('are named, the rest is printed, and the status is 1', async () => {
    const { status, stdout, stderr } = await run('metrics-dump', broken);
    expect(status).toBe(1);
    expect(stdout).toBe((await run('metrics-dump')).stdout);
    expect(stderr).toContain('left out of sessions: "lost": dataset/reference');
    expect(stderr).toContain('"bad\\u001b[31m": session/energy_range (energyWh -1)');
  });

  it('are named when quiet, too, but not all of very many', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...SMALL.sessions[0],
      id: `x${String(n)}`,
      carId: 'c9',
    }));
    const file = smallFile({ sessions: many });
    const lines = (text: string) => text.split('\n').filter((line) => line.includes('left out'));
    const quiet = await run('reminders-run -q', file);
    expect(quiet.status).toBe(1);
    expect(lines(quiet.stderr)).toHaveLength(21);
    expect(quiet.stderr).toContain('10 more rows left out');
    const verbose = await run('reminders-run -v', file);
    expect(lines(verbose.stderr)).toHaveLength(30);
    expect(verbose.stdout).toBe(quiet.stdout);
  });
});

describe('settings that cannot be read', () => {
  const settings = { currency: 'pounds', defaultEfficiencyMPerWh: null, fullChargeSoc: 40, x: 1 };

  it('are told, and their defaults used', async () => {
    const { status, stdout, stderr } = await run('metrics-dump', smallFile({ settings }));
    expect(status).toBe(0);
    expect(stderr).toContain('setting/range (currency "pounds"); its default is used');
    expect(stderr).toContain('setting/range (fullChargeSoc 40); its default is used');
    expect(stderr).toContain('setting/unknown_key (x 1); ignored');
    // null clears: without a last fallback there is no efficiency.
    expect(stderr).not.toContain('defaultEfficiencyMPerWh');
    expect(stdout).not.toContain('"efficiency"');
    expect((await run('metrics-dump')).stdout).toContain('"source":"default"');
  });

  it('are not told when quiet', async () => {
    const { stderr } = await run('metrics-dump -q', smallFile({ settings }));
    expect(stderr).toBe('');
  });
});
