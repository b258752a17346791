import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readForeign } from './foreign-reader.ts';
import { bytesOf, PASSPHRASE, plain, QUICK, smallState, sampleState, written } from './vaults.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasAge = spawnSync('age', ['--version']).status === 0 && hasProgram('script');
const hasUnzip = hasProgram('unzip');

function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

async function folder(): Promise<string> {
  const place = await mkdtemp(path.join(os.tmpdir(), 'plugtrack-backup-'));
  onTestFinished(() => rm(place, { recursive: true }));
  return place;
}

async function readmeOf(file: Blob): Promise<string> {
  const text = new TextDecoder().decode(await bytesOf(file));
  return text.slice(text.indexOf('README.txt') + 'README.txt'.length, text.indexOf('PK', 4));
}

test('a reader written without the app finds all sessions and totals', async () => {
  const state = sampleState();
  const { file } = await written(state, { encryption: QUICK });
  const tables = readForeign(Buffer.from(await bytesOf(file)), PASSPHRASE);
  const expected = [...state.get('sessions')!.rows.values()];
  expect(tables.get('sessions')).toEqual(expected);
  expect(tables.get('cars')).toEqual([...state.get('cars')!.rows.values()]);
  const sum = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    rows.reduce((all, { energyWh }) => all + (typeof energyWh === 'number' ? energyWh : 0), 0);
  expect(expected.length).toBeGreaterThan(500);
  expect(sum(tables.get('sessions')!)).toBe(sum(expected));
});

test('the foreign reader reads the plain variant, and no other passphrase', async () => {
  const open = await written(smallState());
  const tables = readForeign(Buffer.from(await bytesOf(open.file)));
  expect(tables.get('cars')).toEqual([...smallState().get('cars')!.rows.values()]);
  const closed = await written(smallState(), { encryption: QUICK });
  const bytes = Buffer.from(await bytesOf(closed.file));
  expect(() => readForeign(bytes, 'another passphrase')).toThrow();
});

test('the foreign reader is short and stands alone', async () => {
  const code = await readFile(new URL('./foreign-reader.ts', import.meta.url), 'utf8');
  expect(code.split('\n').length).toBeLessThan(100);
  expect([...code.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual([
    'node:crypto',
    'node:zlib',
  ]);
});

test('README.txt tells how, in lines of at most 80 columns', async () => {
  const readme = await readmeOf((await written(smallState(), { encryption: QUICK })).file);
  for (const words of [
    '2026-07-01T18:03:22.114Z',
    'PlugTrack 1.0.0',
    'age, version 1',
    'age --decrypt -o data.zip data.zip.age',
    'unzip data.zip',
    'NFKC',
    'tables/sessions.ndjson',
    'opens in a spreadsheet',
    'Micros = millionths of the currency unit',
    '"_d":true',
    '"_p"',
    'Nobody can recover a lost passphrase',
  ]) {
    expect(readme).toContain(words);
  }
  for (const line of readme.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const open = await readmeOf((await written(smallState())).file);
  expect(open.split('\n')[0]).toContain('anyone who has this file can read everything');
});

test.runIf(hasPython && hasUnzip)('the program in README.txt lists live sessions', async () => {
  const { file } = await written(smallState());
  const place = await folder();
  await writeFile(path.join(place, 'backup.zip'), await bytesOf(file));
  expect(spawnSync('unzip', ['-q', 'backup.zip'], { cwd: place }).status).toBe(0);
  const readme = await readFile(path.join(place, 'README.txt'), 'utf8');
  const program = readme.slice(readme.indexOf('  import json')).trimEnd().split('\n');
  expect(program.length).toBeLessThanOrEqual(20);
  const code = program.map((line) => line.slice(2)).join('\n');
  const run = spawnSync('python3', ['-c', code], { cwd: place, encoding: 'utf8' });
  expect(run.stdout.split('\n')).toEqual([
    '2026-05-01 9.300 kWh 1.23 GBP',
    '2026-05-03 0.000 kWh -',
    '',
  ]);
});

test.runIf(hasAge && hasUnzip)('age and unzip read a file of the usual work factor', async () => {
  const { file } = await written(smallState(), { encryption: { passphrase: PASSPHRASE } });
  const place = await folder();
  await writeFile(path.join(place, 'backup.zip'), await bytesOf(file));
  expect(spawnSync('unzip', ['-q', 'backup.zip'], { cwd: place }).status).toBe(0);
  // age asks its terminal, so it is given one.
  const age = 'age --decrypt -o data.zip data.zip.age';
  const run = spawnSync('script', ['-qec', age, '/dev/null'], {
    cwd: place,
    input: `${PASSPHRASE}\n`,
    encoding: 'utf8',
  });
  expect(run.status).toBe(0);
  const list = spawnSync('unzip', ['-Z1', 'data.zip'], { cwd: place, encoding: 'utf8' });
  expect(list.stdout.trim().split('\n')).toEqual([
    'schema.json',
    'tables/cars.ndjson',
    'tables/sessions.ndjson',
    'tables/settings.ndjson',
    'sessions.csv',
  ]);
  const rows = spawnSync('unzip', ['-p', 'data.zip', 'tables/cars.ndjson'], {
    cwd: place,
    encoding: 'utf8',
  });
  expect(JSON.parse(rows.stdout)).toEqual(
    (plain(smallState()) as { cars: { rows: unknown[] } }).cars.rows[0],
  );
});
