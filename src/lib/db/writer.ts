import Dexie from 'dexie';
import type { FactReader, FactRows, FactWriter, TableName, UndoRow } from '#lib/app/facts.ts';
import { stampRow, type ClockedRow } from '#lib/domain/clock.ts';
import type { Changes, Content } from '#lib/domain/entity.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import { isSameValue } from './same-value.ts';
import { factOf, isLive, type RowKey, type StoredRow } from './stored.ts';

/** The stamp and number all writes of one command share. */
export interface CommitMark {
  readonly now: number;
  readonly seq: number;
  readonly stamp: string;
}

/**
 * Collects the writes of one command and puts them down at its end. Reads by id see what the
 * command has written so far; reads along an index see the state before it.
 */
export class CommandWriter {
  readonly #db: Dexie;
  readonly #mark: CommitMark;
  readonly #former = new Map<string, StoredRow | undefined>();
  readonly #written = new Map<TableName, Map<string, StoredRow>>();
  readonly #added = new Map<TableName, Set<string>>();

  constructor(db: Dexie, mark: CommitMark) {
    this.#db = db;
    this.#mark = mark;
  }

  /** The writer as use cases see it, reading through `reader` where nothing was written. */
  facing(reader: FactReader): FactWriter {
    return {
      ...reader,
      now: this.#mark.now,
      get: async <T extends TableName>(table: T, id: string) => {
        const row = await this.stored(table, id);
        return isLive(row) ? factOf<FactRows[T]>(table, row) : undefined;
      },
      getMany: async <T extends TableName>(table: T, ids: readonly string[]) => {
        await this.load(table, ids);
        const rows = ids.map((id) => this.#atHand(table, id));
        return rows.map((row) => (isLive(row) ? factOf<FactRows[T]>(table, row) : undefined));
      },
      insert: (table, id, content) => this.#insert(table, id, content),
      insertMany: (table, rows) => {
        for (const { id, content } of rows) this.#insert(table, id, content);
      },
      change: async <T extends TableName>(
        table: T,
        id: string,
        changes: Changes<FactRows[T]>,
      ): Promise<FactRows[T] | undefined> => {
        const row = await this.stored(table, id);
        if (!isLive(row)) return undefined;
        return factOf<FactRows[T]>(table, this.#change(table, row, changes));
      },
      remove: (table, ids) => this.#each(table, ids, isLive, (row) => this.#trash(table, row)),
      restore: (table, ids) =>
        this.#each(table, ids, isTrashed, (row) => {
          this.write(table, { ...row, _d: undefined, trashedAt: undefined });
        }),
      purge: (table, ids) =>
        this.#each(table, ids, isTrashed, ({ id }) => {
          this.#put(table, { id, seq: this.#mark.seq, _p: this.#mark.stamp });
        }),
    };
  }

  /**
   * The stored row, as this command left it. Rows at hand come as Dexie's own promise: after some
   * hundred awaits of other promises in a row Dexie takes the transaction for finished.
   */
  stored(table: TableName, id: string): PromiseLike<StoredRow | undefined> {
    const key = keyOf({ table, id });
    if (this.#former.has(key) || this.#written.get(table)?.has(id)) {
      return Dexie.Promise.resolve(this.#atHand(table, id));
    }
    return this.#db
      .table<StoredRow, string>(table)
      .get(id)
      .then((row) => {
        this.#former.set(key, row);
        return row;
      });
  }

  /** Reads many rows at once, so that a bulk change is one request a table. */
  async load(table: TableName, ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#former.has(keyOf({ table, id })));
    if (missing.length === 0) return;
    const rows = await this.#db.table<StoredRow, string>(table).bulkGet(missing);
    missing.forEach((id, i) => this.#former.set(keyOf({ table, id }), rows[i]));
  }

  /** Replaces a row that was read here before, stamping what differs. `undefined` clears. */
  write(table: TableName, next: Readonly<Record<string, unknown>> & { id: string }): StoredRow {
    const { stamp, seq } = this.#mark;
    const current = this.#atHand(table, next.id);
    const row: Record<string, unknown> = {};
    for (const key in next) if (!LOCAL.has(key) && next[key] !== undefined) row[key] = next[key];
    row['_c'] = stampRow(current && withoutLocal(current), row, stamp);
    row['seq'] = seq;
    if (next['trashedAt'] !== undefined) row['trashedAt'] = next['trashedAt'];
    this.#put(table, row as unknown as StoredRow);
    return row as unknown as StoredRow;
  }

  /** Moves a live row to the trash. */
  trash(table: TableName, row: StoredRow): void {
    this.#trash(table, row);
  }

  get now(): number {
    return this.#mark.now;
  }

  get isEmpty(): boolean {
    return this.#written.size === 0;
  }

  /** Puts everything down; to be called last inside the transaction. */
  async flush(): Promise<void> {
    for (const [name, rows] of this.#written) {
      const table = this.#db.table<StoredRow, string>(name);
      const added = this.#added.get(name);
      const fresh: StoredRow[] = [];
      const changed: StoredRow[] = [];
      for (const row of rows.values()) (added?.has(row.id) ? fresh : changed).push(row);
      if (fresh.length > 0) await table.bulkAdd(fresh);
      if (changed.length > 0) await table.bulkPut(changed);
    }
  }

  /** What takes these writes back. Purged rows cannot be had again and are left out. */
  undoRows(): UndoRow[] {
    const rows: UndoRow[] = [];
    for (const [table, written] of this.#written) {
      for (const [id, row] of written) {
        if (this.#added.get(table)?.has(id)) rows.push({ table, id, created: true });
        else if (row._p === undefined) {
          const former = this.#former.get(keyOf({ table, id }));
          if (former) rows.push({ table, id, ...difference(former, row) });
        }
      }
    }
    return rows;
  }

  #insert<T extends TableName>(table: T, id: string, content: Content<FactRows[T]>): FactRows[T] {
    const { now, seq, stamp } = this.#mark;
    const fact: Record<string, unknown> = { id, createdAt: now, updatedAt: now };
    for (const [key, value] of Object.entries(content)) if (value !== undefined) fact[key] = value;
    const row = { ...fact, seq, _c: { b: stamp } } as unknown as StoredRow;
    this.#put(table, row);
    const added = this.#added.get(table) ?? new Set();
    this.#added.set(table, added.add(id));
    return fact as unknown as FactRows[T];
  }

  #change(table: TableName, row: StoredRow, changes: object): StoredRow {
    const next: Record<string, unknown> & { id: string } = { ...row };
    // What a choice of a newer version is read as does not take its place.
    const read: Readonly<Record<string, unknown>> = readableRow(table, row);
    let changed = false;
    for (const [key, value] of Object.entries(changes) as [string, unknown][]) {
      if (isSameValue(next[key], value) || isSameValue(read[key], value)) continue;
      next[key] = value;
      changed = true;
    }
    if (!changed) return row;
    next['updatedAt'] = this.#mark.now;
    return this.write(table, next);
  }

  #trash(table: TableName, row: StoredRow): void {
    this.write(table, { ...row, _d: true, trashedAt: this.#mark.now });
  }

  async #each(
    table: TableName,
    ids: readonly string[],
    fits: (row: StoredRow | undefined) => row is StoredRow,
    act: (row: StoredRow) => void,
  ): Promise<number> {
    await this.load(table, ids);
    let count = 0;
    for (const id of ids) {
      const row = await this.stored(table, id);
      if (!fits(row)) continue;
      act(row);
      count++;
    }
    return count;
  }

  /** A row that was read or written before. */
  #atHand(table: TableName, id: string): StoredRow | undefined {
    return this.#written.get(table)?.get(id) ?? this.#former.get(keyOf({ table, id }));
  }

  #put(table: TableName, row: StoredRow): void {
    const rows = this.#written.get(table) ?? new Map<string, StoredRow>();
    this.#written.set(table, rows.set(row.id, row));
  }
}

const isTrashed = (row: StoredRow | undefined): row is StoredRow => row?._d === true;

const keyOf = ({ table, id }: RowKey): string => `${table} ${id}`;

const LOCAL = new Set(['seq', '_c', 'trashedAt']);

/** The row as it travels: what only this database knows has no merge clock. */
function withoutLocal(row: StoredRow): ClockedRow {
  const travelling: Partial<Record<string, unknown>> = { ...row };
  delete travelling['seq'];
  delete travelling['trashedAt'];
  return travelling;
}

/** The former values of the fields in which two rows differ. */
function difference(
  former: StoredRow,
  row: StoredRow,
): { before: Record<string, unknown>; cleared: string[] } {
  const before: Record<string, unknown> = {};
  const cleared: string[] = [];
  for (const key of new Set([...Object.keys(former), ...Object.keys(row)])) {
    if (LOCAL.has(key) || isSameValue(former[key], row[key])) continue;
    if (former[key] === undefined) cleared.push(key);
    else before[key] = former[key];
  }
  return { before, cleared };
}
