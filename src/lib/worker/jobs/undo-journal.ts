import type { EngineSource, JournalEntry } from '#lib/app/engine-source.ts';
import type { TableName, UndoRow, UndoStep } from '#lib/app/facts.ts';

/** What one chunk of a job writes, known before it is committed. Ids of new rows are joined. */
export interface PlannedStep {
  readonly commandId: string;
  readonly created: readonly { readonly table: TableName; readonly ids: string }[];
  readonly changed: readonly UndoRow[];
  /** Set when the chunk has committed. */
  readonly stamp?: string;
}

/** Where a job stands. Its steps follow under the same job id. */
interface JobHeader {
  readonly state: 'running' | 'done' | 'undone';
  /** What the finished job answered, for a repeated submission. */
  readonly answer?: unknown;
}

/** Ids hold no line ends: those we make are UUIDs, and files may not bring control characters. */
const SEPARATOR = '\n';

const JOB_KINDS = ['import', 'reprice'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** New rows in the form of the journal. */
export function createdRows(
  created: ReadonlyMap<TableName, readonly string[]>,
): PlannedStep['created'] {
  return [...created].map(([table, ids]) => ({ table, ids: ids.join(SEPARATOR) }));
}

/** A committed chunk, with what it really wrote. */
export function committedStep(commandId: string, undo: UndoStep): PlannedStep {
  const created = new Map<TableName, string[]>();
  const changed: UndoRow[] = [];
  for (const row of undo.rows) {
    if (!row.created) {
      changed.push(row);
      continue;
    }
    const ids = created.get(row.table) ?? [];
    ids.push(row.id);
    created.set(row.table, ids);
  }
  return { commandId, created: createdRows(created), changed, stamp: undo.stamp };
}

/** What takes a committed step back. */
export function undoOf(step: PlannedStep, stamp: string): UndoStep {
  const rows: UndoRow[] = [...step.changed];
  for (const { table, ids } of step.created) {
    for (const id of ids.split(SEPARATOR)) rows.push({ table, id, created: true });
  }
  return { stamp, rows };
}

/** Where a job stands and its committed steps; those whose commit is uncertain have no stamp. */
interface JobRecord {
  readonly kind: JobKind;
  readonly header: JobHeader;
  readonly steps: readonly PlannedStep[];
}

/** The undo journals of jobs, kept as long as a job can be taken back. `kind` is of what is put. */
export class UndoJournal {
  readonly #journals: EngineSource['journals'];
  readonly #kind: JobKind;

  constructor(source: Pick<EngineSource, 'journals'>, kind: JobKind = 'import') {
    this.#journals = source.journals;
    this.#kind = kind;
  }

  putHeader(jobId: string, header: JobHeader): Promise<void> {
    return this.#put(jobId, 0, header.state !== 'running', header);
  }

  /** Written before the chunk commits, and again with its stamp after. */
  putStep(jobId: string, step: number, planned: PlannedStep): Promise<void> {
    return this.#put(jobId, step, planned.stamp !== undefined, planned);
  }

  /** Forgets the steps of a job that was taken back; its header stays. */
  async close(jobId: string, header: JobHeader): Promise<void> {
    await this.#journals.remove(jobId);
    await this.putHeader(jobId, header);
  }

  async read(jobId: string): Promise<JobRecord | undefined> {
    const entries = await this.#journals.ofJob(jobId);
    const header = entries.find((entry) => entry.step === 0);
    const kind = JOB_KINDS.find((one) => one === header?.kind);
    if (!header || !kind) return undefined;
    const steps = entries.filter((entry) => entry.step > 0).sort((a, b) => a.step - b.step);
    return {
      kind,
      header: header.value as JobHeader,
      steps: steps.map((entry) => entry.value as PlannedStep),
    };
  }

  /** Jobs that were neither finished nor taken back. */
  async unfinished(): Promise<string[]> {
    return this.#find(({ header }) => header.state === 'running');
  }

  /** Forgets the jobs of this kind that are not under way: they can not be taken back any more. */
  async forgetEnded(): Promise<void> {
    const ended = await this.#find(
      ({ kind, header }) => kind === this.#kind && header.state !== 'running',
    );
    for (const jobId of ended) await this.#journals.remove(jobId);
  }

  async #find(isWanted: (record: JobRecord) => boolean): Promise<string[]> {
    const found: string[] = [];
    for (const jobId of await this.#journals.jobs()) {
      const record = await this.read(jobId);
      if (record && isWanted(record)) found.push(jobId);
    }
    return found;
  }

  #put(jobId: string, step: number, done: boolean, value: unknown): Promise<void> {
    const id = `${jobId}#${step}`;
    const entry: JournalEntry = { id, jobId, kind: this.#kind, step, done, value };
    return this.#journals.put(entry);
  }
}
