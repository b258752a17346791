import type { EngineSource, JournalEntry, StoredSession } from '#lib/app/engine-source.ts';
import type {
  Done,
  FactReader,
  FactRows,
  FactWriter,
  TableName,
  Undone,
  UndoRow,
  UndoStep,
} from '#lib/app/facts.ts';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { type ClockedRow, clockOf, stampRow, tickClock } from '#lib/domain/clock.ts';
import { compareSessions } from '#lib/domain/order.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';

/** A row with what storage adds. */
interface MemoryRow extends ClockedRow {
  readonly id: string;
  readonly seq: number;
}
type Tables = Map<TableName, Map<string, MemoryRow>>;
type Fields = Record<string, unknown> & { id: string };

const DEVICE = '00000000000000aa';
const LOCAL = new Set(['seq', '_c', '_d', '_p', 'trashedAt']);

function factOf(row: MemoryRow): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !LOCAL.has(key)));
}

function isLive(row: MemoryRow | undefined): row is MemoryRow {
  return row !== undefined && row['_d'] !== true && row['_p'] === undefined;
}

function emptyTables(): Tables {
  return new Map(TABLE_NAMES.map((name) => [name, new Map<string, MemoryRow>()]));
}

/** The engine's source in plain memory: all rules of commits and undo, none of the storage. */
export class MemorySource implements EngineSource {
  #tables = emptyTables();
  #seq = 0;
  #stamp = tickClock(undefined, 0, DEVICE);
  #now = Date.UTC(2026, 5, 30, 12);
  readonly #answers = new Map<string, unknown>();
  readonly #listeners = new Set<(seq: number) => void>();
  readonly #derived = new Map<string, unknown>();
  readonly #journals = new Map<string, JournalEntry>();
  /** How many session rows were read to follow changes. */
  rowsRead = 0;
  /** Thrown by the next commit after it has written, as if the tab died before the answer. */
  dieAfterCommit = false;
  beforeCommit: ((name: string) => void) | undefined;

  readonly facts: EngineSource['facts'] = {
    read: this.#reader(() => this.#tables),
    watch: () => {
      throw new Error('the engine watches nothing');
    },
    commit: (command, work) => this.#commit(command, work),
    undo: (command, steps) =>
      this.#commit(command, (_, tables, stamp) => ok(this.#takeBack(tables, steps, stamp))),
  };

