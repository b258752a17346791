import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readForeign } from '../unit/formats/backup/foreign-reader.ts';

type Row = Readonly<Record<string, unknown>>;
export type Rows = ReadonlyMap<string, readonly Row[]>;

const LONG_TEXT = 1_000_000_000;

const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** `age` asks its terminal for the passphrase, so `script` gives it one. */
const hasOtherPrograms = ['age', 'script', 'unzip'].every(hasProgram);

/**
 * The rows of a backup by table, read without the app: with `age` and `unzip` where they are
 * installed, else with Node's own means.
 */
export function rowsOf(file: string, passphrase?: string): Rows {
  return hasOtherPrograms
    ? unpacked(file, passphrase)
    : readForeign(readFileSync(file), passphrase);
}

function unpacked(file: string, passphrase: string | undefined): Rows {
  const folder = mkdtempSync(path.join(tmpdir(), 'plugtrack-unpacked-'));
  try {
    run('unzip', ['-q', path.resolve(file), '-d', folder], folder);
    if (passphrase !== undefined) {
      const decrypt = 'age --decrypt -o data.zip data.zip.age';
      run('script', ['-qec', decrypt, '/dev/null'], folder, `${passphrase}\n`);
    }
    run('unzip', ['-q', 'data.zip', '-d', 'data'], folder);
    const schema = JSON.parse(readFileSync(path.join(folder, 'data/schema.json'), 'utf8')) as {
      tables: readonly { name: string; sha256: string }[];
    };
    return new Map(
      schema.tables.map(({ name, sha256 }) => {
        const bytes = readFileSync(path.join(folder, 'data/tables', `${name}.ndjson`));
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
          throw new Error(`the table ${name} is not what the file says`);
        }
        const lines = bytes.toString('utf8').split('\n').slice(0, -1);
        return [name, lines.map((line) => JSON.parse(line) as Row)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, args: readonly string[], cwd: string, input = ''): void {
  const { status, stderr, stdout } = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: LONG_TEXT,
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`);
}

/** SHA-256 of each table as it was written, with clocks and tombstones. */
export function hashesOf(rows: Rows): Record<string, string> {
  const hash = (table: readonly Row[]) =>
    createHash('sha256')
      .update(table.map((row) => `${JSON.stringify(row)}\n`).join(''))
      .digest('hex');
  return Object.fromEntries([...rows].map(([name, table]) => [name, hash(table)]));
}
