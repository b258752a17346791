import 'temporal-polyfill/global';
import os from 'node:os';
import type { Bench } from './bench.ts';
import { makeLogs } from './logs.ts';
import { tableOf, writeHistory, writeLatest, type Machine } from './report.ts';
import type { Row } from './row.ts';
import { backupRows } from './rows/backups.ts';
import { coldStart } from './rows/cold-start.ts';
import { effortRows } from './rows/effort.ts';
import { recomputeRows, startRows } from './rows/engine.ts';
import { commandLineRows } from './rows/command-line.ts';
import { computeRows } from './rows/figures.ts';
import { importRows } from './rows/imports.ts';
import { listRows } from './rows/list.ts';
import { memoryRows } from './rows/memory.ts';
import { readRows } from './rows/reads.ts';
import { saveRows } from './rows/save.ts';
import { scrollRows } from './rows/scroll.ts';
import { sizeRows } from './rows/sizes.ts';
import { firstPage, setStage } from './stage.ts';

export interface BenchOptions {
  readonly only?: readonly string[];
  readonly sizes: readonly number[];
  readonly quick: boolean;
  readonly history: boolean;
}

export class UnknownRow extends Error {}

const GROUPS: readonly {
  readonly ids: readonly string[];
  readonly measure: (bench: Bench) => Promise<Row[]> | Row[];
}[] = [
  { ids: ['S01', 'S02', 'S03', 'S04', 'S05'], measure: sizeRows },
  { ids: ['P03'], measure: readRows },
  { ids: ['P01', 'P02'], measure: coldStart },
  { ids: ['E01'], measure: effortRows },
  { ids: ['P05'], measure: saveRows },
  { ids: ['P04'], measure: startRows },
  { ids: ['P06', 'P07', 'P10'], measure: recomputeRows },
  { ids: ['P08', 'P09'], measure: computeRows },
  { ids: ['P12'], measure: listRows },
  { ids: ['P18'], measure: scrollRows },
  { ids: ['P13', 'P14'], measure: importRows },
  { ids: ['P15', 'P16', 'P17', 'P20'], measure: backupRows },
  { ids: ['P22'], measure: memoryRows },
  { ids: ['P23'], measure: commandLineRows },
];

async function browserName({ stage }: Bench): Promise<string> {
  const context = await stage.open(stage.newProfile());
  const page = await firstPage(context);
  const agent = await page.evaluate(() => navigator.userAgent);
  await context.close();
  return /\S*Chrome\/\S+/.exec(agent)?.[0] ?? agent;
}

/** Measures what is asked for. 0: all within budget, 1: not. */
export async function runBench(options: BenchOptions): Promise<0 | 1> {
  const { only, sizes, quick } = options;
  const unknown = only?.find((id) => !GROUPS.some(({ ids }) => ids.includes(id)));
  if (unknown !== undefined) throw new UnknownRow(`no such row: ${unknown}`);
  const wants = (id: string): boolean => only?.includes(id) ?? true;
  const loadBefore = os.loadavg()[0] ?? 0;

  const stage = await setStage();
  const rows: Row[] = [];
  try {
    const bench: Bench = { stage, logs: makeLogs(stage), sizes, quick, wants };
    const machine: Machine = { browser: await browserName(bench), sizes, quick, loadBefore };
    for (const { ids, measure } of GROUPS) {
      if (!ids.some(wants)) continue;
      console.log(`▸ ${ids.filter(wants).join(', ')}`);
      rows.push(...(await measure(bench)).filter(({ id }) => wants(id)));
      writeLatest(rows, machine);
    }
    console.log(`\n${tableOf(rows)}`);
    if (options.history) console.log(`Summary: ${writeHistory(rows, machine)}`);
  } finally {
    await stage.close();
  }
  const isWithin = rows.every(({ verdict }) => verdict === 'within' || verdict === 'info');
  return isWithin ? 0 : 1;
}
