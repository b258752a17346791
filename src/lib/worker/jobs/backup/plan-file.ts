import type { BackupStore, StateDescription, TravellingTable } from '#lib/app/backup-store.ts';
import { splitDue } from '#lib/domain/merge/due-again.ts';
import { Merger } from '#lib/domain/merge/merger.ts';
import type { MergeContext, MergePlan, SetAsideRow } from '#lib/domain/merge/plan.ts';
import { Replacer } from '#lib/domain/merge/replacer.ts';
import { mergeReport, type ReportFacts } from '#lib/domain/merge/report.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import { setAsideId, setAsideOf } from '#lib/domain/merge/set-aside-rows.ts';
import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import { ok, type FieldIssue, type Result } from '#lib/domain/result.ts';
import type { RestoreReport } from '#lib/app/backups-port.ts';
import { addSetAside, setAsideRows } from './apply-aside.ts';
import type { RestoreFile } from './restore-file.ts';
import { tableRows } from './vault-source.ts';

/** What a file does to the data as it is described, either way. */
export interface FilePlan {
  readonly merge: MergePlan;
  readonly replace: MergePlan;
}

/** Takes the rows of a file that make a table from now on. */
type OnTaken = (table: TravellingTable, rows: readonly StateRow[]) => Promise<void>;

/**
 * Works out what either way of restoring a file does, reading both sides once. Where it can, the
 * plans count without holding rows: a preview of a large file must fit into a phone. Fails as
 * reading does.
 */
export async function planFile(
  store: BackupStore,
  state: StateDescription,
  file: RestoreFile,
  nowMs: number,
): Promise<Result<FilePlan>> {
  const planning = new FilePlanning(store, state, file, nowMs);
  const [merger, replacer] = [planning.merger(file.isCountable), planning.replacer()];
  const read = await planning.read({ merger, replacer });
  if (!read.ok) return read;
  return ok({ merge: await planning.mergePlan(merger), replace: planning.replacePlan(replacer) });
}

/** Works out what merging a file does. Fails as reading does. */
export async function planFileMerge(
  store: BackupStore,
  state: StateDescription,
  file: RestoreFile,
  nowMs: number,
): Promise<Result<MergePlan>> {
  const planning = new FilePlanning(store, state, file, nowMs);
  const merger = planning.merger();
  const read = await planning.read({ merger });
  return read.ok ? ok(await planning.mergePlan(merger)) : read;
}

/** Works out what putting a file in the place of everything does. Fails as reading does. */
export async function planFileReplace(
  store: BackupStore,
  state: StateDescription,
  file: RestoreFile,
  nowMs: number,
  onTaken: OnTaken,
): Promise<Result<MergePlan>> {
  const planning = new FilePlanning(store, state, file, nowMs);
  const replacer = planning.replacer();
  const read = await planning.read({ replacer, onTaken });
  return read.ok ? ok(planning.replacePlan(replacer)) : read;
}

interface Planners {
  readonly merger?: Merger;
  readonly replacer?: Replacer;
  readonly onTaken?: OnTaken;
}

/** One reading of what is here and of a file. */
class FilePlanning {
  readonly #store: BackupStore;
  readonly #file: RestoreFile;
  readonly #context: MergeContext;
  readonly #asides: SetAsideRow[] = [];
  /** Both ways ask the same of a row. */
  readonly #issues = new WeakMap<StateRow, { readonly issue: FieldIssue | undefined }>();

  constructor(store: BackupStore, state: StateDescription, file: RestoreFile, nowMs: number) {
    this.#store = store;
    this.#file = file;
    this.#context = {
      nowMs,
      deviceId: state.deviceId,
      clock: state.hlc,
      ...(file.hlc !== undefined && { sourceClock: file.hlc }),
      ...(file.source && { sourceDeviceId: file.source.deviceId }),
      validate: (table, row) => this.#issueOf(table, row),
    };
  }

  merger(countsOnly = false): Merger {
    return new Merger(this.#context, countsOnly);
  }

  replacer(): Replacer {
    return new Replacer(this.#context);
  }

  async read({ merger, replacer, onTaken }: Planners): Promise<Result<void>> {
    const store = this.#store;
    const filled = new Set<string>();
    for (const { name, kind } of await store.tables()) {
      if (name === SET_ASIDE_TABLE) continue;
      for await (const rows of tableRows(store, name)) {
        filled.add(name);
        merger?.addHere(name, kind, rows);
        replacer?.addHere(name, kind, rows);
      }
    }
    return this.#file.readTables(async (table, rows) => {
      const { name, kind } = table;
      if (name === SET_ASIDE_TABLE) {
        this.#asides.push(...rows.flatMap((row) => setAsideOf(row, this.#context.nowMs) ?? []));
        return;
      }
      const here = filled.has(name) ? await this.#rowsHere(name, rows) : NO_ROWS;
      const hereOf = (id: string) => here.get(id);
      merger?.addTheirs(
        name,
        kind,
        this.#file.isWithoutClocks ? rows.map((row) => hereOf(row.id) ?? row) : rows,
        hereOf,
      );
      const taken = replacer?.addTheirs(name, kind, rows, hereOf) ?? [];
      if (taken.length > 0) await onTaken?.(table, taken);
    });
  }

  async mergePlan(merger: Merger): Promise<MergePlan> {
    const { due, waiting } = splitDue(this.#asides, this.#context);
    await addSetAside(this.#store, merger, due);
    for (const aside of waiting) merger.keepAside(aside);
    const plan = merger.finish();
    const onList = await setAsideRows(this.#store, this.#context.nowMs);
    const listed = new Set(onList.map(setAsideId));
    return {
      ...plan,
      // What is on the list already is no news.
      setAside: plan.setAside.filter((aside) => !listed.has(setAsideId(aside))),
      isDeviceIdDoubled: plan.isDeviceIdDoubled && !this.#file.isWithoutClocks,
    };
  }

  replacePlan(replacer: Replacer): MergePlan {
    for (const aside of this.#asides) replacer.keepAside(aside);
    return replacer.finish();
  }

  #rowsHere(name: string, rows: readonly StateRow[]): Promise<ReadonlyMap<string, StateRow>> {
    const ids = rows.map(({ id }) => id).filter((id) => typeof id === 'string');
    return this.#store.rowsById(name, ids);
  }

  #issueOf(table: string, row: StateRow): FieldIssue | undefined {
    const known = this.#issues.get(row);
    if (known) return known.issue;
    const issue = brokenRule(table, row);
    this.#issues.set(row, { issue });
    return issue;
  }
}

const NO_ROWS: ReadonlyMap<string, StateRow> = new Map();

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