  readonly journals: EngineSource['journals'] = {
    put: (entry) => {
      this.#journals.set(entry.id, structuredClone(entry));
      return Promise.resolve();
    },
    ofJob: (jobId) =>
      Promise.resolve(
        [...this.#journals.values()]
          .filter((entry) => entry.jobId === jobId)
          .sort((a, b) => a.step - b.step),
      ),
    jobs: () => Promise.resolve([...new Set([...this.#journals.values()].map((e) => e.jobId))]),
    remove: (jobId) => {
      for (const [id, entry] of this.#journals)
        if (entry.jobId === jobId) this.#journals.delete(id);
      return Promise.resolve();
    },
  };

  seq(): Promise<number> {
    return Promise.resolve(this.#seq);
  }

  onSeq(listener: (seq: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sessionsSince(seq: number, limit: number): Promise<StoredSession[]> {
    const rows = [...this.#table('sessions').values()]
      .filter((row) => row.seq > seq)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit);
    this.rowsRead += rows.length;
    return Promise.resolve(rows as unknown as StoredSession[]);
  }

  context(): ReturnType<EngineSource['context']> {
    const live = <T extends TableName>(name: T): FactRows[T][] =>
      [...this.#table(name).values()].filter(isLive).map((row) => factOf(row) as FactRows[T]);
    return Promise.resolve({
      seq: this.#seq,
      cars: live('cars'),
      places: live('places'),
      tariffs: live('tariffs'),
      settings: live('settings'),
    });
  }

  readDerived(key: string): Promise<unknown> {
    return Promise.resolve(structuredClone(this.#derived.get(key)));
  }

  writeDerived(key: string, value: unknown): Promise<void> {
    this.#derived.set(key, structuredClone(value));
    return Promise.resolve();
  }

  clearDerived(): Promise<void> {
    this.#derived.clear();
    return Promise.resolve();
  }

  /** All live facts as one text, without clocks and change numbers. */
  state(tables: readonly TableName[] = TABLE_NAMES): string {
    const live = tables.map((name) =>
      [...this.#table(name).values()]
        .filter(isLive)
        .map((row) => factOf(row) as Fields)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    return canonicalJson(live);
  }

  /** Whether an id was ever used, also by a row that is in the trash or purged. */
  knows(table: TableName, id: string): boolean {
    return this.#table(table).has(id);
  }

  /** Lets time pass between commands. */
  passTime(ms: number): void {
    this.#now += ms;
  }

  #table(name: TableName, tables = this.#tables): Map<string, MemoryRow> {
    const table = tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  }

  #reader(tables: () => Tables): FactReader {
    const live = <T extends TableName>(name: T): FactRows[T][] =>
      [...this.#table(name, tables()).values()]
        .filter(isLive)
        .map((row) => factOf(row) as FactRows[T]);
    const sessions = () => live('sessions').sort(compareSessions);
    const one = <T extends TableName>(name: T, id: string): FactRows[T] | undefined => {
      const row = this.#table(name, tables()).get(id);
      return isLive(row) ? (factOf(row) as FactRows[T]) : undefined;
    };
    const notNeeded = () => Promise.reject(new Error('the engine does not ask this'));
    return {
      get: (name, id) => Promise.resolve(one(name, id)),
      getMany: (name, ids) => Promise.resolve(ids.map((id) => one(name, id))),
      all: (name) => Promise.resolve(live(name)),
      newestSessions: notNeeded,
      sessionsBetween: notNeeded,
      neighbours: notNeeded,
      readingsAround: notNeeded,
      hasSessions: (carId) => Promise.resolve(sessions().some((row) => row.carId === carId)),
      sessionIdsAt: notNeeded,
      activeSessions: notNeeded,
      attachmentsOf: notNeeded,
      pictureIdsOf: notNeeded,
      picturesTrashedWith: notNeeded,
      pictureUse: notNeeded,
      trash: notNeeded,
      trashedBefore: notNeeded,
    };
  }

  async #commit<T>(
    command: { readonly id: string; readonly name: string },
    work: (write: FactWriter, tables: Tables, stamp: string) => Promise<Result<T>> | Result<T>,
  ): Promise<Result<Done<T>>> {
    if (this.#answers.has(command.id)) return ok(this.#answers.get(command.id) as Done<T>);
    this.beforeCommit?.(command.name);
    const tables: Tables = new Map([...this.#tables].map(([name, rows]) => [name, new Map(rows)]));
    const stamp = tickClock(this.#stamp, this.#now, DEVICE);
    const seq = this.#seq + 1;
    const writer = this.#writer(tables, stamp, seq);
    let result: Result<T>;
    try {
      result = await work(writer, tables, stamp);
    } catch (error) {
      if (error instanceof RowExists) return fail('db/row_exists');
      throw error;
    }
    if (!result.ok) return result;
    const rows = this.#undoRows(tables);
    const done: Done<T> = { value: result.value, seq, undo: { stamp, rows } };
    this.#tables = tables;
    this.#stamp = stamp;
    this.#seq = seq;
    // What a repeated submission gets is small: long lists of rows are not kept.
    const kept = rows.length > 100 ? { ...done.undo, rows: [] } : done.undo;
    this.#answers.set(command.id, { ...done, undo: kept });
    for (const listener of this.#listeners) listener(seq);
    if (this.dieAfterCommit) throw new Error('the tab died');
    return ok(done);
  }

  #writer(tables: Tables, stamp: string, seq: number): FactWriter {
    const now = this.#now;
    const put = (name: TableName, next: Record<string, unknown>): MemoryRow => {
      const table = this.#table(name, tables);
      const fields = Object.fromEntries(
        Object.entries(next).filter(
          ([key, value]) => value !== undefined && !['seq', '_c'].includes(key),
        ),
      ) as Fields;
      const former = table.get(fields.id);
      const clocked = { ...fields };
      delete clocked['trashedAt'];
      const row: MemoryRow = { ...fields, seq, _c: stampRow(former, clocked, stamp) };
      table.set(row.id, row);
      return row;
    };
    const insert = <T extends TableName>(name: T, id: string, content: object): FactRows[T] => {
      if (this.#table(name, tables).has(id)) throw new RowExists();
      return factOf(put(name, { createdAt: now, updatedAt: now, ...content, id })) as FactRows[T];
    };
    const each = (
      name: TableName,
      ids: readonly string[],
      fits: (row: MemoryRow) => boolean,
      next: (row: MemoryRow) => Record<string, unknown>,
    ): Promise<number> => {
      const rows = ids
        .map((id) => this.#table(name, tables).get(id))
        .filter((row) => row && fits(row));
      for (const row of rows) if (row) put(name, next(row));
      return Promise.resolve(rows.length);
    };
    return {
      ...this.#reader(() => tables),
      now,
      insert,
      insertMany: (name, rows) => {
        for (const { id, content } of rows) insert(name, id, content);
      },
      change: <T extends TableName>(name: T, id: string, changes: object) => {
        const row = this.#table(name, tables).get(id);
        if (!isLive(row)) return Promise.resolve(undefined);
        const next = { ...row, ...changes };
        if (canonicalJson(factOf(next)) === canonicalJson(factOf(row))) {
          return Promise.resolve(factOf(row) as FactRows[T]);
        }
        return Promise.resolve(factOf(put(name, { ...next, updatedAt: now })) as FactRows[T]);
      },
      remove: (name, ids) =>
        each(name, ids, isLive, (row) => ({ ...row, _d: true, trashedAt: now })),
      restore: (name, ids) =>
        each(
          name,
          ids,
          (row) => row['_d'] === true,
          (row) => ({ ...row, _d: undefined, trashedAt: undefined }),
        ),
      purge: (name, ids) =>
        each(
          name,
          ids,
          (row) => row['_d'] === true,
          ({ id }) => ({ id, _p: stamp }),
        ),
    };
  }

  #undoRows(tables: Tables): UndoRow[] {
    const undo: UndoRow[] = [];
    for (const [table, rows] of tables) {
      for (const [id, row] of rows) {
        const former = this.#table(table).get(id);
        if (row === former) continue;
        if (!former) {
          undo.push({ table, id, created: true });
          continue;
        }
        if (row['_p'] !== undefined) continue;
        const before: Record<string, unknown> = {};
        const cleared: string[] = [];
        for (const key of new Set([...Object.keys(former), ...Object.keys(row)])) {
          if (['seq', '_c', 'trashedAt'].includes(key) || former[key] === row[key]) continue;
          if (former[key] === undefined) cleared.push(key);
          else before[key] = former[key];
        }
        undo.push({ table, id, before, cleared });
      }
    }
    return undo;
  }

  #takeBack(tables: Tables, steps: readonly UndoStep[], stamp: string): Undone {
    const kept: { table: TableName; id: string }[] = [];
    let undone = 0;
    const put = (name: TableName, next: Record<string, unknown>, former: MemoryRow): void => {
      const clocked = { ...next };
      for (const field of ['seq', '_c', 'trashedAt']) Reflect.deleteProperty(clocked, field);
      const row = { ...clocked, ...(next['_d'] === true && { trashedAt: this.#now }) } as Fields;
      this.#table(name, tables).set(row.id, {
        ...row,
        seq: this.#seq + 1,
        _c: stampRow(former, clocked, stamp),
      });
    };
    for (const step of steps) {
      for (const { table, id, created, before = {}, cleared = [] } of step.rows) {
        const row = this.#table(table, tables).get(id);
        if (!row || row['_p'] !== undefined) continue;
        if (created) {
          if (!isLive(row)) continue;
          const { b, f = {} } = row._c ?? { b: '' };
          if (b === step.stamp && Object.keys(f).length === 0) {
            put(table, { ...row, _d: true }, row);
            undone += 1;
          } else kept.push({ table, id });
          continue;
        }
        const fields = [...Object.keys(before), ...cleared];
        const back = fields.filter((field) => clockOf(row, field) === step.stamp);
        if (back.length < fields.length) kept.push({ table, id });
        if (back.length === 0) continue;
        const next: Record<string, unknown> = { ...row };
        for (const field of back) {
          if (before[field] === undefined) Reflect.deleteProperty(next, field);
          else next[field] = before[field];
        }
        put(table, next, row);
        undone += 1;
      }
    }
    return { undone, kept };
  }
}

class RowExists extends Error {}
