import { beforeAll, describe, expect, it } from 'vitest';
import { type FileContents, inMemory } from './in-memory.ts';
import { SMALL, smallFile } from './small-dataset.ts';
import { CLASSIC, filledMachine, PASSPHRASE } from './vaults.ts';

let files: FileContents = {};
const run = (line: string) => inMemory(line.split(' '), files);

beforeAll(async () => {
  const machine = await filledMachine();
  const vault = machine.files.get('a.zip') ?? '';
  const names = ['v.zip', 'home.zip', 'mine.zip', 'theirs.zip'];
  files = {
    ...Object.fromEntries(names.map((name) => [name, vault])),
    'd.json': smallFile(),
    'copy.json': smallFile({
      cars: SMALL.cars.map((car) => ({ ...car, usableBatteryWh: 40_000 })),
    }),
    '-': smallFile(),
    'secret.txt': PASSPHRASE,
    'trip.json': '{"kind":"scenarios","carId":"c1","startSoc":10,"targetSoc":80}',
    'request.json': '{"sessionId":"a"}',
    'classic.csv': CLASSIC,
    'evcc.csv': 'Created,Charging point,Energy,Duration\n2026-05-01 10:00:00,Home,7.5,3600\n',
  };
});

describe('wrong usage', () => {
  it.each([
    ['an unknown command', 'vault-drop', 'unknown command: vault-drop'],
    ['an unknown option', 'metrics-dump --dataset d.json --bogus', 'unknown option: --bogus'],
    ['an unknown letter', 'metrics-dump --dataset d.json -x', 'unknown option: -x'],
    ['an option of another command', 'metrics-dump --dataset d.json --due', 'takes no --due'],
    ['no data', 'metrics-dump', '--vault or --dataset is missing'],
    ['two of them', 'metrics-dump --vault v.zip --dataset d.json', 'exclude each other'],
    ['a file twice', 'sessions-export --vault v.zip --to a.csv --to b.csv', '--to is given twice'],
    ['no file to write', 'sessions-export --vault v.zip', '--to is missing'],
    ['the vault over itself', 'sessions-export --vault v.zip --to ./v.zip', 'would replace'],
    [
      'a month of many',
      'sessions-export --vault v.zip --to - --format employer --car Leaf',
      'month',
    ],
    [
      'an unknown answer',
      'sessions-import --vault v.zip --from d.json --option zone=x',
      '--option',
    ],
    ['a bad answer', 'sessions-import --vault v.zip --from d.json --option timeZone=x', 'timeZone'],
    [
      'a bad choice',
      'sessions-import --vault v.zip --from d.json --probably-same no',
      '--probably',
    ],
    ['a file that is not there', 'metrics-dump --dataset no.json', 'cannot be read: no.json'],
    ['no value at the end', 'metrics-dump --dataset', '--dataset needs a value'],
    ['no value before an option', 'metrics-dump --dataset --pretty', '--dataset needs a value'],
    ['an empty value', 'metrics-dump --dataset=', '--dataset needs a value'],
    ['a value for a flag', 'metrics-dump --dataset d.json --pretty=2', '--pretty takes no value'],
    ['one option twice', 'metrics-dump --dataset d.json --car c1 --car c2', 'given twice'],
    ['quiet and verbose', 'metrics-dump --dataset d.json -q -v', 'exclude each other'],
    ['the two as one word', 'metrics-dump --dataset d.json -vq', 'exclude each other'],
    ['a date of no calendar', 'metrics-dump --dataset d.json --today 2026-02-30', '--today is not'],
    ['a date in words', 'metrics-dump --dataset d.json --from yesterday', '--from is not'],
    ['a date with a time', 'metrics-dump --dataset d.json --to-date 2026-01-01T00', '--to-date is'],
    [
      'a range that ends before it begins',
      'metrics-dump --dataset d.json --from 2026-02-01 --to-date 2026-01-31',
      'is before',
    ],
    ['a moment without offset', 'reminders-run --dataset d.json --now 2026-07-01T12:00', '--now'],
    ['an unknown zone', 'reminders-run --dataset d.json --time-zone Mars/Base', '--time-zone'],
    ['a word too many', 'reminders-run d.json --dataset d.json', 'unexpected argument: d.json'],
    ['an option after the end of options', 'reminders-run --dataset d.json -- --due', '--due'],
    ['help for nothing known', 'help vault-drop', 'unknown command: vault-drop'],
    ['help for two', 'help help metrics-dump', 'unexpected argument: metrics-dump'],
  ])('is %s', async (_, line, problem) => {
    const { status, stdout, stderr } = await run(line);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toContain('\nUsage: plugtrack ');
  });

  it('is to name no command: the help goes to standard error', async () => {
    const { status, stdout, stderr } = await inMemory([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe((await run('help')).stdout);
  });
});

describe('options', () => {
  it('take their value after a blank or after =', async () => {
    const blank = await run('metrics-dump --dataset d.json --car Leaf --pretty');
    const equals = await run('metrics-dump --dataset=d.json --pretty --car=Leaf');
    expect(equals).toEqual(blank);
    expect(blank.status).toBe(0);
  });

  it('may begin with a dash after =', async () => {
    const { status, stdout } = await run('metrics-dump --dataset d.json --car=-x');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: 'cli/car_unknown', car: '-x' });
  });
});

const COMMANDS = [
  'vault-create',
  'sessions-import',
  'sessions-export',
  'backup-inspect',
  'backup-verify',
  'backup-decrypt',
  'backup-restore',
  'merge',
  'recompute-sessions',
  'reprice',
  'dataset-dump',
  'metrics-dump',
  'analytics-dump',
  'reminders-run',
  'plan',
  'price',
  'formats',
  'help',
];

describe('help', () => {
  it('names every command and the exit statuses', async () => {
    const { status, stdout, stderr } = await run('help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of COMMANDS) expect(stdout).toContain(`\n  ${name} `);
    expect(stdout).toMatch(/Exit status\n +0 .*\n +1 .*rows of the data were left out/);
    expect((await run('--help')).stdout).toBe(stdout);
    expect((await run('-h')).stdout).toBe(stdout);
  });

  it.each(COMMANDS)(
    'of %s has two examples at least, which --examples shows alone',
    async (name) => {
      const { status, stdout, stderr } = await run(`help ${name}`);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const examples = stdout.split('\nExamples\n')[1]?.trimEnd().split('\n') ?? [];
      expect(examples.length).toBeGreaterThanOrEqual(2);
      for (const example of examples) expect(example).toMatch(new RegExp(`^  plugtrack ${name}`));
      expect((await run(`${name} --help`)).stdout).toBe(stdout);
      const shown = await run(`${name} --examples`);
      expect(shown.stdout.trimEnd().split('\n')).toEqual(examples);
    },
  );

  it('shows examples that are understood', async () => {
    const lines = (await run('--examples')).stdout.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThanOrEqual(2 * COMMANDS.length);
    for (const line of lines) {
      const [call = ''] = line
        .trim()
        .replace(/^plugtrack /, '')
        .split(/ [|<] /);
      expect(await inMemory(call.split(' '), files), line).toMatchObject({ status: 0 });
    }
  });
});
