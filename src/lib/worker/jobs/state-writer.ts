import type { FactReader, FactRows, FactWriter, TableName } from '#lib/app/facts.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type Stamp, stampRow } from '#lib/domain/clock.ts';
import {
  isLiveRow,
  type State,
  type StateRow,
  type StateTable,
  TABLE_KINDS,
} from '#lib/domain/merge/state.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import { factOfRow } from './state-facts.ts';

/** The one mark under which everything of a command is written. */
interface StateMark {
  readonly stamp: Stamp;
  /** UTC milliseconds. */
  readonly now: number;
}

type Writes = Omit<FactWriter, keyof FactReader>;

/** Changes to a state, made in a copy of the tables they touch. */
export class StateWriter {
  readonly #base: State;
  readonly #mark: StateMark;
  readonly #changed = new Map<string, Map<string, StateRow>>();
  /** A row was to be added whose id is there already: the command must not be kept. */
  hasTakenId = false;

  constructor(base: State, mark: StateMark) {
    this.#base = base;
    this.#mark = mark;
  }

  get isChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** The state with what was written until now. */
  get state(): State {
    if (!this.isChanged) return this.#base;
    const tables = new Map<string, StateTable>(this.#base);
    for (const [name, rows] of this.#changed) tables.set(name, { kind: this.#kindOf(name), rows });
    return tables;
  }

  /** The writing half of what a command is given. */
  writes(): Writes {
    const { now, stamp } = this.#mark;
    return {
      now,
      insert: (table, id, content) => this.#insert(table, id, content),
      insertMany: (table, rows) => {
        for (const { id, content } of rows) this.#insert(table, id, content);
      },
      change: (table, id, changes) => Promise.resolve(this.#change(table, id, changes)),
      remove: (table, ids) =>
        this.#each(table, ids, isLiveRow, (row) => {
          this.#put(table, { ...row, _d: true });
        }),
      restore: (table, ids) =>
        this.#each(table, ids, isTrashed, (row) => {
          this.#put(table, { ...row, _d: undefined });
        }),
      purge: (table, ids) =>
        this.#each(table, ids, isTrashed, ({ id }) => {
          this.#rowsOf(table).set(id, { id, _p: stamp });
        }),
    };
  }

  #kindOf(table: string): StateTable['kind'] {
    return this.#base.get(table)?.kind ?? TABLE_KINDS[table] ?? 'record';
  }

  #row(table: TableName, id: string): StateRow | undefined {
    return (this.#changed.get(table) ?? this.#base.get(table)?.rows)?.get(id);
  }

  #rowsOf(table: TableName): Map<string, StateRow> {
    const rows = this.#changed.get(table) ?? new Map(this.#base.get(table)?.rows);
    this.#changed.set(table, rows);
    return rows;
  }

  #put(table: TableName, next: Readonly<Record<string, unknown>> & { readonly id: string }): void {
    const former = this.#row(table, next.id);
    const present = Object.entries(next).filter(
      ([key, value]) => key !== '_c' && value !== undefined && value !== null,
    );
    const fields: { id: string; [field: string]: unknown } = {
      id: next.id,
      ...Object.fromEntries(present),
    };
    this.#rowsOf(table).set(next.id, {
      ...fields,
      _c: stampRow(former, fields, this.#mark.stamp),
    });
  }

  #insert<T extends TableName>(table: T, id: string, content: object): FactRows[T] {
    if (this.#row(table, id)) this.hasTakenId = true;
    const { now } = this.#mark;
    this.#put(table, { createdAt: now, updatedAt: now, ...content, id });
    return this.#fact(table, id);
  }

  #change<T extends TableName>(table: T, id: string, changes: object): FactRows[T] | undefined {
    const row = this.#row(table, id);
    if (!isLiveRow(row)) return undefined;
    // What a choice of a newer version is read as does not take its place.
    const read = readableRow(table, row);
    const changed = Object.entries(changes).filter(([field, value]: [string, unknown]) => {
      const text = textOf(value);
      return textOf(row[field]) !== text && textOf(read[field]) !== text;
    });
    if (changed.length > 0) {
      const next = { ...row, ...Object.fromEntries(changed), id, updatedAt: this.#mark.now };
      this.#put(table, next);
    }
    return this.#fact(table, id);
  }

  #each(
    table: TableName,
    ids: readonly string[],
    fits: (row: StateRow | undefined) => row is StateRow,
    act: (row: StateRow) => void,
  ): Promise<number> {
    const rows = ids.map((id) => this.#row(table, id)).filter(fits);
    rows.forEach(act);
    return Promise.resolve(rows.length);
  }

  #fact<T extends TableName>(table: T, id: string): FactRows[T] {
    return factOfRow(table, this.#row(table, id) ?? { id });
  }
}

const isTrashed = (row: StateRow | undefined): row is StateRow => row?._d === true;

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : canonicalJson(value);
}
