import type { Tally } from './plan-builder.ts';
import type { MergeTotals, TableCounts } from './plan.ts';
import { type StateRow, isLiveRow } from './state.ts';
import { energyWhOf } from './table-tally.ts';

/** Counts one table while a file takes its place. Keeps no rows. */
export class ReplaceTally implements Tally {
  readonly kind: string;
  readonly knownFields = new Set<string>();
  readonly unknownFields = new Set<string>();
  file = 0;
  setAside = 0;
  #here = 0;
  #new = 0;
  #changed = 0;
  #same = 0;
  #restored = 0;
  #purged = 0;
  #keptHere = 0;
  /** Live rows here that are neither taken over nor purged. */
  #deleted = 0;
  #before = { sessions: 0, energyWh: 0 };
  #after = { sessions: 0, energyWh: 0 };

  constructor(kind: string) {
    this.kind = kind;
  }

  addHere(row: StateRow, stays: boolean): void {
    this.#here++;
    add(this.#before, row);
    if (stays) {
      this.#keptHere++;
      add(this.#after, row);
    } else if (isLiveRow(row)) this.#deleted++;
  }

  take(before: StateRow | undefined, after: StateRow, isSame: boolean): void {
    add(this.#after, after);
    if (!before) {
      this.#new++;
      return;
    }
    if (isSame) this.#same++;
    else this.#changed++;
    const isPurged = before._p === undefined && after._p !== undefined;
    if (isPurged) this.#purged++;
    if (isLiveRow(before)) this.#deleted -= isLiveRow(after) || isPurged ? 1 : 0;
    else if (isLiveRow(after)) this.#restored++;
  }

  rows(): readonly StateRow[] {
    return [];
  }

  counts(): TableCounts {
    return {
      file: this.file,
      here: this.#here,
      new: this.#new,
      changed: this.#changed,
      same: this.#same,
      deleted: this.#deleted,
      restored: this.#restored,
      keptHere: this.#keptHere,
      purged: this.#purged,
      setAside: this.setAside,
    };
  }

  totalsBefore(): MergeTotals {
    return { ...this.#before };
  }

  totalsAfter(): MergeTotals {
    return { ...this.#after };
  }
}

function add(totals: { sessions: number; energyWh: number }, row: StateRow): void {
  if (!isLiveRow(row)) return;
  totals.sessions++;
  totals.energyWh += energyWhOf(row);
}
