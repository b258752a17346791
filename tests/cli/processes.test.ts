import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectVector, readVectorCases, readVectorFile } from '../support/vectors.ts';
import { plugtrack } from './processes.ts';
import { smallFile } from './small-dataset.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
const inFolder = (name: string) => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plugtrack-cli-'));
  writeFileSync(inFolder('small.json'), smallFile());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Exactly one JSON value and a final line feed. */
function documentOf(stdout: string): Record<string, unknown> {
  expect(stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the program', () => {
  it('reads a data set of sixty sessions from standard input', async () => {
    const { dataset, expected } = readVectorFile('dataset-60.json') as {
      dataset: unknown;
      expected: Readonly<Record<string, unknown>>;
    };
    const input = JSON.stringify(dataset);
    const metrics = await plugtrack(['metrics-dump', '--dataset', '-'], { input });
    expect(metrics).toMatchObject({ status: 0, stderr: '' });
    expectVector(documentOf(metrics.stdout)['sessions'], expected['metrics'], { complete: true });
    const reminders = await plugtrack(['reminders-run', '--dataset', '-'], { input });
    expect(reminders).toMatchObject({ status: 0, stderr: '' });
    expectVector(documentOf(reminders.stdout)['reminders'], expected['reminders'], {
      complete: true,
    });
  });

  const sample = [
    ...readVectorCases('metrics-cases.json').slice(0, 2),
    ...readVectorCases('reminder-cases.json').slice(0, 2),
    ...readVectorCases('analytics-cases.json').slice(0, 2),
  ].map((vector) => [vector.id, vector] as const);

  it.each(sample)('prints what %s expects', async (_, { kind, dataset, expected, absent }) => {
    const command =
      { metrics: 'metrics-dump', reminders: 'reminders-run' }[kind] ?? 'analytics-dump';
    const file = inFolder(`${kind}-${String(process.hrtime.bigint())}.json`);
    writeFileSync(file, JSON.stringify(dataset));
    const { status, stdout, stderr } = await plugtrack([command, `--dataset=${file}`]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expectVector(documentOf(stdout), expected, { absent });
  });

  it.each(['metrics-dump', 'analytics-dump', 'reminders-run'])(
    'prints the same bytes twice, whatever clock, zone and language: %s',
    async (command) => {
      const args = [command, '--dataset', inFolder('small.json'), '--today', '2026-07-01'];
      const runs = await Promise.all([
        plugtrack(args, { env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' } }),
        plugtrack(args, { env: { TZ: 'America/Los_Angeles', LANG: 'C' } }),
      ]);
      expect(runs[0]).toMatchObject({ status: 0, stderr: '' });
      expect(runs[1]).toEqual(runs[0]);
    },
  );

  it('indents with --pretty and means the same', async () => {
    const args = ['reminders-run', '--dataset', inFolder('small.json')];
    const [plain, pretty] = await Promise.all([plugtrack(args), plugtrack([...args, '--pretty'])]);
    expect(pretty.stdout).toMatch(/^\{\n  "format": .*\}\n$/s);
    expect(JSON.parse(pretty.stdout)).toEqual(documentOf(plain.stdout));
  });

  it('writes a file for spreadsheets', async () => {
    const output = inFolder('totals.csv');
    const args = ['analytics-dump', '--dataset', inFolder('small.json'), '--format', 'csv'];
    const [text, report] = await Promise.all([
      plugtrack(args),
      plugtrack([...args, '--output', output]),
    ]);
    expect(documentOf(report.stdout)).toEqual({ ok: true, file: output });
    expect(readFileSync(output, 'utf8')).toBe(text.stdout);
    const nowhere = await plugtrack([...args, '--output', inFolder('no/such/folder.csv')]);
    expect(nowhere.status).toBe(1);
    expect(documentOf(nowhere.stdout)).toMatchObject({ error: 'cli/not_written' });
  });

  it('ends with 2 and says nothing on standard output when called wrongly', async () => {
    const calls = [[], ['nonsense'], ['metrics-dump'], ['metrics-dump', '--dataset', folder]];
    for (const { status, stdout, stderr } of await Promise.all(
      calls.map((args) => plugtrack(args)),
    )) {
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('Usage: plugtrack');
    }
  });

  it('finds files from where npm was started', async () => {
    const options = { cwd: projectRoot, env: { npm_lifecycle_event: 'cli', INIT_CWD: folder } };
    const { status } = await plugtrack(['reminders-run', '--dataset', 'small.json'], options);
    expect(status).toBe(0);
  });

  it('runs from any folder', async () => {
    const args = ['reminders-run', '--dataset', 'small.json'];
    expect(await plugtrack(args, { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
  });
});
