import type { EngineContext, StoredSession } from '#lib/app/engine-source.ts';
import { deriveAll, deriveRow } from './derive-row.ts';
import { PlaceLookup } from './place-lookup.ts';
import { reorder } from './session-order.ts';
import { SessionTable } from './session-table.ts';
import { type LoadedSnapshot, packSnapshot } from './snapshot.ts';

/** Where rows came, went or changed. */
export interface RowChanges {
  readonly slots: ReadonlySet<number>;
  /** Codes of the cars that had one of the rows or have it now. */
  readonly cars: ReadonlySet<number>;
  /** Months that had one of the rows or have it now. */
  readonly months: ReadonlySet<number>;
}

/** The listed sessions in session order, kept current change by change. */
export class SessionIndex {
  readonly table: SessionTable;
  order: Uint32Array;
  lookup: PlaceLookup;
  /** Counts changes that a list may show; answers are cached for one version. */
  version = 0;

  constructor(context: EngineContext, snapshot?: LoadedSnapshot) {
    this.table = snapshot?.table ?? new SessionTable();
    this.order = snapshot?.order ?? new Uint32Array();
    this.lookup = new PlaceLookup(context);
    deriveAll(this.table, this.lookup);
  }

  /** Takes in rows as they are now: added, edited, trashed, restored or purged. */
  apply(rows: readonly StoredSession[]): RowChanges {
    const { table } = this;
    const slots = new Set<number>();
    const cars = new Set<number>();
    const months = new Set<number>();
    const mark = (slot: number | undefined): void => {
      if (slot === undefined || !table.isListed(slot)) return;
      cars.add(table.columns.car[slot] ?? 0);
      months.add(table.columns.month[slot] ?? 0);
    };
    for (const row of rows) {
      mark(table.slotOf(row.id));
      const slot = table.put(row);
      if (slot === undefined) continue;
      slots.add(slot);
      mark(slot);
      if (table.isListed(slot)) deriveRow(table, this.lookup, slot);
    }
    if (slots.size > 0) {
      this.order = reorder(table, this.order, slots);
      this.version += 1;
    }
    return { slots, cars, months };
  }

  /**
   * Takes in places and settings. True when these mean something else now, and so may every row;
   * only then rows are looked at.
   */
  setContext(context: EngineContext): boolean {
    const lookup = new PlaceLookup(context);
    if (lookup.signature === this.lookup.signature) return false;
    this.lookup = lookup;
    deriveAll(this.table, lookup);
    this.version += 1;
    return true;
  }

  snapshot(seq: number): unknown {
    return packSnapshot(this.table, this.order, seq);
  }
}
