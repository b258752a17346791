import { type Stamp, latestBelieved } from '#lib/domain/clock.ts';
import { stampsOf } from './canonical-row.ts';
import { isKnownField, isKnownTable } from './known-fields.ts';
import type { MergeContext, MergePlan, SetAsideRow, TableCounts, TablePlan } from './plan.ts';
import { clockAhead } from './set-aside-rows.ts';
import type { StateRow } from './state.ts';

const NO_LIMIT: Stamp = 'g';

/** What is counted of one table. */
export interface Tally {
  readonly kind: string;
  readonly knownFields: Set<string>;
  readonly unknownFields: Set<string>;
  setAside: number;
  rows(): readonly StateRow[];
  counts(): TableCounts;
}

/** What both ways of taking a file in have in common: what is set aside, unknown and counted. */
export class PlanBuilder<T extends Tally> {
  readonly context: MergeContext;
  /** Stamps above it are too far ahead. */
  readonly limit: Stamp;
  readonly #tallies = new Map<string, T>();
  readonly #setAside: SetAsideRow[] = [];
  readonly #unknownTables = new Set<string>();

  readonly #makeTally: (kind: string) => T;

  constructor(context: MergeContext, makeTally: (kind: string) => T) {
    this.context = context;
    this.#makeTally = makeTally;
    this.limit = context.isOwnClockWrong ? NO_LIMIT : latestBelieved(context.nowMs);
  }

  tally(table: string, kind: string): T {
    const known = this.#tallies.get(table);
    if (known) return known;
    const tally = this.#makeTally(kind);
    this.#tallies.set(table, tally);
    return tally;
  }

  /** Notes which fields and tables of the file this version does not know. */
  noteUnknown(table: string, { unknownFields, knownFields }: Tally, row: StateRow): void {
    const { isKnownTable: isTable = isKnownTable, isKnownField: isField = isKnownField } =
      this.context;
    if (!isTable(table)) {
      this.#unknownTables.add(table);
      return;
    }
    for (const key in row) {
      if (!knownFields.has(key) && !unknownFields.has(key)) {
        (isField(table, key) ? knownFields : unknownFields).add(key);
      }
    }
  }

  /** Whether a row may be taken in; if not, it is set aside. */
  admits(table: string, kind: string, row: StateRow): boolean {
    for (const stamp of stampsOf(row)) {
      if (stamp <= this.limit) continue;
      const ahead = clockAhead(row, this.context.nowMs);
      this.setAside({ table, kind, row, code: 'sync/clock_ahead', ...ahead });
      return false;
    }
    const issue = row._p === undefined ? this.context.validate?.(table, row) : undefined;
    if (issue) this.setAside({ table, kind, row, code: 'merge/bad_row', issue });
    return !issue;
  }

  setAside(row: SetAsideRow): void {
    this.tally(row.table, row.kind).setAside++;
    this.#setAside.push(row);
  }

  /** The part of the plan that both ways share. */
  finish(): Pick<MergePlan, 'setAside' | 'unknownTables' | 'unknownFields'> & {
    readonly tallies: readonly (readonly [string, T])[];
    readonly tables: readonly TablePlan[];
  } {
    const tallies = [...this.#tallies].sort(([a], [b]) => (a < b ? -1 : 1));
    const unknown = tallies
      .filter(([, { unknownFields }]) => unknownFields.size > 0)
      .map(([name, { unknownFields }]) => [name, [...unknownFields].sort()] as const);
    return {
      tallies,
      tables: tallies.map(([name, tally]) => ({
        name,
        kind: tally.kind,
        rows: tally.rows(),
        counts: tally.counts(),
      })),
      setAside: this.#setAside,
      unknownTables: [...this.#unknownTables].sort(),
      unknownFields: Object.fromEntries(unknown),
    };
  }
}

/** This device's clock after these stamps of a file and that file's own clock, where believed. */
export function clockAfter(
  { context, limit }: PlanBuilder<Tally>,
  ...greatest: readonly (Stamp | undefined)[]
): Stamp | undefined {
  let { clock } = context;
  for (const stamp of [context.sourceClock, ...greatest]) {
    if (stamp === undefined || stamp > limit) continue;
    if (clock === undefined || stamp > clock) clock = stamp;
  }
  return clock;
}
