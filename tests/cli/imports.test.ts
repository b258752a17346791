import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addHomeTariff, filledMachine, LATER, vaultMachine } from './vaults.ts';

const samples = new URL('../fixtures/samples/', import.meta.url);
const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`synthetic/${name}`, samples)));

interface Expected {
  readonly options: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly rejected: readonly { readonly row: number; readonly code: string }[];
}
const expectedOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`expected/${name}.json`, samples), 'utf8')) as Expected;

describe('sessions-import', () => {
  it.each(['evcc_sessions_en.csv', 'plugtrack_classic_16.csv', 'openwb2_ladeprotokoll.csv'])(
    'reports of %s what the reader of files says',
    async (name) => {
      const { options, counts, rejected } = expectedOf(name.replace(/\.csv$/, ''));
      const machine = vaultMachine({ [name]: sample(name) });
      await machine.done('vault-create --vault a.zip --unencrypted --car Leaf');
      const answers = ['timeZone', 'currency'].flatMap((key) =>
        options[key] === undefined ? [] : ['--option', `${key}=${options[key]}`],
      );
      const { status, stdout } = await machine.run([
        ...['sessions-import', '--vault', 'a.zip', '--from', name],
        ...answers,
      ]);
      const report = JSON.parse(stdout) as Record<string, unknown> & { sessions: unknown[] };
      expect(report).toMatchObject({ dryRun: false, counts, rejected, file: name });
      expect(status).toBe(rejected.length > 0 ? 1 : 0);
      expect(report['ok']).toBe(rejected.length === 0);
      expect(report.sessions).toHaveLength(counts['sessions'] ?? 0);
      // Good rows are there although others were rejected; the same file again brings nothing.
      const before = new Map(machine.files);
      const again = await machine.run([
        ...['sessions-import', '--vault', 'a.zip', '--from', name],
        ...answers,
      ]);
      expect(JSON.parse(again.stdout)).toMatchObject({
        counts: { ...counts, new: 0, same: counts['sessions'] },
      });
      expect(JSON.parse(again.stdout)).not.toHaveProperty('importId');
      expect(machine.files).toEqual(before);
    },
  );

  it('lists all rows, however many there are', async () => {
    const rows = Array.from({ length: 70 }, (_, at) => {
      const day = String((at % 28) + 1).padStart(2, '0');
      return `2026-0${String(1 + Math.floor(at / 28))}-${day},${String(10_000 + at)},AC,Home,10,,1,,,`;
    });
    const [header = ''] = LATER.split('\r\n');
    const machine = vaultMachine({ 'many.csv': [header, ...rows, ''].join('\r\n') });
    await machine.done('vault-create --vault a.zip --unencrypted --car Leaf');
    const report = await machine.done('sessions-import --vault a.zip --from many.csv');
    expect(report['sessions']).toHaveLength(70);
  });

  it('previews without writing, also that the car is to be made', async () => {
    const machine = await filledMachine();
    const before = new Map(machine.files);
    const line = 'sessions-import --vault a.zip --from later.csv --car Zoe --create-car';
    expect(await machine.done(`${line} --dry-run`)).toMatchObject({
      ok: true,
      dryRun: true,
      counts: { new: 1 },
    });
    expect(machine.files).toEqual(before);
    await machine.done(`${line} --battery-kwh 52`);
    const { cars } = (await machine.done('dataset-dump --vault a.zip')) as {
      cars: { name: string; usableBatteryWh?: number }[];
    };
    expect(cars.map(({ name, usableBatteryWh }) => [name, usableBatteryWh]).sort()).toEqual([
      ['Leaf', 40_000],
      ['Zoe', 52_000],
    ]);
  });

  it('asks whose the charges are when that is not clear', async () => {
    const machine = await filledMachine();
    await machine.done('sessions-import --vault a.zip --from later.csv --car Zoe --create-car');
    const before = new Map(machine.files);
    expect(await machine.undone('sessions-import --vault a.zip --from later.csv')).toMatchObject({
      ok: false,
      questions: [{ code: 'import/choose_car', choices: ['Leaf', 'Zoe'] }],
    });
    expect(
      await machine.undone('sessions-import --vault a.zip --from later.csv --car zoe'),
    ).toMatchObject({ error: 'cli/car_unknown', names: ['Leaf', 'Zoe'] });
    expect(machine.files).toEqual(before);
  });

  it('takes several files, each with its report, and those it knows although one is unknown', async () => {
    const machine = await filledMachine();
    machine.files.set('odd.csv', new TextEncoder().encode('a,b\n1,2\n'));
    const report = await machine.undone(
      'sessions-import --vault a.zip --from later.csv --from odd.csv',
    );
    expect(report).toMatchObject({
      ok: false,
      reports: [
        { ok: true, file: 'later.csv', counts: { new: 1 } },
        { ok: false, error: 'import/unknown_format', file: 'odd.csv', headers: ['a', 'b'] },
      ],
    });
    expect((await machine.done('recompute-sessions --vault a.zip --summary'))['total']).toBe(3);
    expect(await machine.undone('sessions-import --vault a.zip --from odd.csv')).toMatchObject({
      error: 'import/unknown_format',
    });
  });

  it('prints the same twice for the same moment', async () => {
    const machine = await filledMachine();
    const start = new Map(machine.files);
    const line = 'sessions-import --vault a.zip --from later.csv --now 2026-06-20T08:00:00Z';
    const first = await machine.done(line);
    for (const [name, bytes] of start) machine.files.set(name, bytes);
    expect(await machine.done(line)).toEqual(first);
    expect(first['importId']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('backup-restore of a classic backup', () => {
  const ONE = 'plugtrack_classic_backup_one_car';
  const TWO = 'plugtrack_classic_backup_two_cars';
  const machineWith = async (name: string) => {
    const machine = vaultMachine({ 'old.zip': sample(`${name}.zip`) });
    await machine.done('vault-create --vault a.zip --unencrypted');
    return machine;
  };

  it('brings its cars, sessions and tariffs in once', async () => {
    const machine = await machineWith(ONE);
    const report = await machine.done('backup-restore --vault a.zip --from old.zip');
    const { counts } = expectedOf(ONE);
    expect(report).toMatchObject({ ok: true, dryRun: false, counts: { ...counts, new: 3 } });
    const data = await machine.done('dataset-dump --vault a.zip');
    expect(data['cars']).toHaveLength(1);
    expect(data['sessions']).toHaveLength(3);
    expect(data['tariffs']).toHaveLength((report['tariffs'] as unknown[]).length);
    expect(data['settings']).toMatchObject(report['settings'] as object);
    const before = new Map(machine.files);
    expect(await machine.done('backup-restore --vault a.zip --from old.zip')).toMatchObject({
      counts: { new: 0, same: 3 },
    });
    expect(machine.files).toEqual(before);
  });

  it('asks whose the sessions are when there are two cars, and writes nothing before', async () => {
    const machine = await machineWith(TWO);
    const before = new Map(machine.files);
    const line = 'backup-restore --vault a.zip --from old.zip';
    expect(await machine.undone(line)).toMatchObject({
      ok: false,
      questions: [{ code: 'import/choose_car', choices: ['1', '2'] }],
    });
    expect(await machine.undone(`${line} --car 3`)).toMatchObject({ error: 'cli/car_unknown' });
    expect(machine.files.get('a.zip')).toBe(before.get('a.zip'));
    const report = await machine.done(`${line} --car 2`);
    const [, second] = report['cars'] as { id: string }[];
    const { sessions } = (await machine.done('dataset-dump --vault a.zip')) as {
      sessions: { carId: string }[];
    };
    expect(sessions.map(({ carId }) => carId)).toEqual([second?.id, second?.id]);
  });

  it('is not for replacing', async () => {
    const machine = await machineWith(ONE);
    const line = 'backup-restore --vault a.zip --from old.zip --mode replace --yes';
    expect((await machine.run(line.split(' '))).status).toBe(2);
  });
});

describe('costs', () => {
  it('are worked out again when asked for, and only once', async () => {
    const machine = await filledMachine();
    const dataset = await machine.done('dataset-dump --vault a.zip');
    expect(await machine.done('reprice --vault a.zip --dry-run')).toEqual({
      format: 'plugtrack-repricing',
      version: 1,
      sessions: Object.fromEntries(
        (dataset['sessions'] as { id: string; localDate: string }[])
          .sort((a, b) => (a.localDate < b.localDate ? -1 : 1))
          .map(({ id }) => [id, { kept: 'typed' }]),
      ),
    });
    const before = new Map(machine.files);
    await machine.done('reprice --vault a.zip');
    expect(await machine.done('recompute-sessions --vault a.zip --force')).toMatchObject({
      total: 2,
      computed: 2,
      withCost: 2,
      written: 0,
    });
    expect(machine.files).toEqual(before);
    expect(await machine.undone('recompute-sessions --vault a.zip --session x')).toMatchObject({
      error: 'session/not_found',
      session: 'x',
    });
  });

  it('that are unknown are worked out by tariffs that came later, and written once', async () => {
    const machine = await filledMachine();
    const unpriced = new TextEncoder().encode(LATER.replace(',5,30,85,', ',,30,85,'));
    machine.files.set('unpriced.csv', unpriced);
    await machine.done('sessions-import --vault a.zip --from unpriced.csv');
    await addHomeTariff(machine, 'a.zip');
    // 25 kWh at 0.20.
    const cost = { basis: 'home_tariff', currency: 'GBP', totalMicros: 5_000_000 };
    const preview = await machine.done('reprice --vault a.zip --unknown-only --dry-run');
    expect(Object.values(preview['sessions'] as object)).toEqual([
      { cost: expect.objectContaining(cost) as unknown, changed: true },
    ]);
    const forced = await machine.done('recompute-sessions --vault a.zip --force --summary');
    expect(forced).toMatchObject({ total: 3, withCost: 3, written: 1 });
    const { sessions } = (await machine.done('dataset-dump --vault a.zip')) as {
      sessions: { localDate: string; cost: unknown }[];
    };
    expect(sessions.find(({ localDate }) => localDate === '2026-06-01')?.cost).toMatchObject(cost);
    const before = new Map(machine.files);
    const again = await machine.done('recompute-sessions --vault a.zip --force --summary');
    expect(again).toEqual({ ...forced, written: 0 });
    expect(await machine.done('reprice --vault a.zip --unknown-only')).toMatchObject({
      sessions: {},
    });
    expect(machine.files).toEqual(before);
  });
});
