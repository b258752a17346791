import type { ListAnswer, SessionQuery, SortKey } from '#lib/worker/api.ts';
import { networksOf, sumRows } from './list-answer.ts';
import { passingRows, rowTest } from './row-test.ts';
import type { SessionIndex } from './session-index.ts';
import { directed, sortRows, type SortedRows } from './sorted-rows.ts';

/** Lists kept for windows that follow; a person has few of them at a time. */
const KEPT_LISTS = 4;

/** Answers list queries and keeps the last ones until the rows change. */
export class ListQueries {
  readonly #index: SessionIndex;
  #version = -1;
  readonly #lists = new Map<string, Uint32Array>();
  readonly #sorted = new Map<SortKey, SortedRows>();
  #networks: readonly string[] | undefined;

  constructor(index: SessionIndex) {
    this.#index = index;
  }

  /** The rows of a list in its order. */
  rows(query: SessionQuery): Uint32Array {
    this.#forgetStale();
    const key = JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
    const kept = this.#lists.get(key);
    this.#lists.delete(key);
    const rows = kept ?? this.#find(query);
    // Set last, so that the list not asked for the longest is the first of the map.
    this.#lists.set(key, rows);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > KEPT_LISTS && oldest !== undefined) this.#lists.delete(oldest);
    return rows;
  }

  /** Size, sums, month groups and networks of a list. */
  answer(query: SessionQuery, seq: number): ListAnswer {
    const rows = this.rows(query);
    const { table, order } = this.#index;
    this.#networks ??= networksOf(table, order);
    return {
      seq,
      count: rows.length,
      ...sumRows(table, rows, query.sort === 'date'),
      networks: this.#networks,
    };
  }

  /** The ids of a part of a list. */
  ids(query: SessionQuery, offset = 0, limit = Infinity): string[] {
    const rows = this.rows(query).subarray(offset, offset + limit);
    return Array.from(rows, (slot) => this.#index.table.idAt(slot));
  }

  #find(query: SessionQuery): Uint32Array {
    const { table, lookup, order } = this.#index;
    const test = rowTest(table, lookup, query);
    if (!test) return new Uint32Array();
    let sorted = this.#sorted.get(query.sort);
    if (!sorted) {
      sorted = sortRows(table, lookup, order, query.sort);
      this.#sorted.set(query.sort, sorted);
    }
    return passingRows(table, test, directed(sorted, query.descending));
  }

  #forgetStale(): void {
    if (this.#version === this.#index.version) return;
    this.#version = this.#index.version;
    this.#lists.clear();
    this.#sorted.clear();
    this.#networks = undefined;
  }
}
