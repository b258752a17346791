import { canonicalRow, kindOfTable, rowIssue } from './canonical-row.ts';
import { KnownStamps } from './known-stamps.ts';
import { isSameRow } from './merge-row.ts';
import { PlanBuilder, clockAfter } from './plan-builder.ts';
import type { MergeContext, MergePlan, SetAsideRow } from './plan.ts';
import { ReplaceTally } from './replace-tally.ts';
import type { StateRow } from './state.ts';
import { NO_SESSIONS } from './table-tally.ts';

export interface ReplaceContext extends MergeContext {
  /** Rows that belong to this device and stay, whatever the file has; none when absent. */
  readonly staysHere?: (table: string, id: string) => boolean;
}

/**
 * Works out what putting a file in the place of the data does. All rows that are here go through
 * `addHere` first, then those of the file through `addTheirs`, in chunks; it keeps none of them.
 */
export class Replacer {
  readonly #builder: PlanBuilder<ReplaceTally>;
  readonly #context: ReplaceContext;
  readonly #known: KnownStamps;

  constructor(context: ReplaceContext) {
    this.#context = context;
    this.#builder = new PlanBuilder(context, (kind) => new ReplaceTally(kind));
    this.#known = new KnownStamps(this.#builder.limit, context.sourceDeviceId);
  }

  /** Every row that is here, once, deleted and purged ones too. */
  addHere(table: string, kind: string, rows: Iterable<StateRow>): void {
    const tally = this.#builder.tally(table, kind);
    for (const row of rows) tally.addHere(row, this.#stays(table, row.id));
  }

  /**
   * Rows of the file, each id once. Returns those that the table is made of from now on, beside
   * the rows that stay.
   */
  addTheirs(
    table: string,
    declaredKind: string,
    rows: Iterable<StateRow>,
    hereOf: (id: string) => StateRow | undefined,
  ): StateRow[] {
    const kind = kindOfTable(table, declaredKind);
    const tally = this.#builder.tally(table, declaredKind);
    const taken: StateRow[] = [];
    for (const raw of rows) {
      tally.file++;
      this.#builder.noteUnknown(table, tally, raw);
      const issue = rowIssue(raw);
      if (issue) {
        const code = 'merge/bad_row';
        this.#builder.setAside({ table, kind: declaredKind, row: raw, code, issue });
        continue;
      }
      const theirs = canonicalRow(raw, kind);
      this.#known.note(theirs);
      const here = hereOf(raw.id);
      if (here && this.#stays(table, raw.id)) continue;
      if (!this.#builder.admits(table, declaredKind, theirs)) continue;
      const isSame = here !== undefined && isSameRow(canonicalRow(here, kind), theirs);
      tally.take(here, theirs, isSame);
      taken.push(theirs);
    }
    return taken;
  }

  /** A row that the writer of the file had set aside. */
  keepAside(aside: SetAsideRow): void {
    this.#builder.tally(aside.table, aside.kind).file++;
    this.#builder.setAside(aside);
  }

  /** The plan, after the last row of both sides. Its tables have counts and no rows. */
  finish(): MergePlan {
    const { tallies, ...shared } = this.#builder.finish();
    const sessions = tallies.find(([name]) => name === 'sessions')?.[1];
    return {
      mode: 'replace',
      ...shared,
      conflicts: [],
      collisions: [],
      brakes: [],
      clock: clockAfter(this.#builder, this.#known.greatest),
      isDeviceIdDoubled: false,
      totalsBefore: sessions?.totalsBefore() ?? NO_SESSIONS,
      totalsAfter: sessions?.totalsAfter() ?? NO_SESSIONS,
    };
  }

  #stays(table: string, id: string): boolean {
    return this.#context.staysHere?.(table, id) ?? false;
  }
}
