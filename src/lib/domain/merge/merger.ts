import { type Stamp, clockOf, clockedFields, stampDevice } from '#lib/domain/clock.ts';
import { canonicalRow, kindOfTable, rowIssue, stampsOf } from './canonical-row.ts';
import { ConflictFinder } from './conflicts.ts';
import { KnownStamps } from './known-stamps.ts';
import { type LostValue, mergeRows } from './merge-row.ts';
import { PlanBuilder, clockAfter } from './plan-builder.ts';
import type { MergeContext, MergePlan, SetAsideRow } from './plan.ts';
import type { StateRow, TableKind } from './state.ts';
import { NO_SESSIONS, TableTally } from './table-tally.ts';

/** The row that is here under an id, if there is one. */
type HereOf = (id: string) => StateRow | undefined;

/** What both sides had seen when they were made. */
interface Seen {
  readonly here: KnownStamps | undefined;
  readonly theirs: KnownStamps;
}

interface Taking {
  readonly table: string;
  readonly tally: TableTally;
  readonly kind: TableKind;
  readonly seen: Seen;
}

/**
 * Works out what merging a file does, without writing. All rows that are here go through
 * `addHere`, those of the file through `addTheirs`, in chunks of any size and tables in any order;
 * only rows that will be written are kept. Rows come as they travel, without fields of this device.
 */
export class Merger {
  readonly #builder: PlanBuilder<TableTally>;
  readonly #knownHere: KnownStamps;
  readonly #knownTheirs: KnownStamps;
  readonly #knownAside: KnownStamps;
  readonly #finder = new ConflictFinder();
  #isDeviceIdDoubled = false;

  /**
   * `countsOnly`: the plan tells what would happen and holds no whole rows. Each id must then come
   * once, and nothing may have been set aside.
   */
  constructor(context: MergeContext, countsOnly = false) {
    this.#builder = new PlanBuilder(context, (kind) => new TableTally(kind, countsOnly));
    this.#knownHere = new KnownStamps(this.#builder.limit, context.deviceId);
    this.#knownTheirs = new KnownStamps(this.#builder.limit, context.sourceDeviceId);
    this.#knownAside = new KnownStamps(this.#builder.limit, undefined);
  }

  /** Every row that is here, once, deleted and purged ones too. */
  addHere(table: string, kind: string, rows: Iterable<StateRow>): void {
    const tally = this.#builder.tally(table, kind);
    for (const row of rows) {
      tally.addHere(row);
      this.#knownHere.note(row);
    }
  }

  /** Rows of the file. `hereOf` gives the row that is here under an id, if there is one. */
  addTheirs(table: string, declaredKind: string, rows: Iterable<StateRow>, hereOf: HereOf): void {
    this.#add(table, declaredKind, rows, hereOf, {
      here: this.#knownHere,
      theirs: this.#knownTheirs,
    });
  }

  /**
   * Rows that were set aside earlier, here or where the file was written. Both sides were then
   * made without them, whatever their clocks say, so all their values that lose are reported.
   */
  addSetAside(table: string, declaredKind: string, rows: Iterable<StateRow>, hereOf: HereOf): void {
    this.#add(table, declaredKind, rows, hereOf, { here: undefined, theirs: this.#knownAside });
  }

  /** A row that the writer of the file had set aside, and that cannot be used here either. */
  keepAside(aside: SetAsideRow): void {
    this.#builder.tally(aside.table, aside.kind).file++;
    this.#builder.setAside(aside);
  }

  /** The plan, after the last row of both sides. */
  finish(): MergePlan {
    const { tallies, ...shared } = this.#builder.finish();
    const brakes = tallies.flatMap(([name, tally]) => tally.brake(name) ?? []);
    const sessions = tallies.find(([name]) => name === 'sessions')?.[1];
    return {
      mode: 'merge',
      ...shared,
      conflicts: this.#finder.conflicts(),
      collisions: this.#finder.collisions,
      brakes,
      clock: clockAfter(this.#builder, this.#knownTheirs.greatest, this.#knownAside.greatest),
      isDeviceIdDoubled: this.#isDeviceIdDoubled,
      totalsBefore: sessions?.totalsBefore() ?? NO_SESSIONS,
      totalsAfter: sessions?.totalsAfter() ?? NO_SESSIONS,
    };
  }

  #add(
    table: string,
    declaredKind: string,
    rows: Iterable<StateRow>,
    hereOf: HereOf,
    seen: Seen,
  ): void {
    const kind = kindOfTable(table, declaredKind);
    const tally = this.#builder.tally(table, declaredKind);
    for (const raw of rows) {
      tally.file++;
      this.#builder.noteUnknown(table, tally, raw);
      const issue = rowIssue(raw);
      if (issue) {
        this.#builder.setAside({
          table,
          kind: declaredKind,
          row: raw,
          code: 'merge/bad_row',
          issue,
        });
        continue;
      }
      const theirs = canonicalRow(raw, kind);
      seen.theirs.note(theirs);
      this.#take({ table, tally, kind, seen }, theirs, tally.pending(raw.id) ?? hereOf(raw.id));
    }
  }

  #take({ table, tally, kind, seen }: Taking, theirs: StateRow, here: StateRow | undefined): void {
    const merged = here && mergeRows(here, theirs, kind);
    const row = merged ? merged.row : theirs;
    if (row !== here) {
      this.#isDeviceIdDoubled ||= this.#bringsOwnStamp(theirs, here);
      if (!this.#builder.admits(table, tally.kind, theirs)) return;
      tally.write(here, row);
    }
    if (!merged) return;
    if (merged.isAheadOfB) tally.keptHere++;
    for (const lost of merged.lost) this.#noteLost(table, theirs.id, lost, seen);
  }

  #noteLost(table: string, id: string, lost: LostValue, seen: Seen): void {
    const { deviceId } = this.#builder.context;
    const isOneStamp = lost.keptStamp === lost.lostStamp;
    if (isOneStamp && stampDevice(lost.lostStamp) === deviceId) this.#isDeviceIdDoubled = true;
    this.#finder.note(table, id, lost, lost.side === 'a' ? seen.theirs : seen.here);
  }

  /**
   * A stamp of this device that is news was never given here: a device has all it wrote, and its
   * clocks only grow.
   */
  #bringsOwnStamp(theirs: StateRow, here: StateRow | undefined): boolean {
    const { deviceId } = this.#builder.context;
    const isOwn = (stamp: Stamp | undefined) =>
      stamp !== undefined && stampDevice(stamp) === deviceId;
    if (here?._p !== undefined) return false;
    if (theirs._p !== undefined || !here) return Array.from(stampsOf(theirs)).some(isOwn);
    return [...clockedFields(theirs), ...Object.keys(theirs._c?.f ?? {})].some((field) => {
      const stamp = clockOf(theirs, field);
      return isOwn(stamp) && (clockOf(here, field) ?? '') < (stamp ?? '');
    });
  }
}
