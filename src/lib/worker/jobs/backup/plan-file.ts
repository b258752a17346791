import type { BackupStore, StateDescription, TravellingTable } from '#lib/app/backup-store.ts';
import { splitDue } from '#lib/domain/merge/due-again.ts';
import { Merger } from '#lib/domain/merge/merger.ts';
import type { MergePlan, SetAsideRow } from '#lib/domain/merge/plan.ts';
import { Replacer } from '#lib/domain/merge/replacer.ts';
import { mergeReport, type ReportFacts } from '#lib/domain/merge/report.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import { setAsideId, setAsideOf } from '#lib/domain/merge/set-aside-rows.ts';
import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { RestoreReport } from '#lib/app/backups-port.ts';
import { addSetAside, setAsideRows } from './apply-aside.ts';
import type { RestoreFile } from './restore-file.ts';
import { tableRows } from './vault-source.ts';

/** What a file does to the data as it is described. */
export interface FilePlan {
  readonly merge: MergePlan;
  readonly replace: MergePlan;
}

/** Takes the rows of a file that make a table from now on. */
export type OnTaken = (table: TravellingTable, rows: readonly StateRow[]) => Promise<void>;

/**
 * Works out what either way of restoring a file does, reading both sides once. `onTaken` gets the
 * rows of a replacement. Fails as reading the file does.
 */
export async function planFile(
  store: BackupStore,
  state: StateDescription,
  file: RestoreFile,
  run: { readonly nowMs: number; readonly onTaken?: OnTaken },
): Promise<Result<FilePlan>> {
  const context = {
    nowMs: run.nowMs,
    deviceId: state.deviceId,
    clock: state.hlc,
    ...(file.hlc !== undefined && { sourceClock: file.hlc }),
    validate: brokenRule,
  };
  const merger = new Merger(context);
  const replacer = new Replacer(context);
  for (const { name, kind } of await store.tables()) {
    if (name === SET_ASIDE_TABLE) continue;
    for await (const rows of tableRows(store, name)) {
      merger.addHere(name, kind, rows);
      replacer.addHere(name, kind, rows);
    }
  }
  const asides: SetAsideRow[] = [];
  const read = await file.readTables(async (table, rows) => {
    const { name, kind } = table;
    if (name === SET_ASIDE_TABLE) {
      asides.push(...rows.flatMap((row) => setAsideOf(row, run.nowMs) ?? []));
      return;
    }
    const here = await store.rowsById(
      name,
      rows.map(({ id }) => id).filter((id) => typeof id === 'string'),
    );
    const hereOf = (id: string) => here.get(id);
    const theirs = file.isWithoutClocks ? rows.map((row) => hereOf(row.id) ?? row) : rows;
    merger.addTheirs(name, kind, theirs, hereOf);
    const taken = replacer.addTheirs(name, kind, rows, hereOf);
    if (taken.length > 0) await run.onTaken?.(table, taken);
  });
  if (!read.ok) return read;
  const { due, waiting } = splitDue(asides, context);
  await addSetAside(store, merger, due);
  for (const aside of waiting) merger.keepAside(aside);
  for (const aside of asides) replacer.keepAside(aside);
  const merge = merger.finish();
  const listed = new Set((await setAsideRows(store, run.nowMs)).map(setAsideId));
  return ok({
    merge: {
      ...merge,
      // What is on the list already is no news.
      setAside: merge.setAside.filter((aside) => !listed.has(setAsideId(aside))),
      isDeviceIdDoubled: merge.isDeviceIdDoubled && !file.isWithoutClocks,
    },
    replace: replacer.finish(),
  });
}

/** The report of a plan for a file. Files without clocks have no source to name. */
export function reportOf(
  plan: MergePlan,
  file: Pick<RestoreFile, 'source' | 'warnings'>,
  facts: Omit<ReportFacts, 'source' | 'warnings'>,
): RestoreReport {
  const { source, warnings } = file;
  if (source) return mergeReport(plan, { ...facts, source, warnings });
  const report: Record<string, unknown> = {
    ...mergeReport(plan, { ...facts, source: NO_SOURCE, warnings }),
  };
  delete report['source'];
  return report as unknown as RestoreReport;
}

const NO_SOURCE = {
  formatVersion: 0,
  schemaVersion: 0,
  createdAt: '',
  deviceId: '',
  vaultId: '',
  sameVault: false,
  encrypted: false,
};
