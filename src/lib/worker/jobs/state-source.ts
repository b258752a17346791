import type { EngineSource, JournalEntry, StoredSession } from '#lib/app/engine-source.ts';
import type { FactReader, FactRows, FactWriter, TableName } from '#lib/app/facts.ts';
import { clockOf, type Stamp, tickClock } from '#lib/domain/clock.ts';
import { isLiveRow, type State, type StateRow, type StateTable } from '#lib/domain/merge/state.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import { keepStamps } from './import-stamps.ts';
import { factOfRow, liveFacts } from './state-facts.ts';
import { StateWriter } from './state-writer.ts';

/** Who changes the state, and when. */
export interface StateChange {
  readonly deviceId: string;
  /** The last stamp of the state; absent for a new one. */
  readonly hlc?: Stamp;
  /** UTC milliseconds. */
  readonly now: number;
}

const NO_ROWS: StateTable['rows'] = new Map();

/** The stored form of a session, for the engine. All rows of a state have one change number. */
function storedSession(row: StateRow, seq: number): StoredSession {
  return { ...readableRow('sessions', row), seq };
}

/**
 * A state in memory as what the engine's jobs read and write: for the command line, which keeps
 * its data in a file. All that is written counts as one change, under one stamp.
 */
export class StateSource implements EngineSource {
  #state: State;
  #seq = 1;
  readonly #stamp: Stamp;
  readonly #now: number;
  readonly #journals = new Map<string, JournalEntry>();

  constructor(state: State, { deviceId, hlc, now }: StateChange) {
    this.#state = state;
    this.#now = now;
    this.#stamp = tickClock(hlc, now, deviceId);
  }

  /** Lets the importer know which values came from imports: those under an import's own stamp. */
  async knowImports(): Promise<void> {
    for (const row of this.#rows('imports').values()) {
      const stamp = clockOf(row, 'importedAt');
      if (stamp !== undefined) await keepStamps(this, { jobId: row.id, stamps: [stamp] });
    }
  }

  /** The state with all changes. */
  get state(): State {
    return this.#state;
  }

  /** The stamp of all that is written here: the clock after it. */
  get stamp(): Stamp {
    return this.#stamp;
  }

  get isChanged(): boolean {
    return this.#seq > 1;
  }

  readonly facts: EngineSource['facts'] = {
    read: this.#reader(),
    watch: () => {
      throw new Error('nothing is watched in a file');
    },
    commit: async (_, work) => {
      const writer = new StateWriter(this.#state, { stamp: this.#stamp, now: this.#now });
      const facts: FactWriter = { ...this.#reader(() => writer.state), ...writer.writes() };
      const result = await work(facts);
      if (!result.ok) return result;
      if (writer.hasTakenId) return fail('db/row_exists');
      if (writer.isChanged) {
        this.#state = writer.state;
        this.#seq += 1;
      }
      // Nothing is taken back in a file: what failed is not written.
      return ok({ value: result.value, seq: this.#seq, undo: { stamp: this.#stamp, rows: [] } });
    },
    undo: () => Promise.resolve(fail('db/no_undo')),
  };

  readonly journals: EngineSource['journals'] = {
    put: (entry) => {
      this.#journals.set(entry.id, entry);
      return Promise.resolve();
    },
    ofJob: (jobId) =>
      Promise.resolve([...this.#journals.values()].filter((entry) => entry.jobId === jobId)),
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

  onSeq(): () => void {
    return () => undefined;
  }

  sessionsSince(seq: number, limit: number): Promise<StoredSession[]> {
    if (seq >= this.#seq) return Promise.resolve([]);
    const rows = [...this.#rows('sessions').values()].slice(0, limit);
    return Promise.resolve(rows.map((row) => storedSession(row, this.#seq)));
  }

  context(): ReturnType<EngineSource['context']> {
    return Promise.resolve({
      seq: this.#seq,
      cars: liveFacts(this.#state, 'cars'),
      places: liveFacts(this.#state, 'places'),
      tariffs: liveFacts(this.#state, 'tariffs'),
      settings: liveFacts(this.#state, 'settings'),
    });
  }

  readDerived(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  writeDerived(): Promise<void> {
    return Promise.resolve();
  }

  clearDerived(): Promise<void> {
    return Promise.resolve();
  }

  #rows(table: TableName, state = this.#state): StateTable['rows'] {
    return state.get(table)?.rows ?? NO_ROWS;
  }

  #reader(state: () => State = () => this.#state): FactReader {
    const one = <T extends TableName>(table: T, id: string): FactRows[T] | undefined => {
      const row = this.#rows(table, state()).get(id);
      return isLiveRow(row) ? factOfRow(table, row) : undefined;
    };
    const unasked = () => Promise.reject(new Error('jobs do not ask this'));
    return {
      get: (table, id) => Promise.resolve(one(table, id)),
      getMany: (table, ids) => Promise.resolve(ids.map((id) => one(table, id))),
      all: (table) => Promise.resolve(liveFacts(state(), table)),
      hasSessions: (carId) =>
        Promise.resolve(
          [...this.#rows('sessions', state()).values()].some(
            (row) => isLiveRow(row) && row['carId'] === carId,
          ),
        ),
      sessionIdsAt: unasked,
      newestSessions: unasked,
      sessionsBetween: unasked,
      neighbours: unasked,
      readingsAround: unasked,
      activeSessions: unasked,
      attachmentsOf: unasked,
      pictureIdsOf: unasked,
      picturesTrashedWith: unasked,
      pictureUse: unasked,
      trash: unasked,
      trashedBefore: unasked,
    };
  }
}
