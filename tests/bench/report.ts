import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { inProject, projectRoot } from '#scripts/run.mjs';
import type { Row } from './row.ts';

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: projectRoot,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}

function figure(value: number, unit: string): string {
  if (unit === 'kB' || unit === '%') return `${value.toFixed(1)} ${unit}`;
  if (unit !== 'ms') return `${String(value)} ${unit}`;
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function cellsOf(row: Row): string[] {
  const { ratio, unit, budget, spread, baseline } = row;
  const limit = ratio === undefined && budget !== undefined ? figure(budget, unit) : undefined;
  return [
    row.id,
    row.against === undefined ? row.what : `${row.what} : ${row.against}`,
    figure(ratio === undefined ? Math.max(...row.samples) : row.median, unit),
    baseline ? figure(baseline.median, unit) : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    budget === undefined ? '' : `≤ ${limit ?? String(budget)}`,
    spread === undefined ? '' : `${(spread * 100).toFixed(0)} %`,
    row.verdict,
  ];
}

/** One table for people. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['id', 'what', 'measured', 'baseline', 'ratio', 'budget', 'spread', 'verdict'];
  const lines = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = rows.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`]));
  return [...text, ...notes].join('\n');
}

export interface Machine {
  readonly browser: string;
  readonly sizes: readonly number[];
  readonly quick: boolean;
  /** Average load when it began: what else ran beside it. */
  readonly loadBefore: number;
}

function resultOf(rows: readonly unknown[], machine: Machine) {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
    version: string;
  };
  return {
    commit: commit(),
    version,
    date: new Date().toISOString(),
    cpu: `${String(os.cpus().length)} × ${os.cpus()[0]?.model ?? 'unknown'}`,
    memoryMB: Math.round(os.totalmem() / 2 ** 20),
    ...machine,
    loadAfter: os.loadavg()[0] ?? 0,
    rows,
  };
}

/** Everything that was measured. */
export function writeLatest(rows: readonly Row[], machine: Machine): void {
  mkdirSync(inProject('bench-results'), { recursive: true });
  const text = JSON.stringify(resultOf(rows, machine), undefined, 2);
  writeFileSync(inProject('bench-results/latest.json'), `${text}\n`);
}

/** The figures without their samples, to be kept with a release. */
export function writeHistory(rows: readonly Row[], machine: Machine): string {
  const rounded = (value: number | undefined) =>
    value === undefined ? undefined : Number(value.toPrecision(4));
  const result = resultOf(
    rows.map(({ id, what, against, unit, median, ratio, budget, verdict, ...row }) => ({
      id,
      what: against === undefined ? what : `${what} : ${against}`,
      unit,
      median: rounded(median),
      baseline: rounded(row.baseline?.median),
      ratio: rounded(ratio),
      spread: rounded(row.spread),
      budget,
      verdict,
    })),
    machine,
  );
  const file = `tests/bench/history/${result.date.slice(0, 10)}.json`;
  writeFileSync(inProject(file), `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}
