import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inProject } from '#scripts/run.mjs';
import type { Bench } from '../bench.ts';
import { ratioRows, type Row } from '../row.ts';
import { PASSPHRASE, vaultFile } from '../seed-vault.ts';
import { interleaved } from '../stats.ts';

/** Milliseconds of a process from its start to its end; its output must be JSON of an object. */
function timeProcess(args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 && text.startsWith('{')) resolve(performance.now() - started);
      else reject(new Error(`${args.join(' ')} ended with ${String(status)}: ${text}`));
    });
  });
}

/** P23: the figures of all months from an encrypted backup, by the command line. */
export async function commandLineRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick } = bench;
  const size = Math.max(...sizes);
  const vault = await vaultFile(stage.scratch, `encrypted-${String(size)}`, logs.of(size));
  const secret = path.join(stage.scratch, 'secret.txt');
  writeFileSync(secret, PASSPHRASE);
  const command = [
    inProject('src/scripts/cli.mjs'),
    'analytics-dump',
    ...['--vault', vault, '--passphrase-file', secret, '--today', logs.today],
  ];
  return ratioRows(
    () =>
      interleaved(quick ? 3 : 5, {
        command: () => timeProcess(command),
        plain: () =>
          timeProcess([inProject('tests/bench/baselines/read-vault.mjs'), vault, secret]),
      }),
    [
      {
        id: 'P23',
        what: `command line: figures of a backup, ${String(size)}`,
        against: 'age, fflate and JSON.parse of each line',
        subject: 'command',
        baseline: 'plain',
        budget: 2.5,
        note: 'whole processes, with start and key derivation on both sides',
      },
    ],
  );
}
