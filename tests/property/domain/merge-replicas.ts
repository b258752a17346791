import { type Stamp, stampRow, tickClock } from '#lib/domain/clock.ts';
import { applyPlan } from '#lib/domain/merge/merge-states.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import type { State, StateRow, TableKind } from '#lib/domain/merge/state.ts';
import type { Random } from '#lib/domain/sample/random.ts';

const HOUR = 3_600_000;
const YEAR = 8766 * HOUR;
export const START = Date.UTC(2026, 0, 1);

/** What a person's clock may be off by. */
export const SKEWS = [0, 0, HOUR, -HOUR, 24 * HOUR, -24 * HOUR, 10 * YEAR, -10 * YEAR] as const;

const TABLES: readonly (readonly [string, TableKind])[] = [
  ['sessions', 'record'],
  ['meterEntries', 'entry'],
  ['siteEvents', 'event'],
];
const FIELDS = ['notes', 'energyWh', 'cost'];
const IDS = 6;

type Table = Map<string, StateRow>;

/**
 * A device as the app is one: it stamps what it writes with a clock that only grows, and its own
 * device row before it sends. Beside that it keeps the plain truth about what it has seen.
 */
export class Replica {
  readonly id: string;
  readonly skewMs: number;
  clock: Stamp | undefined;
  state: State = new Map();
  /** Every stamp that ever reached this device. */
  readonly seen = new Set<Stamp>();
  readonly #random: Random;

  constructor(index: number, random: Random, skewMs: number) {
    this.id = `${index}`.repeat(16);
    this.skewMs = skewMs;
    this.#random = random;
  }

  now(timeMs: number): number {
    return timeMs + this.skewMs;
  }

  /** One change of one row, as far as its state allows it. */
  write(timeMs: number): void {
    const [name, kind] = this.#pick(TABLES);
    const id = `row-${this.#random.whole(1, IDS)}`;
    const row = this.state.get(name)?.rows.get(id);
    if (row?._p !== undefined) return;
    const content = row === undefined ? this.#content(kind, id) : this.#change(kind, row);
    if (content === undefined) return;
    const stamp = this.#tick(timeMs);
    const isPurge = content === 'purge';
    this.#put(
      name,
      kind,
      isPurge ? { id, _p: stamp } : { ...content, _c: stampRow(row, content, stamp) },
    );
  }

  /** A complete copy, as a file would hold it. */
  send(timeMs: number): { state: State; seen: ReadonlySet<Stamp> } {
    const row = this.state.get('devices')?.rows.get(this.id);
    const before = row?.['lastSeenAt'];
    // It grows even within one millisecond: a value that stays gets no new stamp.
    const lastSeenAt = typeof before === 'number' ? Math.max(timeMs, before + 1) : timeMs;
    const next = { id: this.id, lastSeenAt };
    const stamp = this.#tick(timeMs);
    this.#put('devices', 'record', { ...next, _c: stampRow(row, next, stamp) });
    return { state: this.state, seen: new Set(this.seen) };
  }

  receive(plan: MergePlan, seen: ReadonlySet<Stamp>): void {
    this.state = applyPlan(this.state, plan);
    for (const stamp of seen) this.seen.add(stamp);
    this.clock = plan.clock;
  }

  #tick(timeMs: number): Stamp {
    this.clock = tickClock(this.clock, this.now(timeMs), this.id);
    this.seen.add(this.clock);
    return this.clock;
  }

  #put(name: string, kind: TableKind, row: StateRow): void {
    const rows: Table = new Map(this.state.get(name)?.rows);
    rows.set(row.id, row);
    this.state = new Map(this.state).set(name, { kind, rows });
  }

  #content(kind: TableKind, id: string): StateRow {
    // The content of entries and events follows from their id.
    if (kind !== 'record') return { id, amount: id.length, note: `of ${id}` };
    return { id, ...Object.fromEntries(FIELDS.map((field) => [field, this.#value(field)])) };
  }

  #change(kind: TableKind, row: StateRow): StateRow | 'purge' | undefined {
    const { _d, ...content } = row;
    Reflect.deleteProperty(content, '_c');
    const trash = _d === true ? { _d } : {};
    const roll = this.#random.unit();
    if (kind === 'event') return undefined;
    if (_d === true && roll < 0.05) return 'purge';
    if (kind === 'entry' || roll < 0.35) return _d === true ? content : { ...content, _d: true };
    const field = this.#pick(FIELDS);
    const rest = { ...content, [field]: this.#value(field) };
    if (roll < 0.55) Reflect.deleteProperty(rest, field);
    return { ...rest, ...trash };
  }

  #value(field: string): unknown {
    const value = this.#random.whole(0, 4);
    return field === 'cost' ? { basis: 'typed_total', totalMicros: value } : value;
  }

  #pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const picked = list[this.#random.whole(0, list.length - 1)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}
