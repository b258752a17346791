import type { EngineContext, StoredSession } from '#lib/app/engine-source.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { deriveAll, deriveRow } from './derive-row.ts';
import { MonthTable } from './month-table.ts';
import { PlaceLookup } from './place-lookup.ts';
import { reorder } from './session-order.ts';
import { SessionTable } from './session-table.ts';
import { type LoadedSnapshot, packSnapshot } from './snapshot.ts';

/** The listed sessions with all that follows from them, kept current change by change. */
export class SessionIndex {
  readonly table: SessionTable;
  order: Uint32Array;
  lookup: PlaceLookup;
  /** Counts changes that a list may show; answers are cached for one version. */
  version = 0;
  readonly #months = new MonthTable();
  /** Rows to take in before the first answer are many: months are added up once, after them. */
  #monthsReady = false;

  constructor(context: EngineContext, snapshot?: LoadedSnapshot) {
    this.table = snapshot?.table ?? new SessionTable();
    this.order = snapshot?.order ?? new Uint32Array();
    this.lookup = new PlaceLookup(context);
    deriveAll(this.table, this.lookup);
  }

  /** Takes in rows as they are now: added, edited, trashed, restored or purged. */
  apply(rows: readonly StoredSession[]): void {
    if (rows.length === 0) return;
    const { table } = this;
    const slots = new Set<number>();
    const months = new Set<number>();
    for (const row of rows) {
      const former = this.#monthsReady ? table.slotOf(row.id) : undefined;
      if (former !== undefined && table.isListed(former)) {
        months.add(table.columns.month[former] ?? 0);
      }
      const slot = table.put(row);
      if (slot === undefined) continue;
      slots.add(slot);
      if (!table.isListed(slot)) continue;
      deriveRow(table, this.lookup, slot);
      months.add(table.columns.month[slot] ?? 0);
    }
    if (slots.size === 0) return;
    this.order = reorder(table, this.order, slots);
    if (this.#monthsReady) this.#months.recompute(table, this.order, months);
    this.version += 1;
  }

  /** Takes in places and settings; rows are looked at only when these mean something else now. */
  setContext(context: EngineContext): void {
    const lookup = new PlaceLookup(context);
    if (lookup.signature === this.lookup.signature) return;
    this.lookup = lookup;
    deriveAll(this.table, lookup);
    this.#monthsReady = false;
    this.version += 1;
  }

  /** The month sums of the rows as they are; `seq` is what the caller knows them true for. */
  monthRollups(seq: number): MonthRollups {
    if (!this.#monthsReady) {
      this.#months.recomputeAll(this.table, this.order);
      this.#monthsReady = true;
    }
    return this.#months.value(this.table, this.order, seq);
  }

  snapshot(seq: number): unknown {
    return packSnapshot(this.table, this.order, seq);
  }
}
