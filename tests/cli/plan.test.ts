import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { SMALL, smallFile } from './small-dataset.ts';
import { vaultMachine } from './vaults.ts';

const cars = SMALL.cars.map((car) => ({ ...car, usableBatteryWh: 60_000, maxDcW: 100_000 }));
const stop = { carId: 'c1', startSoc: 20, targetSoc: 80, dcChargerW: 50_000 };

async function plan(line: string, request?: unknown, data = smallFile({ cars })) {
  const files = { 'd.json': data, 'r.json': JSON.stringify(request ?? {}) };
  const { status, stdout, stderr } = await inMemory(
    ['plan', '--dataset', 'd.json', ...line.split(' ')],
    files,
  );
  return { status, stderr, document: stdout === '' ? undefined : (JSON.parse(stdout) as object) };
}

const asked = (request: unknown) => plan('--request r.json', request);

describe('the short form of a plan', () => {
  it('stands for a request, with prices in major units', async () => {
    const line =
      '--car Leaf --soc 20 --target 80 --stop 50 --dc-kw 50 --dc-price 0.79 --dc-fee 1.5 --home-price 0.075 --home-kw 7.2';
    const short = await plan(line);
    expect(short).toMatchObject({ status: 0, stderr: '' });
    expect(short.document).toMatchObject({
      ...{ format: 'plugtrack-plan', version: 1, kind: 'blend', etaAc: 0.9, etaDc: 0.95 },
      // 18 kWh for the battery: 18.947 kWh at 79 p and £1.50; 20 kWh at 7.5 p in 10,000 s.
      dc: { costMicros: expect.closeTo(16_468_421.05, 1) as number },
      home: { timeS: 10_000, costMicros: expect.closeTo(1_500_000, 3) as number },
    });
    const prices = { dcPricePerKwhMicros: 790_000, homePricePerKwhMicros: 75_000 };
    const more = { stopSoc: 50, dcSessionFeeMicros: 1_500_000, homePowerW: 7_200 };
    expect(await asked({ kind: 'blend', ...stop, ...prices, ...more })).toEqual(short);
  });

  it('has limits for the best stop', async () => {
    const base =
      '--kind best_stop --car Leaf --soc 20 --target 80 --dc-kw 50 --dc-price 0.69 --home-price 0.075 --home-kw 7.2';
    expect((await plan(base)).document).toMatchObject({ suggestion: 'no_dc_needed', stopSoc: 20 });
    // 167 minutes are 10,020 s; a point is 45.47 s on DC and 333.33 s at home.
    expect((await plan(`${base} --max-minutes 167`)).document).toMatchObject({ stopSoc: 55 });
    expect((await plan(`${base} --nights 0`)).document).toMatchObject({ suggestion: 'dc_only' });
    const none = await plan(`${base} --max-minutes 10`);
    expect(none).toMatchObject({ status: 0, document: { feasible: false } });
  });

  it('reads a vault as well', async () => {
    const machine = vaultMachine();
    await machine.done('vault-create --vault a.zip --unencrypted --car Leaf --battery-kwh 40');
    const document = await machine.done(
      'plan --vault a.zip --kind scenarios --car Leaf --soc 10 --target 80',
    );
    expect(document).toMatchObject({ kind: 'scenarios', ceilingW: 50_000 });
  });
});

describe('a plan that cannot be made', () => {
  it.each([
    ['of an unknown car', { kind: 'blend', ...stop, carId: 'x' }, 'plan/car'],
    ['upwards only', { kind: 'blend', ...stop, startSoc: 80 }, 'plan/soc_order'],
    ['without a charger', { ...stop, kind: 'blend', dcChargerW: undefined }, 'plan/power'],
    ['without prices', { kind: 'best_stop', ...stop }, 'plan/price_unknown'],
    ['of another kind', { kind: 'trip', ...stop }, 'plan/request'],
    ['of a list', [], 'plan/request'],
  ])('%s is told by its code alone', async (_, request, error) => {
    const found = await asked(request);
    expect(found).toMatchObject({ status: 1, document: { error } });
    expect(Object.keys(found.document ?? {})).toEqual(['error']);
    expect(found.stderr).toMatch(/^plugtrack: [A-Z].*\.\n$/);
  });

  it('needs the battery of the car', async () => {
    const line = '--kind scenarios --car Leaf --soc 20 --target 80';
    const { status, document } = await plan(line, {}, smallFile());
    expect({ status, document }).toEqual({
      status: 1,
      document: { error: 'plan/battery_unknown' },
    });
  });

  it('names the cars there are when --car is none of them', async () => {
    const found = await plan('--car Tesla --soc 20 --target 80');
    expect(found.document).toMatchObject({ error: 'cli/car_unknown', names: ['Leaf', 'Zoe'] });
  });
});

describe('wrong usage of plan', () => {
  it.each([
    ['no question', '--pretty', '--request or --car'],
    ['half a question', '--car Leaf --soc 20', '--target is missing'],
    ['two questions', '--request r.json --soc 20', 'exclude each other'],
    ['a request that is not there', '--request no.json', 'cannot be read: no.json'],
    ['a kind it does not have', '--kind live --car Leaf --soc 20 --target 80', '--kind'],
    ['words for numbers', '--car Leaf --soc low --target 80', '--soc cannot be read: low'],
    ['another money', '--car Leaf --soc 1 --target 80 --dc-price 0.79€', '--dc-price cannot'],
  ])('is %s', async (_, line, problem) => {
    const { status, stderr, document } = await plan(line);
    expect({ status, document }).toEqual({ status: 2, document: undefined });
    expect(stderr).toContain(problem);
  });

  it('is to read both from standard input', async () => {
    const files = { '-': smallFile({ cars }) };
    const found = await inMemory(['plan', '--dataset', '-', '--request', '-'], files);
    expect(found).toMatchObject({ status: 2, stdout: '' });
  });
});
