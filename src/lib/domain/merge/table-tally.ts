import type { Tally } from './plan-builder.ts';
import type { Brake, MergeTotals, TableCounts } from './plan.ts';
import { type StateRow, isLiveRow } from './state.ts';

/** A merge hides unusually much when it hides more rows than this and more than this share. */
const MASS_DELETE_ROWS = 20;
const MASS_DELETE_SHARE = 0.05;

/** Totals of no sessions. */
export const NO_SESSIONS: MergeTotals = { sessions: 0, energyWh: 0 };

interface Write {
  readonly before: StateRow | undefined;
  readonly after: StateRow;
}

/** Counts one table while its rows go by, and keeps the rows that are to be written. */
export class TableTally implements Tally {
  readonly kind: string;
  file = 0;
  keptHere = 0;
  setAside = 0;
  readonly unknownFields = new Set<string>();
  readonly knownFields = new Set<string>();
  #here = 0;
  #live = 0;
  #energyWh = 0;
  readonly #writes = new Map<string, Write>();
  readonly #countsOnly: boolean;

  /** `countsOnly`: of rows that would be written, no more is kept than what is counted. */
  constructor(kind: string, countsOnly = false) {
    this.kind = kind;
    this.#countsOnly = countsOnly;
  }

  addHere(row: StateRow): void {
    this.#here++;
    if (!isLiveRow(row)) return;
    this.#live++;
    this.#energyWh += energyWhOf(row);
  }

  /** The row as it will be, if it is to be written. */
  pending(id: string): StateRow | undefined {
    return this.#writes.get(id)?.after;
  }

  write(before: StateRow | undefined, after: StateRow): void {
    const earlier = this.#writes.get(after.id);
    const first = earlier ? earlier.before : before;
    this.#writes.set(
      after.id,
      this.#countsOnly
        ? { before: first && counted(first), after: counted(after) }
        : { before: first, after },
    );
  }

  rows(): StateRow[] {
    return Array.from(this.#writes.values(), (write) => write.after);
  }

  counts(): TableCounts {
    let [added, deleted, restored, purged] = [0, 0, 0, 0];
    for (const { before, after } of this.#writes.values()) {
      if (!before) added++;
      else if (after._p !== undefined) purged += before._p === undefined ? 1 : 0;
      else if (isLiveRow(before) && !isLiveRow(after)) deleted++;
      else if (!isLiveRow(before) && isLiveRow(after)) restored++;
    }
    const changed = this.#writes.size - added;
    return {
      file: this.file,
      here: this.#here,
      new: added,
      changed,
      same: this.#here - changed,
      deleted,
      restored,
      keptHere: this.keptHere,
      purged,
      setAside: this.setAside,
    };
  }

  /** Absent when the table loses no more than usual. */
  brake(table: string): Brake | undefined {
    const ids: string[] = [];
    for (const [id, { before, after }] of this.#writes) {
      if (isLiveRow(before) && !isLiveRow(after)) ids.push(id);
    }
    const rows = ids.length;
    if (rows <= MASS_DELETE_ROWS || rows <= this.#live * MASS_DELETE_SHARE) return undefined;
    const percent = Math.ceil((rows * 100) / this.#live);
    return { code: 'merge/mass_delete', table, rows, percent, ids };
  }

  totalsBefore(): MergeTotals {
    return { sessions: this.#live, energyWh: this.#energyWh };
  }

  totalsAfter(): MergeTotals {
    let { sessions, energyWh } = this.totalsBefore();
    for (const { before, after } of this.#writes.values()) {
      if (isLiveRow(before)) {
        sessions--;
        energyWh -= energyWhOf(before);
      }
      if (isLiveRow(after)) {
        sessions++;
        energyWh += energyWhOf(after);
      }
    }
    return { sessions, energyWh };
  }
}

/** What is counted of a row, and nothing else of it. */
function counted({ id, _d, _p, energyWh }: StateRow): StateRow {
  return {
    id,
    ...(_d !== undefined && { _d }),
    ...(_p !== undefined && { _p }),
    ...(energyWh !== undefined && { energyWh }),
  };
}

/** What a row adds to the sum of energies; one without a known energy adds nothing. */
export function energyWhOf(row: StateRow): number {
  const energyWh = row['energyWh'];
  return typeof energyWh === 'number' ? energyWh : 0;
}
